"""Rows below one header, as they come, to a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories.cells import make_table
from trainlog_doctor.readers.histories.long_format import widen
from trainlog_doctor.readers.histories.parting import part_phases
from trainlog_doctor.readers.histories.phases import by_phase, phase_of
from trainlog_doctor.readers.histories.table import Column, Table
from trainlog_doctor.readers.tables.melted import Melted, join_tables, melt, put_together
from trainlog_doctor.record import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import IntArray

_ROWS_A_BLOCK = 4096


@dataclass(slots=True)
class OpenSheet:
    """The sheet that is being filled; numbers are made block by block.

    Attributes
    ----------
    cells
        Cells that wait to be made numbers, row by row, and ``lines`` the line of each of these rows.
    numbers
        Whether all of them are numbers already.
    headers
        Lines in which the header is written again.
    metrics
        Names that rows of one metric each have given so far, and ``melted`` what these rows hold, above all blocks.
    phases
        Words beside those that are known which the rows so far have shown to be phases.
    """

    header: list[str]
    cells: list[object] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    numbers: bool = True
    blocks: list[Table] = field(default_factory=list)
    headers: list[int] = field(default_factory=list)
    metrics: list[str] = field(default_factory=list)
    melted: list[Melted] = field(default_factory=list)
    phases: set[str] = field(default_factory=set)

    @property
    def empty(self) -> bool:
        """Whether no row was taken yet."""
        return not (self.lines or self.blocks or self.melted)

    def take(self, cells: Sequence[float | str], lines: Sequence[int], numbers: bool = False) -> None:
        """Take rows of as many cells as there are columns."""
        width, done = len(self.header), 0
        while done < len(lines):
            end = done + _ROWS_A_BLOCK - len(self.lines)
            self.cells += cells[done * width : end * width]
            self.lines += lines[done:end]
            self.numbers = self.numbers and numbers
            done = end
            if len(self.lines) == _ROWS_A_BLOCK:
                self.flush()

    def flush(self) -> None:
        """Make numbers of the rows that wait."""
        if not self.lines:
            return
        lines = np.array(self.lines, np.int64)
        if self.numbers:
            self.blocks.append(_numeric_table(self.header, self.cells, lines))
        else:
            self._flush_texts(lines)
        self.cells, self.lines, self.numbers = [], [], True

    def _flush_texts(self, lines: IntArray) -> None:
        columns = {name: self.cells[place :: len(self.header)] for place, name in enumerate(self.header)}
        wide, first = widen(columns, self.metrics)
        table = make_table(part_phases(wide, self.phases), lines[first])
        if wide is columns or self.blocks:
            self.blocks.append(table)
        else:
            self.metrics = list(dict.fromkeys((*self.metrics, *(name for name in wide if name not in columns))))
            self.melted.append(melt(table))

    def close(self) -> Table:
        """The whole sheet."""
        self.flush()
        table = join_tables([*([put_together(self.melted)] if self.melted else []), *self.blocks])
        if [*table.columns][-1:] == [""] and not table.columns[""].logged.any():  # behind a separator that ends lines
            table = table.without("")
        table = _with_losses(table)
        if not self.headers or (np.diff(table.lines) < 0).any():
            return table
        rows = dict.fromkeys(np.searchsorted(table.lines, self.headers).tolist())
        return replace(table, repeats=tuple(row for row in rows if 0 < row < table.rows))


def _with_losses(table: Table) -> Table:
    """Name columns as losses that are called by their part alone: ``epoch,train,val``."""
    if not any(map(phase_of, table.columns)):
        return table
    told = by_phase({name: one.values.tolist() for name, one in table.columns.items()})
    return replace(table, columns=dict(zip(told, table.columns.values(), strict=True))) if told else table


def _numeric_table(header: Sequence[str], cells: Sequence[object], lines: IntArray) -> Table:
    """Make a table of cells that are all numbers, row by row."""
    values = np.array(cells, np.float64).reshape(-1, len(header)).T.copy()
    logged = np.ones(values.shape[1], np.bool_)
    columns = {name: Column(row, logged) for name, row in zip(header, values, strict=True)}
    return Table(columns, len(logged), lines)
