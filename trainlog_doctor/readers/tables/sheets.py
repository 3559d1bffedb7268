"""Bytes of a table to sheets: a header and the rows below it, up to the next header."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.model import Notice
from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.table import Column, Table, make_table
from trainlog_doctor.readers.tables.dialect import Dialect, cells_of, is_header

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROWS_A_BLOCK = 4096
_LONGEST_LINE = 1 << 24
_MOST_HELD = 200
"""Lines that a quoted cell may span."""

_CONFLICT = (b"<<<<<<< ", b"=======", b">>>>>>> ", b"||||||| ")


@dataclass(slots=True)
class _Open:
    """The sheet that is being filled."""

    header: list[str]
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    blocks: list[Table] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)
    flushed: int = 0

    def flush(self) -> None:
        if self.rows:
            columns = dict(zip(self.header, zip(*self.rows, strict=True), strict=True))
            self.blocks.append(make_table(columns, np.array(self.lines, np.int64)))
            self.flushed += len(self.rows)
            self.rows, self.lines = [], []

    def repeat(self) -> None:
        """Note that the header is written again above the next row."""
        row = self.flushed + len(self.rows)
        if row and row not in self.repeats[-1:]:
            self.repeats.append(row)

    def close(self) -> Table:
        self.flush()
        table = join_tables(self.blocks)
        return replace(table, repeats=tuple(row for row in self.repeats if row < table.rows))


class Sheets:
    """Collects a table's rows from bytes that come in pieces of any size; numbers are made block by block.

    Parameters
    ----------
    dialect
        How the table is written.
    """

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._chunks: list[bytes] = []
        self._size = 0
        self._held: list[bytes] = []
        self._line = 0
        self._sheet: _Open | None = None
        self._done: list[Table] = []
        self._lost: list[int] = []
        self._conflicts: list[int] = []

    def begin(self, header: list[str]) -> None:
        """Name the columns of the rows that follow, where the header is read elsewhere."""
        self._take_header(names.unique(header))

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes."""
        self._chunks.append(chunk.replace(b"\r", b"\n") if self._dialect.returns else bytes(chunk))
        self._size += len(chunk)
        if b"\n" in self._chunks[-1]:
            *lines, tail = b"".join(self._chunks).split(b"\n")
            self._chunks, self._size = [tail], len(tail)
            for line in lines:
                self._take_line(line)
        elif self._size > _LONGEST_LINE:
            self._chunks, self._size = [b""], 0

    def settle(self) -> None:
        """Forget the line that has no end yet."""
        self._chunks, self._size = [], 0

    def close(self) -> tuple[list[Table], list[Notice]]:
        """End of input: one table a header, and what was noticed."""
        if self._size:
            self._take_line(b"".join(self._chunks))
        self._release()
        if self._sheet:
            self._done.append(self._sheet.close())
        notices = []
        for code, found in (("rows_lost", self._lost), ("conflict_markers", self._conflicts)):
            if found:
                notices.append(Notice(f"histories.{code}", found[0], {"count": len(found)}))
        return [table for table in self._done if table.rows], notices

    def _take_line(self, line: bytes) -> None:
        self._line += 1
        if self._line > self._dialect.skipped:
            if self._held or line.count(b'"') % 2:
                self._hold(line)
            else:
                self._take_text(line, self._line)

    def _hold(self, line: bytes) -> None:
        """Keep lines until the quotes are closed; if they never are, the first of them is broken."""
        self._held.append(line)
        if len(self._held) > 1 and line.count(b'"') % 2:
            held, self._held = self._held, []
            self._take_text(b"\n".join(held), self._line - len(held) + 1)
        elif len(self._held) > _MOST_HELD:
            self._release()

    def _release(self) -> None:
        """Give up on quotes that are not closed: the line that opened them is lost, those behind it are not."""
        held, self._held = self._held, []
        begin = self._line - len(held) + 1
        if held:
            self._lost.append(begin)
        for offset, line in enumerate(held[1:], 1):
            self._take_text(line, begin + offset)

    def _take_text(self, line: bytes, number: int) -> None:
        text = line.rstrip(b"\r")
        if not text.strip():
            return
        if text.startswith(_CONFLICT):
            self._conflicts.append(number)
        else:
            self._take_row(cells_of(text.decode("utf-8", "replace").removeprefix("#"), self._dialect.separator), number)

    def _take_row(self, cells: list[str], number: int) -> None:
        if not cells[0][:1].isdigit() and is_header(cells):
            self._take_header(names.unique(cells))
            return
        sheet = self._sheet
        if sheet is None or not self._fit(cells, len(sheet.header)):
            self._lost.append(number)
            return
        sheet.rows.append([cell.replace(",", ".") for cell in cells] if self._dialect.decimal_comma else cells)
        sheet.lines.append(number)
        if len(sheet.rows) >= _ROWS_A_BLOCK:
            sheet.flush()

    def _take_header(self, header: list[str]) -> None:
        """Open a sheet, unless the same header is only written again."""
        if self._sheet and self._sheet.header == header:
            self._sheet.repeat()
            return
        if self._sheet:
            self._done.append(self._sheet.close())
        self._sheet = _Open(header)

    @staticmethod
    def _fit(cells: list[str], width: int) -> bool:
        """Cut empty cells off behind the last column; say whether the row is as wide as its header."""
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        return len(cells) == width


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
