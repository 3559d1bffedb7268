"""The published figures: a table a benchmark in benchmarks/README.md, and the short one in README.md made of them."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.turns import HEADS, NOT_READ, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PAGE, README = ROOT / "benchmarks" / "README.md", ROOT / "README.md"
SHORT = "bench"
NAMES: Mapping[str, str] = {
    "startup": "benchmarks.startup",
    "console": "benchmarks.console",
    "tensorboard": "benchmarks.tensorboard",
    "histories": "benchmarks.histories",
    "rules": "benchmarks.rules",
    "scan": "benchmarks.scan",
    "peers": "benchmarks.peers.speed",
    "attacks": "benchmarks.attacks",
}
"""Name of each benchmark, and its module."""

HEADLINES: Mapping[str, Sequence[str]] = {
    "startup": ("`analyze`, a log",),
    "console": ("a line an epoch",),
    "tensorboard": ("200,000",),
    "scan": ("histories",),
    "peers": ("CSV", "TensorBoard", "console log"),
}
"""What of each benchmark stands in README.md: works whose names hold one of these."""


class Line(NamedTuple):
    """A row of a table."""

    work: str
    tool: str
    time: str
    memory: str
    ratio: str
    target: str


def lines(table: str) -> Sequence[Line]:
    """The rows of a table below its heads."""
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines() if row.startswith("|")]
    return [Line(*row) for row in rows if tuple(row) != HEADS and not row[0].startswith("---")]


def content(page: str, name: str) -> str | None:
    """What a block of a page holds; None where there is no such block."""
    found = _block(page, name)
    return found[2] if found else None


def filled(page: str, name: str, inside: str) -> str:
    """A page with a block made anew.

    Raises
    ------
    LookupError
        Where there is no such block.
    """
    found = _block(page, name)
    if not found:
        raise LookupError(name)
    return page[: found.end(1)] + inside + page[found.start(3) :]


def _block(page: str, name: str) -> re.Match[str] | None:
    return re.search(f"(<!-- begin: {name} -->\n)(.*?)(\n<!-- end: {name} -->)", page, re.DOTALL)


def short(page: str) -> str:
    """The short table, of the tables on the page of all."""
    rows = [
        row for name, wanted in HEADLINES.items() for row in _short(lines(content(page, f"bench-{name}") or ""), wanted)
    ]
    return "\n".join(["| work | time | memory, MB | what others take, as a multiple |", "|---|--:|--:|---|", *rows])


def _short(table: Sequence[Line], wanted: Sequence[str]) -> Iterator[str]:
    for work, tools in groupby(table, key=lambda line: line.work):
        ours, *others = tools
        if any(part in work for part in wanted):
            beside = ", ".join(f"{one.tool} {one.ratio}" for one in others if one.time != NOT_READ)
            yield f"| {work} | {ours.time} | {ours.memory} | {beside} |"


def update(measured: Mapping[str, str]) -> None:
    """Write the tables that were measured, by the names of their benchmarks, and the short one."""
    page = PAGE.read_text(encoding="utf-8")
    for name, table in measured.items():
        page = filled(page, f"bench-{name}", table)
    PAGE.write_text(page, encoding="utf-8")
    README.write_text(filled(README.read_text(encoding="utf-8"), SHORT, short(page)), encoding="utf-8")
