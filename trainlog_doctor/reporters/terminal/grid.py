"""Blocks beside each other in columns, without lines: as wide as they need; the widest give way where room is short."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from trainlog_doctor.reporters.terminal.line import Line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from trainlog_doctor.reporters.terminal.blocks import Block
    from trainlog_doctor.reporters.terminal.line import Piece

_GAP = 2


class Grid:
    """Rows of cells.

    Parameters
    ----------
    right
        Columns whose cells stand at the right, counted from 0.
    rigid
        Whether columns keep their widths where there is no room for them.
    """

    def __init__(self, right: Collection[int] = (), *, rigid: bool = False) -> None:
        self._right = right
        self._rigid = rigid
        self._cells: list[tuple[Block, ...]] = []

    def add_row(self, *cells: Block) -> None:
        """Add a row; all rows have the same number of cells."""
        self._cells.append(cells)

    def rows(self, width: int) -> Iterator[Line]:
        """Lay it out."""
        widths = self._widths(width)
        for cells in self._cells:
            yield from beside(cells, widths, _GAP, self._right)

    def longest(self, width: int) -> int:
        """Cells that it takes."""
        return min(width, sum(self._widths(width)))

    def least(self) -> int:
        """Cells without which a word of it would be broken."""
        return sum(self._least()) if self._cells else 0

    def _widths(self, room: int) -> list[int]:
        """Widths of the columns with the gaps behind them."""
        widths = self._measured([room] * len(self._cells[0])) if self._cells else []
        if self._rigid or sum(widths) <= room:
            return widths
        return self._measured(narrowed(widths, room, self._least()))

    def _least(self) -> list[int]:
        return [max(cell.least() for cell in column) + gap for column, gap in self._columns()]

    def _measured(self, rooms: Sequence[int]) -> list[int]:
        return [
            max(_outer(cell, room, gap, self._rigid) for cell in column)
            for (column, gap), room in zip(self._columns(), rooms, strict=True)
        ]

    def _columns(self) -> Iterator[tuple[Sequence[Block], int]]:
        """The cells of each column, and the gap behind it."""
        *inner, last = zip(*self._cells, strict=True)
        yield from ((column, _GAP) for column in inner)
        yield last, 0


def _outer(cell: Block, room: int, gap: int, rigid: bool) -> int:
    """Width of a cell with the gap behind it."""
    outer = cell.longest(room) + gap
    return outer if rigid else max(1, min(outer, room))


def narrowed(widths: Sequence[int], room: int, least: Sequence[int]) -> list[int]:
    """Take columns back to a total, always from the widest; below what their words need only where nothing else helps.

    Parameters
    ----------
    least
        Of each column, cells without which a word of it would be broken.
    """
    return _taken_back(_taken_back(widths, room, least), room, [0] * len(widths))


def _taken_back(widths: Sequence[int], room: int, least: Sequence[int]) -> list[int]:
    found = list(widths)
    while (excess := sum(found) - room) > 0:
        able = [place for place, width in enumerate(found) if width > least[place]]
        if not able:
            break
        widest = max(found[place] for place in able)
        columns = [place for place in able if found[place] == widest]
        step = widest - max((found[place] for place in able if found[place] < widest), default=0)
        for left, place in zip(range(len(columns), 0, -1), columns, strict=True):
            taken = min(step, round(excess / left), found[place] - least[place])
            found[place] -= taken
            excess -= taken
    return found


def beside(cells: Sequence[Block], widths: Sequence[int], gap: int, right: Collection[int] = ()) -> Iterator[Line]:
    """Lay cells out in columns of the widths, of which all but the last end with a gap.

    Parameters
    ----------
    right
        Columns whose lines stand at the right.
    """
    inner = [*(max(0, width - gap) for width in widths[:-1]), *widths[-1:]]
    columns = [list(cell.rows(width)) for cell, width in zip(cells, inner, strict=True)]
    last = len(cells) - 1
    for lines in zip_longest(*columns, fillvalue=Line()):
        pieces: list[Piece] = []
        for place, (line, width, outer) in enumerate(zip(lines, inner, widths, strict=True)):
            unfilled = place == last and place not in right  # nothing follows, and measuring takes time
            pieces += line.pieces if unfilled else _filled(line, width, outer, place in right)
        yield Line(*pieces)


def _filled(line: Line, width: int, outer: int, right: bool) -> Iterator[Piece]:
    """A line with the blanks that fill its column."""
    blank = max(0, width - line.width)
    before = blank if right else 0
    yield (" " * before, "")
    yield from line.pieces
    yield (" " * (blank - before + outer - width), "")
