"""From rule files to the rules in force: the built-in pack, a user's own files, and the project's overrides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from trainlog_doctor import __version__
from trainlog_doctor.engine.loading.derive import completed
from trainlog_doctor.engine.loading.detect import Vocabulary
from trainlog_doctor.engine.loading.document import Faults, Node
from trainlog_doctor.engine.loading.files import builtin_rules, read_documents, rule_files
from trainlog_doctor.engine.loading.metric_file import read_metrics
from trainlog_doctor.engine.loading.rule_file import document_kind, read_rule
from trainlog_doctor.engine.overrides import Overrides, apply
from trainlog_doctor.engine.pack import RUN_ROLE, Pack
from trainlog_doctor.errors import DoctorError, RulePackError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from trainlog_doctor.engine.roles import MetricTable
    from trainlog_doctor.engine.rule import Rule


def load_pack(
    extra: Sequence[Path] = (),
    overrides: Overrides | None = None,
    *,
    check_statistics: bool = True,
    builtin_tests: bool = True,
) -> Pack:
    """Read the built-in pack and a user's own rule files or folders.

    Parameters
    ----------
    check_statistics
        Also hold every rule against the statistics there are; this imports numpy.
    builtin_tests
        Also read the tests of the built-in rules, which only ``rules test`` and ``rules validate`` look at.

    Raises
    ------
    RulePackError
        With every fault of every file.
    UsageError
        When an override names a rule, parameter or severity that does not exist.
    """
    faults = Faults()
    folder = builtin_rules()
    builtin = list(read_documents([folder], faults, cut_tests=not builtin_tests))
    known = {file.resolve() for file in rule_files(folder)} if extra else set()
    documents = [*builtin, *read_documents(extra, faults, known=known)]
    tables = [read_metrics(node, faults) for node in documents if document_kind(node) == "metrics"]
    vocabulary = _vocabulary(tables[-1]) if check_statistics and tables else None
    untested = set() if builtin_tests else {node.place.path for node in builtin}
    rules = _rules([node for node in documents if document_kind(node) == "rule"], vocabulary, untested, faults)
    if faults.found:
        raise RulePackError(tuple(sorted(faults.found, key=_place)))
    return apply(Pack(rules, tables[-1], __version__), overrides or Overrides())


def _rules(
    documents: Sequence[Node], vocabulary: Vocabulary | None, untested: Collection[str], faults: Faults
) -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    for node in completed(documents, faults):
        rule = read_rule(node, vocabulary, faults, tested=node.place.path not in untested)
        if rule and rule.id in rules:
            faults.add("duplicate_rule", node.place, given=rule.id, first=rules[rule.id].path)
        elif rule:
            rules[rule.id] = rule
    return {code: _explaining(rules[code], rules.values()) for code in sorted(rules)}


def _explaining(rule: Rule, rules: Iterable[Rule]) -> Rule:
    """Let a rule that explains another explain those which are derived from it as well."""
    derived = [one.id for one in rules if one.extends in rule.suppresses and one.id not in {rule.id, *rule.suppresses}]
    return replace(rule, suppresses=(*rule.suppresses, *derived)) if derived else rule


def _vocabulary(table: MetricTable) -> Vocabulary:
    from trainlog_doctor.engine.statistics import STATISTICS

    return Vocabulary(STATISTICS, (*table.roles, RUN_ROLE))


def _place(fault: DoctorError) -> tuple[str, int, int]:
    data = cast("Mapping[str, str]", fault.data)
    return data["path"], int(data["line"]), int(data["column"])
