"""Rows below one header, as they come, to a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories.long_format import widen
from trainlog_doctor.readers.histories.table import Column, Table, make_table
from trainlog_doctor.readers.tables.phases import part_phases
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
    metrics
        Names that rows of one metric each have given so far.
    """

    header: list[str]
    cells: list[object] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    numbers: bool = True
    blocks: list[Table] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)
    metrics: list[str] = field(default_factory=list)
    flushed: int = 0

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
            columns = {name: self.cells[place :: len(self.header)] for place, name in enumerate(self.header)}
            wide = widen(columns, self.metrics)
            self.metrics = list(dict.fromkeys((*self.metrics, *(name for name in wide if name not in columns))))
            self.blocks.append(make_table(part_phases(wide), lines))
        self.flushed += len(lines)
        self.cells, self.lines, self.numbers = [], [], True

    def repeat(self) -> None:
        """Note that the header is written again above the next row."""
        row = self.flushed + len(self.lines)
        if row and row not in self.repeats[-1:]:
            self.repeats.append(row)

    def close(self) -> Table:
        """The whole sheet."""
        self.flush()
        table = join_tables(self.blocks)
        return replace(table, repeats=tuple(row for row in self.repeats if row < table.rows)) if self.repeats else table


def _numeric_table(header: Sequence[str], cells: Sequence[object], lines: IntArray) -> Table:
    """Make a table of cells that are all numbers.

    Parameters
    ----------
    cells
        Row by row, each as long as the header.
    lines
        Line of the source a row (1-based).
    """
    values = np.array(cells, np.float64).reshape(-1, len(header)).T.copy()
    logged = np.ones(values.shape[1], np.bool_)
    columns = {name: Column(row, logged) for name, row in zip(header, values, strict=True)}
    return Table(columns, len(logged), lines)


def join_tables(tables: Sequence[Table]) -> Table:
    """Put tables one below the other; a column that one of them lacks was not logged there."""
    if len(tables) == 1:
        return tables[0]
    wanted = list(dict.fromkeys(name for table in tables for name in table.columns))
    columns = {}
    for name in wanted:
        parts = [table.columns.get(name) or _nothing(table.rows) for table in tables]
        columns[name] = Column(
            np.concatenate([part.values for part in parts]), np.concatenate([part.logged for part in parts])
        )
    texts = tuple(dict.fromkeys(name for table in tables for name in table.texts if name not in columns))
    lines = np.concatenate([table.lines for table in tables]) if tables else np.zeros(0, np.int64)
    empty = Table(columns, sum(table.rows for table in tables), lines, texts)
    return replace(empty, unreadable=sum(table.unreadable for table in tables))


def _nothing(rows: int) -> Column:
    return Column(np.full(rows, np.nan), np.zeros(rows, np.bool_))
