"""What the runs of a sweep are called: what of their paths tells them apart, and their own names."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.sweep.row import Row


@dataclass(frozen=True, slots=True)
class Titles:
    """Makes titles.

    Attributes
    ----------
    front, behind
        How many parts of every path are the same, before and behind what differs.
    several
        Paths of several runs.
    alike
        Paths of which two runs have the same name: their numbers tell them apart.
    single
        Whether all runs are of one source: then their own names are enough.
    """

    front: int = 0
    behind: int = 0
    several: frozenset[str] = field(default_factory=frozenset)
    alike: frozenset[str] = field(default_factory=frozenset)
    single: bool = False

    def __call__(self, row: Row) -> str:
        """Name a run."""
        own = self.own(row)
        if self.single and own:
            return own
        parts = row.path.split("/")
        return " ".join(filter(None, (neutral("/".join(parts[self.front : len(parts) - self.behind])), own)))

    def own(self, row: Row) -> str:
        """What a run is called among those of its source; empty where it is the only one and has no name."""
        numbered = row.path in self.several and (row.name is None or row.path in self.alike)
        return " ".join(filter(None, (f"#{row.number}" if numbered else "", neutral(row.name) if row.name else "")))


def titles(rows: Sequence[Row]) -> Titles:
    """See what tells the rows apart: whole parts that all paths share, before and behind, are cut off."""
    several = frozenset(row.path for row in rows if row.number > 1)
    named: set[tuple[str, str | None]] = set()
    alike = set()
    for row in (row for row in rows if row.path in several):
        if (row.path, row.name) in named:
            alike.add(row.path)
        named.add((row.path, row.name))
    if all(row.path == rows[0].path for row in rows):
        return Titles(0, 0, several, frozenset(alike), single=True)
    return Titles(*_shared(row.path.split("/") for row in rows), several, frozenset(alike))


def _shared(paths: Iterable[list[str]]) -> tuple[int, int]:
    """How many parts all paths begin and end with; at least one of each is left over."""
    rest = iter(paths)
    front = next(rest)
    behind, shortest = front[::-1], len(front)
    for parts in rest:
        front, behind = _common(front, parts), _common(behind, parts[::-1])
        shortest = min(shortest, len(parts))
    before = min(len(front), shortest - 1)
    return before, min(len(behind), shortest - 1 - before)


def _common(some: list[str], others: list[str]) -> list[str]:
    """What both begin with."""
    pairs = zip(some, others, strict=False)
    return [one for one, other in takewhile(lambda pair: pair[0] == pair[1], pairs)]
