"""The table of runs for a terminal: one line a run, whatever the width. Long paths give way, then columns, no digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.terminal.blocks import Unbroken
from trainlog_doctor.reporters.terminal.canvas import LOOKS, STRONG, below, label, shown
from trainlog_doctor.reporters.terminal.cells import cell_len, cut
from trainlog_doctor.reporters.terminal.grid import Grid
from trainlog_doctor.reporters.terminal.line import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.reporters.terminal.line import Piece
    from trainlog_doctor.view.scan.document import ScanRowView

_ROOM_FOR_NAMES = 100
"""Columns from which on a verdict is told by the rule's name, not by its code alone."""
_GAP = 2
_SHORTEST_TITLE = 12
_FEWEST = 6
"""Columns that stay, however narrow it is: place, title, epochs, the one to keep, the metric ranked by, the verdict."""


def runs_table(headings: Sequence[Text], rows: Sequence[ScanRowView], style: Style) -> Grid:
    """Lay out the rows."""
    heads = [shown(below(text, style), style) for text in headings]
    cells = _fitting([heads, *(_cells(row, style) for row in rows)], style)
    room = max(_SHORTEST_TITLE, _room(cells, style))
    table = Grid(right={0, *range(2, len(cells[0]) - 1)}, rigid=True)
    table.add_row(*(Unbroken(Line((head, STRONG))) for head in cells[0]))
    for row, (number, title, *values, verdict) in zip(rows, cells[1:], strict=True):
        texts: tuple[str | Piece, ...] = (number, _ending(title, room, style), *values, (verdict, LOOKS[row.weight]))
        table.add_row(*(Unbroken(Line(text)) for text in texts))
    return table


def _fitting(cells: Sequence[Sequence[str]], style: Style) -> Sequence[Sequence[str]]:
    """Leave values out, from the last one on, until there is room for a title."""
    while len(cells[0]) > _FEWEST and _room(cells, style) < _SHORTEST_TITLE:
        cells = [[*row[:-2], row[-1]] for row in cells]
    return cells


def _room(cells: Sequence[Sequence[str]], style: Style) -> int:
    """What the other columns leave for the titles."""
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    return style.width - sum(widths) + widths[1] - _GAP * (len(widths) - 1)


def _cells(row: ScanRowView, style: Style) -> list[str]:
    place = "–" if row.place is None else str(row.place)
    verdict = row.code if row.code and style.width < _ROOM_FOR_NAMES else label(row.verdict, style)
    return [shown(cell, style) for cell in (place, row.title, *row.cells, verdict)]


def _width(cell: str) -> int:
    return max(map(cell_len, cell.split("\n")))


def _ending(title: str, room: int, style: Style) -> str:
    """Keep the end of a path that is too long: there it differs from the others."""
    if cell_len(title) <= room:
        return title
    mark = shown("…", style)
    return mark + cut(title[::-1], room - len(mark)).rstrip()[::-1]
