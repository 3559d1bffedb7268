"""A pack out of its rule files: the built-in ones, completed by a user's own."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, cast

from trainlog_doctor import __version__
from trainlog_doctor.engine.loading.derive import completed
from trainlog_doctor.engine.loading.detect import Vocabulary
from trainlog_doctor.engine.loading.document import parse
from trainlog_doctor.engine.loading.files import rule_files
from trainlog_doctor.engine.loading.metric_file import NO_METRICS, completed_by, is_metrics, read_metrics
from trainlog_doctor.engine.loading.nodes import Faults, ListNode, Node, Place
from trainlog_doctor.engine.loading.rule_file import read_rule
from trainlog_doctor.engine.pack import RUN_ROLE, Pack
from trainlog_doctor.engine.statistics import STATISTICS
from trainlog_doctor.errors import DoctorError, RulePackError
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from trainlog_doctor.engine.rule import Rule

_TESTS = "\ntests:\n"
_MOST_BYTES = 4 << 20
"""Over a hundred times the longest file of rules; what never ends, such as ``/dev/zero``, ends here."""


def read_pack(folder: Path, extra: Sequence[Path], *, builtin_tests: bool) -> Pack:
    """Read every file strictly; the parameters are those of `load_pack`, with the folder of the built-in rules.

    Raises
    ------
    RulePackError
        With every fault of every file.
    """
    faults = Faults()
    builtin = list(_documents([folder], faults, cut_tests=not builtin_tests))
    known = {file.resolve() for file in rule_files(folder)} if extra else set()
    documents = [*builtin, *_documents(extra, faults, known=known)]
    tables = (read_metrics(node, faults) for node in documents if is_metrics(node))
    table = reduce(completed_by, tables, NO_METRICS)
    vocabulary = Vocabulary(STATISTICS, (*table.roles, RUN_ROLE))
    untested = set() if builtin_tests else {node.place.path for node in builtin}
    rules = _rules([node for node in documents if not is_metrics(node)], vocabulary, untested, faults)
    if faults.found:
        raise RulePackError(tuple(sorted(faults.found, key=_place)))
    return Pack(rules, table, __version__)


def _documents(
    paths: Sequence[Path], faults: Faults, *, known: Collection[Path] = (), cut_tests: bool = False
) -> Iterator[Node]:
    """Read the documents of files and folders, each file once; a file may hold a list of rules.

    Parameters
    ----------
    known
        Files that have been read already, as absolute paths.
    cut_tests
        Leave out what follows a line ``tests:``: more than half of a rule file, and of no use for judging runs.
    """
    found = [rule_files(path) for path in paths]
    for path in (path for path, below in zip(paths, found, strict=True) if not below):
        faults.add("no_files", Place(str(path), 1, 1))
    files = {file.resolve(): file for below in reversed(found) for file in reversed(below)}
    for resolved, file in reversed(files.items()):
        text = None if resolved in known else _text(file, faults)
        if text is None:
            continue
        node = parse(text.partition(_TESTS)[0] if cut_tests else text, str(file), faults)
        if node is not None:
            yield from node.items if isinstance(node, ListNode) else (node,)


def _text(file: Path, faults: Faults) -> str | None:
    place = Place(str(file), 1, 1)
    try:
        with file.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
        if len(content) <= _MOST_BYTES:
            return content.decode("utf-8-sig").replace("\r\n", "\n")
        faults.add("too_large", place, most=_MOST_BYTES >> 20)
    except UnicodeDecodeError as error:
        faults.add("unreadable", place, problem=f"UTF-8: {error.reason}")
    except OSError as error:
        faults.add("unreadable", place, problem=error.strerror or type(error).__name__)
    return None


def _rules(
    documents: Sequence[Node], vocabulary: Vocabulary, untested: Collection[str], faults: Faults
) -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    paths: dict[str, str] = {}
    for node in completed(documents, faults, untested):
        rule = read_rule(node, vocabulary, faults, tested=node.place.path not in untested)
        taken = next((name for name in (rule.id, rule.name) if name in paths), None) if rule else None
        if taken:
            faults.add("duplicate_rule", node.place, given=taken, first=paths[taken])
        elif rule:
            rules[rule.id] = rule
            paths |= dict.fromkeys((rule.id, rule.name), rule.path)
    explaining = {code: _explaining(rules[code], rules.values()) for code in sorted(rules)}
    return {code: _explained(rule, explaining.values()) for code, rule in explaining.items()}


def _explaining(rule: Rule, rules: Iterable[Rule]) -> Rule:
    """Let a rule that explains another explain those which are derived from it as well."""
    derived = [one.id for one in rules if one.extends in rule.suppresses and one.id not in {rule.id, *rule.suppresses}]
    return replace(rule, suppresses=(*rule.suppresses, *derived)) if derived else rule


def _explained(rule: Rule, rules: Iterable[Rule]) -> Rule:
    """Let a rule know those that explain it."""
    return replace(rule, suppressed_by=tuple(one.id for one in rules if rule.id in one.suppresses))


def _place(fault: DoctorError) -> tuple[str, int, int]:
    data = cast("Mapping[str, str]", fault.data)
    return data["path"], int(data["line"]), int(data["column"])
