"""A table of logged numbers: named columns of equal length, each value either logged or not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories.labels import Labels, make_labels, names_trainings
from trainlog_doctor.readers.histories.names import is_epoch
from trainlog_doctor.readers.histories.numbers import number, vector
from trainlog_doctor.record import dataclass, field, replace
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from trainlog_doctor.model import FloatArray, IntArray

    BoolArray = npt.NDArray[np.bool_]


_COUNTED = regex(r"(?:epoch|ep)?[ #:_-]{0,3}(\d{1,9})(?: {0,3}(?:/|of) {0,3}\d{1,9})?", re.IGNORECASE)
_PLAIN = {float, int, str}
"""Types of cells that ``float`` reads as `number` does, if it reads them at all."""


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

    def take(self, rows: slice) -> Column:
        """Cut rows out, without a copy."""
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

    def take(self, rows: slice) -> Table:
        """Cut rows out, without a copy."""
        begin, end, _ = rows.indices(self.rows)
        if end - begin == self.rows and not self.repeats:
            return self
        columns = {name: column.take(rows) for name, column in self.columns.items()}
        kept = replace(self, columns=columns, rows=max(end - begin, 0), lines=self.lines[rows], repeats=())
        return replace(kept, labels={name: one.take(rows) for name, one in self.labels.items()})

    def where(self, chosen: BoolArray | IntArray) -> Table:
        """Choose rows by a mask, or in the order of their numbers."""
        columns = {name: Column(one.values[chosen], one.logged[chosen]) for name, one in self.columns.items()}
        lines = self.lines[chosen] if len(self.lines) else self.lines
        rows = len(chosen) if chosen.dtype != np.bool_ else int(np.count_nonzero(chosen))
        labels = {name: one.take(chosen) for name, one in self.labels.items()}
        return replace(self, columns=columns, rows=rows, lines=lines, repeats=(), labels=labels)

    def without(self, *names: str) -> Table:
        """Leave columns out, be they of numbers or of names."""
        kept = {name: column for name, column in self.columns.items() if name not in names}
        if self.labels.keys().isdisjoint(names):
            return replace(self, columns=kept)
        texts = tuple(name for name in self.texts if name not in names)
        return replace(
            self, columns=kept, texts=texts, labels={name: one for name, one in self.labels.items() if name in texts}
        )


def make_column(cells: Sequence[object]) -> tuple[Column, int] | None:
    """Read a column's cells.

    Returns
    -------
    (Column, int) or None
        The column and how many of its cells could not be read; None if it is a column of something else than numbers.
    """
    try:
        if _PLAIN.issuperset(map(type, cells)):
            values = np.fromiter(map(float, cells), np.float64, len(cells))  # type: ignore[arg-type]
            return Column(values, np.ones(len(values), np.bool_)), 0
    except (ValueError, OverflowError):
        pass
    return _make_slowly(cells)


def _make_slowly(cells: Sequence[object]) -> tuple[Column, int] | None:
    values = np.full(len(cells), np.nan)
    logged = np.zeros(len(cells), np.bool_)
    unreadable = 0
    for row, cell in enumerate(cells):
        try:
            value = number(cell)
        except ValueError:
            unreadable += 1
            continue
        if value is not None:
            values[row], logged[row] = value, True
    return None if unreadable > np.count_nonzero(logged) else (Column(values, logged), unreadable)


def make_table(cells: Mapping[str, Sequence[object]], lines: IntArray | None = None) -> Table:
    """Read named columns of cells, all equally long; list-valued cells become one column an element.

    Parameters
    ----------
    cells
        Column name to its cells: text, or values out of JSON.
    lines
        Line of the source a row (1-based).
    """
    columns: dict[str, Column] = {}
    texts: list[str] = []
    unreadable = 0
    for name, column in cells.items():
        made = make_column(column) or (_make_counter(column) if is_epoch(name) else None)
        if made is None:
            parts = _elements(name, column)
            columns.update(parts)
            texts += [] if parts else [name]
        else:
            columns[name], bad = made
            unreadable += bad
    rows = max((len(column) for column in cells.values()), default=0)
    steady = tuple(name for name in texts if all(cell == cells[name][0] for cell in cells[name]))
    named = {name: one for name in texts if names_trainings(name) and (one := make_labels(cells[name])) is not None}
    lines = np.zeros(0, np.int64) if lines is None else lines
    return Table(columns, rows, lines, tuple(texts), unreadable, steady=steady, labels=named)


def _make_counter(cells: Sequence[object]) -> tuple[Column, int] | None:
    """Read a counter that is written with words: ``3/50``, ``Epoch 3``; None if any cell is something else."""
    found = [_COUNTED.fullmatch(cell.strip()) if isinstance(cell, str) else None for cell in cells]
    return make_column([match and match[1] for match in found]) if all(found) else None


def _elements(name: str, cells: Sequence[object]) -> dict[str, Column]:
    """Split a column of short lists of numbers, such as one F1 a class, into a column an element; empty if it is none.

    Lists of one are numbers in brackets.
    """
    split = [vector(cell) for cell in cells]
    widths = {len(elements) for elements in split if elements}
    if len(widths) != 1 or max(widths) > 1000:
        return {}
    parts, alone = {}, widths == {1}
    for position in range(widths.pop()):
        made = make_column([None if elements is None else elements[position] for elements in split])
        if made is None or made[1]:
            return {}
        parts[name if alone else f"{name}[{position}]"] = made[0]
    return parts
