"""A table of logged numbers: named columns of equal length, each value either logged or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.record import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from trainlog_doctor.model import FloatArray, IntArray
    from trainlog_doctor.readers.histories.labels import Labels

    BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes
    ----------
    values
        float64 array of shape (n_rows,), NaN where nothing or NaN was logged.
    logged
        bool array of shape (n_rows,): whether anything was logged.
    """

    values: FloatArray
    logged: BoolArray

    @classmethod
    def scattered(cls, values: FloatArray, rows: IntArray, count: int) -> Column:
        """Put values into their rows of so many; of several in one row the last counts."""
        column = cls(np.full(count, np.nan), np.zeros(count, np.bool_))
        column.values[rows] = values
        column.logged[rows] = True
        return column

    @property
    def full(self) -> bool:
        """Whether every row was logged."""
        return int(np.count_nonzero(self.logged)) == len(self.logged)

    def take(self, rows: slice | BoolArray | IntArray) -> Column:
        """Cut rows out, without a copy, or choose them."""
        return Column(self.values[rows], self.logged[rows])


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by name, all of shape (n_rows,).

    Attributes
    ----------
    columns
        In the order of the source.
    rows
        Number of rows.
    lines
        int64 array of shape (n_rows,), 1-based lines of the source; of shape (0,) where there are no lines.
    texts
        Names of the columns that hold no numbers, and were left out.
    unreadable
        Cells that should have held a number and did not.
    repeats
        Rows above which the header was written again.
    steady
        Those of ``texts`` that say the same in every row.
    labels
        What those of ``texts`` say that name trainings.
    """

    columns: Mapping[str, Column]
    rows: int
    lines: IntArray = field(default_factory=lambda: np.zeros(0, np.int64))
    texts: tuple[str, ...] = ()
    unreadable: int = 0
    repeats: tuple[int, ...] = ()
    steady: tuple[str, ...] = ()
    labels: Mapping[str, Labels] = field(default_factory=dict)

    def take(self, rows: slice | BoolArray | IntArray) -> Table:
        """Cut rows out, without a copy, or choose them by a mask or in the order of their numbers."""
        count = len(range(self.rows)[rows] if isinstance(rows, slice) else np.arange(self.rows)[rows])
        if isinstance(rows, slice) and count == self.rows and not self.repeats:
            return self
        columns = {name: one.take(rows) for name, one in self.columns.items()}
        labels = {name: one.take(rows) for name, one in self.labels.items()}
        lines = self.lines[rows] if len(self.lines) else self.lines
        return replace(self, columns=columns, rows=count, lines=lines, repeats=(), labels=labels)

    def without(self, *names: str) -> Table:
        """Leave columns out, be they of numbers or of names."""
        kept = {name: column for name, column in self.columns.items() if name not in names}
        if self.labels.keys().isdisjoint(names):
            return replace(self, columns=kept)
        texts = tuple(name for name in self.texts if name not in names)
        return replace(
            self, columns=kept, texts=texts, labels={name: one for name, one in self.labels.items() if name in texts}
        )
