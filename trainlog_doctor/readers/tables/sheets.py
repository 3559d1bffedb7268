"""Bytes of a table to sheets: a header and the rows below it, up to the next header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.model import Notice
from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.tables.dialect import Dialect, cells_of, is_header
from trainlog_doctor.readers.tables.headers import below, fitted
from trainlog_doctor.readers.tables.open_sheet import OpenSheet
from trainlog_doctor.readers.tables.rows import WholeLines, plain_cells, text_of

if TYPE_CHECKING:
    from trainlog_doctor.readers.histories.table import Table

_MOST_HELD = 200
"""Lines that a quoted cell may span."""

_CONFLICT = (b"<<<<<<< ", b"=======", b">>>>>>> ", b"||||||| ")


class Sheets:
    """Collects a table's rows from bytes that come in pieces of any size; numbers are made block by block."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._lines = WholeLines()
        self._held: list[bytes] = []
        self._line = 0
        self._above: tuple[int, list[str]] = (0, [])
        self._sheet: OpenSheet | None = None
        self._done: list[Table] = []
        self._lost: list[int] = []
        self._conflicts: list[int] = []
        if dialect.header:
            self._take_header(names.unique(dialect.header), 0)

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes."""
        self._take_lines(self._lines.feed(chunk.replace(b"\r", b"\n") if self._dialect.returns else bytes(chunk)))

    def settle(self) -> None:
        """Forget the line that has no end yet."""
        self._lines.rest()

    def close(self) -> tuple[list[Table], list[Notice]]:
        """End of input: one table a header, and what was noticed."""
        if rest := self._lines.rest():
            self._take_line(rest)
        self._release()
        if self._sheet:
            self._done.append(self._sheet.close())
        notices = []
        for code, found in (("rows_lost", self._lost), ("conflict_markers", self._conflicts)):
            if found:
                notices.append(Notice(f"histories.{code}", found[0], {"count": len(found)}))
        return [table for table in self._done if table.rows], notices

    def _take_lines(self, block: bytes) -> None:
        """Take whole lines: those up to the first header one by one, those below it at once where they are plain."""
        begin = 0
        while self._sheet is None and begin < len(block):
            end = block.index(b"\n", begin)
            self._take_line(block[begin:end])
            begin = end + 1
        rows = block[begin:]
        if rows and not self._take_rows(rows):
            for line in rows[:-1].split(b"\n"):
                self._take_line(line)

    def _take_rows(self, block: bytes) -> bool:
        """Take plain rows; say whether they are. A single one is taken as fast as any line."""
        if self._sheet is None or self._held or block.index(b"\n") == len(block) - 1:
            return False
        width = len(self._sheet.header)
        found = plain_cells(block, width, self._dialect)
        if found is None:
            return False
        cells, numbers = found
        first, self._line = self._line + 1, self._line + len(cells) // width
        self._sheet.take(cells, range(first, self._line + 1), numbers)
        return True

    def _take_line(self, line: bytes) -> None:
        self._line += 1
        if self._line == self._dialect.skipped:
            self._above = (self._line, [] if line.startswith(b"#") else self._cells(line))
        elif self._line > self._dialect.skipped:
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
            self._take_row(self._cells(text), number)

    def _cells(self, text: bytes) -> list[str]:
        return cells_of(text_of(text, self._dialect.encoding).removeprefix("#"), self._dialect.separator)

    def _take_row(self, cells: list[str], number: int) -> None:
        if not cells:  # of blanks that only Unicode knows
            return
        if not cells[0][:1].isdigit() and is_header(tuple(cells)):
            line, labels = self._above
            self._take_header(names.unique(below(labels, cells) if line == number - 1 else cells), number)
            self._above = (number, cells)
            return
        sheet = self._sheet
        if sheet is not None and sheet.empty:
            sheet = self._sheet = OpenSheet(fitted(sheet.header, cells))
        while sheet is not None and len(cells) > len(sheet.header) and not cells[-1].strip():
            cells.pop()
        if sheet is None or len(cells) != len(sheet.header):
            self._lost.append(number)
            return
        sheet.take([cell.replace(",", ".") for cell in cells] if self._dialect.decimal_comma else cells, (number,))

    def _take_header(self, header: list[str], number: int) -> None:
        """Open a sheet, unless the same header is only written again."""
        if self._sheet and self._sheet.header == header:
            self._sheet.headers.append(number)
            return
        if self._sheet:
            self._done.append(self._sheet.close())
        self._sheet = OpenSheet(header)
