"""What the runs of a sweep are called."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from trainlog_doctor.record import dataclass, field
from trainlog_doctor.view.titles import Apart, apart, own, spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.sweep.row import Row


@dataclass(frozen=True, slots=True)
class Titles:
    """Makes titles.

    Attributes
    ----------
    source
        Names the source of a run; None where all runs are of one source: then their own names are enough.
    several
        Paths of several runs.
    alike
        Paths of which two runs have the same name: their numbers tell them apart.
    """

    source: Apart | None
    several: frozenset[str] = field(default_factory=frozenset)
    alike: frozenset[str] = field(default_factory=frozenset)

    def __call__(self, row: Row) -> str:
        """Name a run."""
        called = self.own(row)
        if self.source is None:
            return called or Apart()(row.path)
        return spaced(self.source(row.path), called)

    def own(self, row: Row) -> str:
        """What a run is called among those of its source."""
        numbered = row.path in self.several and (row.name is None or row.path in self.alike)
        return own(row.number, row.name, numbered=numbered)


def titles(rows: Sequence[Row]) -> Titles:
    """See what tells the rows apart."""
    several = frozenset(row.path for row in rows if row.number > 1)
    named = Counter((row.path, row.name) for row in rows if row.path in several)
    alike = frozenset(path for (path, _), runs in named.items() if runs > 1)
    single = all(row.path == rows[0].path for row in rows)
    return Titles(None if single else apart(row.path for row in rows), several, alike)
