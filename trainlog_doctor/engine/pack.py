"""The rules in force: the built-in pack, a user's own files, and the project's overrides."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from trainlog_doctor import __version__
from trainlog_doctor.engine.loading.detect import Vocabulary
from trainlog_doctor.engine.loading.document import Faults, Node, Place, parse
from trainlog_doctor.engine.loading.metric_file import read_metrics
from trainlog_doctor.engine.loading.rule_file import document_kind, legal, read_rule
from trainlog_doctor.engine.loading.values import number, suggestion
from trainlog_doctor.engine.rule import SEVERITIES, Param, Rule
from trainlog_doctor.errors import DoctorError, RulePackError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trainlog_doctor.engine.roles import MetricTable

RUN_ROLE = "run"
"""The pseudo-role of statistics that look at the run as a whole."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a project or a command line changes about a pack.

    Attributes
    ----------
    select, ignore
        Codes or names; an empty ``select`` selects all.
    params
        Code or name to parameter to its new value, as written (``8%``).
    severity
        Code or name to severity.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    params: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    severity: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pack:
    """Rules by code, in the order of their codes, with the metric table they rely on.

    Attributes
    ----------
    version
        Version of the built-in pack.
    """

    rules: Mapping[str, Rule]
    metrics: MetricTable
    version: str


def builtin_rules() -> Path:
    """Folder of the built-in pack: inside an installed package, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / "rules"
    return shipped if shipped.is_dir() else package.parent / "rules"


def load_pack(extra: Sequence[Path] = (), overrides: Overrides | None = None, *, check_statistics: bool = True) -> Pack:
    """Read the built-in pack and a user's own rule files or folders.

    Parameters
    ----------
    check_statistics
        Also hold every rule against the statistics there are; this imports numpy.

    Raises
    ------
    RulePackError
        With every fault of every file.
    UsageError
        When an override names a rule, parameter or severity that does not exist.
    """
    faults = Faults()
    documents = [node for path in (builtin_rules(), *extra) for node in _documents(path, faults)]
    tables = [read_metrics(node, faults) for node in documents if document_kind(node) == "metrics"]
    vocabulary = _vocabulary(tables[-1]) if check_statistics and tables else None
    rules: dict[str, Rule] = {}
    for node in documents:
        rule = read_rule(node, vocabulary, faults) if document_kind(node) == "rule" else None
        if rule and rule.id in rules:
            faults.add("duplicate_rule", node.place, given=rule.id, first=rules[rule.id].path)
        elif rule:
            rules[rule.id] = rule
    if faults.found:
        raise RulePackError(tuple(sorted(faults.found, key=_place)))
    ordered = {code: rules[code] for code in sorted(rules)}
    return _override(Pack(ordered, tables[-1], __version__), overrides or Overrides())


def find_rule(pack: Pack, given: str) -> Rule:
    """Look a rule up by code or name.

    Raises
    ------
    UsageError
        With the nearest code or name.
    """
    wanted = given.strip().lower()
    for rule in pack.rules.values():
        if wanted in {rule.id.lower(), rule.name}:
            return rule
    known = [*(rule.name for rule in pack.rules.values()), *(code.lower() for code in pack.rules)]
    raise UsageError("unknown_rule", given=given, suggestion=suggestion(wanted, known))


def _documents(path: Path, faults: Faults) -> Iterator[Node]:
    files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    for file in files:
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            faults.add("unreadable", Place(str(file), 1, 1), problem=type(error).__name__)
            continue
        node = parse(text, str(file), faults)
        if node is not None:
            yield node


def _vocabulary(table: MetricTable) -> Vocabulary:
    from trainlog_doctor.engine.statistics import STATISTICS

    return Vocabulary(STATISTICS, frozenset({*table.roles, RUN_ROLE}))


def _place(fault: DoctorError) -> tuple[str, int, int]:
    data = cast("Mapping[str, str]", fault.data)
    return data["path"], int(data["line"]), int(data["column"])


def _override(pack: Pack, overrides: Overrides) -> Pack:
    rules = dict(pack.rules)
    for given, values in overrides.params.items():
        rule = find_rule(pack, given)
        params = {name: _param(rule, name, text) for name, text in values.items()}
        rules[rule.id] = replace(rules[rule.id], params={**rules[rule.id].params, **params})
    for given, severity in overrides.severity.items():
        rule = find_rule(pack, given)
        if severity not in SEVERITIES:
            raise UsageError("unknown_severity", given=severity, legal=", ".join(SEVERITIES))
        rules[rule.id] = replace(rules[rule.id], severity=severity)
    chosen = {find_rule(pack, given).id for given in overrides.select} or set(rules)
    chosen -= {find_rule(pack, given).id for given in overrides.ignore}
    return replace(pack, rules={code: rule for code, rule in rules.items() if code in chosen})


def _param(rule: Rule, name: str, text: str) -> Param:
    if name not in rule.params:
        near = suggestion(name, rule.params)
        raise UsageError("unknown_param", rule=rule.id, given=name, legal=", ".join(rule.params), suggestion=near)
    param = rule.params[name]
    found = number(text)
    if found is None or not legal(param, found[0]):
        raise UsageError("bad_param", rule=rule.id, param=name, given=text, low=param.minimum, high=param.maximum)
    return replace(param, default=found[0])
