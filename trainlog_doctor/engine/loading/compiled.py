"""The built-in pack in the form that starts fast: read from its files, checked and completed, as JSON beside them.

``pack.json`` holds what its files were when it was made; where they have changed since, it is not used. It has a line
for each rule, of which a `Rule` is made when it is first asked for, and then its thresholds and predicates: a page
needs one of them, a list only their titles.
"""

from __future__ import annotations

import json
import os
from functools import cache, partial
from typing import TYPE_CHECKING, Any
from zlib import crc32

from trainlog_doctor import __version__
from trainlog_doctor.engine.condition import Condition, Junction, Not
from trainlog_doctor.engine.loading.files import names_below
from trainlog_doctor.engine.on_demand import OnDemand
from trainlog_doctor.engine.pack import Pack
from trainlog_doctor.engine.predicate import Param, Predicate, Reference
from trainlog_doctor.engine.roles import Family, MetricTable
from trainlog_doctor.engine.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from trainlog_doctor.engine.predicate import Value

    Document = Mapping[str, Any]

NAME = "pack.json"
RULES, END = ',\n"rules": [\n', "\n]\n}\n"
"""What stands before and behind the lines of rules."""
_LISTS = ("references", "tags", "suppresses", "suppressed_by")
_TEXTS = ("advice", "false_positives")


def compiled_pack(folder: str | Path) -> Pack | None:
    """The pack of a folder, without its tests; None where it has to be read from its files."""
    found = _read(folder)
    if found is None:
        return None
    head, lines = found
    rules = OnDemand(dict(zip(head["codes"], lines, strict=True)), partial(_rule, folder=os.fspath(folder)))
    return Pack(rules, _metrics(head["metrics"]), __version__)


def compiled_defaults(folder: str | Path) -> Mapping[str, Mapping[str, float | str]]:
    """The defaults of every statistic's arguments; empty where the folder has no pack of its files."""
    found = _read(folder)
    return found[0]["defaults"] if found else {}


@cache
def _read(folder: str | Path) -> tuple[Document, Sequence[bytes]] | None:
    """Read what stands before the rules, and their lines; None unless they are whole and made of the folder's files."""
    try:
        first, _, content = _content(folder, NAME).partition(b",\n")
    except OSError:
        return None
    if first != first_line(content):
        return None
    before, _, behind = content.partition(RULES.encode())
    head = json.loads(b"{%b}" % before)
    return (head, behind.removesuffix(END.encode()).split(b",\n")) if head["made_of"] == state(folder) else None


def first_line(content: bytes) -> bytes:
    """What stands before the content and tells it from a damaged one."""
    return b'{\n"sum": "%08x"' % crc32(content)


def state(folder: str | Path) -> str:
    """What tells the files of a folder from any others: their names and contents."""
    total = 0
    for name in names_below(folder):
        total = crc32(_content(folder, name), crc32(os.fsencode(name), total))
    return f"{total:08x}"


def _content(folder: str | Path, name: str) -> bytes:
    with open(f"{os.fspath(folder)}/{name}", "rb") as file:  # noqa: PTH123 - without pathlib, see `files`
        return file.read()


def _rule(line: bytes, folder: str) -> Rule:
    given = json.loads(line)
    made = {
        **given,
        "params": OnDemand(given["params"], _param),
        "detect": OnDemand({one["name"]: one for one in given["detect"]}, _predicate),
        "condition": _condition(given["condition"]),
        "path": os.path.normpath(f"{folder}/{given['path']}"),
        "tests": (),
    }
    made |= {name: tuple(given[name]) for name in _LISTS}
    made |= {name: {language: tuple(texts) for language, texts in given[name].items()} for name in _TEXTS}
    return Rule(**made)


def _param(given: Document) -> Param:
    return Param(**given)


def _predicate(given: Document) -> Predicate:
    arguments = {name: _value(one) for name, one in given["arguments"].items()}
    changed = {"of": tuple(given["of"]), "arguments": arguments, "threshold": _value(given["threshold"])}
    return Predicate(**{**given, **changed})


def _value(given: float | str | Mapping[str, str]) -> Value:
    return given if isinstance(given, float | int | str) else Reference(**given)


def _condition(given: str | Document) -> Condition:
    if isinstance(given, str):
        return given
    if "part" in given:
        return Not(_condition(given["part"]))
    return Junction(given["word"], tuple(_condition(part) for part in given["parts"]))


def _metrics(given: Document) -> MetricTable:
    return MetricTable(
        fixed={role: tuple(names) for role, names in given["fixed"].items()},
        validation=tuple(given["validation"]),
        training=tuple(given["training"]),
        families=tuple(Family(one["name"], one["better"], tuple(one["names"])) for one in given["families"]),
    )
