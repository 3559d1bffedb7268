"""What early stopping would have done to the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.terminal.blocks import Unbroken
from trainlog_doctor.reporters.terminal.canvas import QUIET, bare_table, below, heading, indented, lines, plain, shown
from trainlog_doctor.reporters.terminal.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.reporters.terminal.blocks import Block
    from trainlog_doctor.reporters.terminal.grid import Grid
    from trainlog_doctor.view.model import StopsView

_INDENT = 2
_FEWEST = 4
"""Columns that stay, however narrow it is: the metric, the patience, where it would have stopped, what it returns."""


def stops(view: StopsView | None, style: Style) -> Iterator[Block]:
    """Draw the table with its heading; its cells in the first language, numbers need no second."""
    if view is None:
        return
    yield heading(view.title, style)
    yield indented(_fitting(view, style), _INDENT)
    yield indented(lines(view.note, style, QUIET), _INDENT)


def _fitting(view: StopsView, style: Style) -> Grid:
    """Leave columns out, from the last one on, until no word must be broken."""
    count = len(view.headings)
    while count > _FEWEST and _INDENT + _table(view, count, style).least() > style.width:
        count -= 1
    return _table(view, count, style)


def _table(view: StopsView, count: int, style: Style) -> Grid:
    table = bare_table(numbers=count - 1)
    table.add_row(*(plain(below(text, style), QUIET) for text in view.headings[:count]))
    above, first = None, style.languages[0]
    for monitor, *others in (row[:count] for row in view.rows):
        # The metric is named once for all its rows.
        named = "" if monitor == above else monitor[first]
        table.add_row(plain(named), *(Unbroken(Line(shown(text[first], style))) for text in others))
        above = monitor
    return table
