"""Columns that grow epoch by epoch; eight bytes a cell."""

from __future__ import annotations

import math
from array import array
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from trainlog_doctor.model import Frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy.typing as npt

    from trainlog_doctor.model import FloatArray, IntArray


MOST_EMPTY = 32
"""How many cells a table may have for each value that was logged."""

_NO_NANS: Mapping[str, tuple[int, ...]] = {}
"""Shared by all frames without any, of which a log may make very many."""

_FEW = 8
"""Epochs of a run that shares what it has in common with others: a log may make very many."""

_once = lru_cache(maxsize=64)(array)
_shared = lru_cache(maxsize=64)(np.frombuffer)


def finished(values: array[Any]) -> npt.NDArray[Any]:
    """An array of shape (len(values),) that cannot be changed."""
    made = _shared if len(values) <= _FEW else np.frombuffer
    return made(values.tobytes(), np.int64 if values.typecode == "q" else np.float64)


def settled(values: array[Any]) -> array[Any]:
    """The same without room to grow."""
    return _once(values.typecode, values.tobytes()) if len(values) <= _FEW else values[:]


class Table:
    """The epochs of one run, in the order in which they ended.

    Attributes
    ----------
    numbers, lines, seconds
        Number, line and duration of each epoch; NaN seconds where not told.
    columns
        Metric to its values; a column may be shorter than the table until ``padded``.
    nans
        Metric to the epochs at which the log printed nan; None where it never did.
    dropped
        Values left out because too many columns would be nearly empty.
    """

    __slots__ = ("_logged", "columns", "dropped", "lines", "nans", "numbers", "seconds")

    def __init__(self) -> None:
        self.numbers = array("q")
        self.lines = array("q")
        self.seconds = array("d")
        self.columns: dict[str, array[float]] = {}
        self.nans: dict[str, list[int]] | None = None
        self.dropped = 0
        self._logged = 0

    def __len__(self) -> int:
        return len(self.numbers)

    def append(self, number: int, line: int, seconds: float, metrics: Iterable[tuple[str, float]]) -> None:
        """Add an epoch."""
        row = len(self)
        self.numbers.append(number)
        self.lines.append(line)
        self.seconds.append(seconds)
        for name, value in metrics:
            if name not in self.columns and not self._has_room(row):
                self.dropped += 1
                continue
            self._logged += 1
            column = self._column(name, row)
            column.append(value)
            if value != value:
                self.nans = self.nans or {}
                self.nans.setdefault(name, []).append(number)

    def extend_rows(self, lines: IntArray, seconds: FloatArray, names: tuple[str, ...], values: FloatArray) -> None:
        """Add epochs that follow the last one, all metrics finite: arrays of shape (n,), values (n, n_metrics)."""
        row, first = len(self), self.numbers[-1] + 1
        self._logged += values.size
        self.numbers.frombytes(np.arange(first, first + len(lines), dtype=np.int64).tobytes())
        self.lines.frombytes(lines.astype(np.int64).tobytes())
        self.seconds.frombytes(seconds.astype(np.float64).tobytes())
        for at, name in enumerate(names):
            self._column(name, row).frombytes(values[:, at].astype(np.float64).tobytes())

    def extend(self, other: Table, shift: int = 0) -> None:
        """Add the epochs of another table, their numbers shifted."""
        nans = other.nans or {}
        for row, number in enumerate(other.numbers):
            metrics = [(name, values[row]) for name, values in other.columns.items() if row < len(values)]
            logged = [(n, v) for n, v in metrics if v == v or number in nans.get(n, ())]
            self.append(number + shift, other.lines[row], other.seconds[row], logged)

    def amend(self, metrics: Iterable[tuple[str, float]]) -> None:
        """Add metrics to the last epoch; those that it has stay as they are."""
        row = len(self) - 1
        for name, value in metrics:
            column = self._column(name, row)
            if len(column) == row:
                column.append(value)

    def misses(self, name: str) -> int:
        """How many epochs did not log a metric."""
        values = self.columns.get(name, ())
        return len(self) - len(values) + sum(map(math.isnan, values)) - len((self.nans or {}).get(name, ()))

    def drop(self, name: str) -> array[float]:
        """Take a column out and hand it back, padded."""
        values = self._column(name, len(self))
        del self.columns[name]
        if self.nans:
            self.nans.pop(name, None)
        return values

    def settle(self) -> None:
        """Give back the room to grow, since only copies grow from here on."""
        self.numbers, self.lines, self.seconds = settled(self.numbers), self.lines[:], settled(self.seconds)
        self.columns = {name: values[:] for name, values in self.columns.items()}

    def copy(self) -> Table:
        """A table that grows apart from this one."""
        table = Table()
        table.numbers, table.lines, table.seconds = self.numbers[:], self.lines[:], self.seconds[:]
        table.columns = {name: values[:] for name, values in self.columns.items()}
        table.nans = self.nans and {name: epochs[:] for name, epochs in self.nans.items()}
        table.dropped, table._logged = self.dropped, self._logged
        return table

    def but_last(self) -> Table:
        """A table without the last epoch that grows apart from this one."""
        table, rows = self.copy(), len(self) - 1
        del table.numbers[rows:], table.lines[rows:], table.seconds[rows:]
        for values in table.columns.values():
            del values[rows:]
        for epochs in (table.nans or {}).values():
            epochs[:] = [epoch for epoch in epochs if epoch != self.numbers[-1]]
        return table

    def frame(self) -> Frame:
        """The finished frame; NaN = not logged or logged as NaN."""
        columns = {name: finished(self._column(name, len(self))) for name in self.columns}
        nans = {name: tuple(epochs) for name, epochs in self.nans.items()} if self.nans else _NO_NANS
        return Frame(finished(self.numbers), columns, nans)

    def _has_room(self, rows: int) -> bool:
        """Whether the table stays well filled with another column: names that never return cost one each."""
        return (len(self.columns) + 1) * rows <= MOST_EMPTY * (self._logged + MOST_EMPTY)

    def _column(self, name: str, rows: int) -> array[float]:
        column = self.columns.get(name)
        if column is None:
            column = self.columns[name] = array("d")
        if len(column) < rows:
            column.extend([math.nan] * (rows - len(column)))
        return column
