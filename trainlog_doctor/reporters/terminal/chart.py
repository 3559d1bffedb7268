"""The curves behind the verdict: panels with their scales above one axis of epochs, and the phases along it."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from trainlog_doctor.reporters.terminal.blocks import Unbroken
from trainlog_doctor.reporters.terminal.canvas import QUIET, indented, label
from trainlog_doctor.reporters.terminal.flow import Flow
from trainlog_doctor.reporters.terminal.line import Line, joined
from trainlog_doctor.reporters.terminal.plot import Columns, dots, inked, marked, row_of, stacked, traced
from trainlog_doctor.reporters.terminal.timeline import epochs_row, phases_row
from trainlog_doctor.view.sketch import sketch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.reporters.terminal.blocks import Block
    from trainlog_doctor.reporters.terminal.plot import Cell, Layer
    from trainlog_doctor.view.document import RunView
    from trainlog_doctor.view.sketch.model import PanelView, SketchView

_HEIGHTS = (8, 6)
"""Rows of the first panel, which is of the losses, and of the second."""
_MARKS = (("o", "cyan"), ("x", "magenta"))
"""Mark and colour of the training's line and of the validation's."""
_KEPT = "┊"
_BETWEEN = "   "
_INDENT = 2


def chart(run: RunView, style: Style) -> Iterator[Block]:
    """Draw the panels and below them the phases and the epochs; nothing where there is no curve to see."""
    view = sketch(run)
    if view is None:
        return
    gutter = max((len(tick.label) for panel in view.panels for tick in panel.ticks), default=0)
    columns = Columns(view.first, view.last, style.width - _INDENT - gutter - len(" ┤"))
    for panel, rows in zip(view.panels, _HEIGHTS, strict=False):
        yield indented(_legend(panel, style))
        for text, cells in zip(_labels(panel, rows), _cells(panel, view, columns, rows, style), strict=True):
            yield _row(f"{text:>{gutter}}", "┤" if text else "│", cells)
    yield _row(" " * gutter, "├" if view.phases else "└", phases_row(view, columns, style))
    yield _row(" " * gutter, " ", epochs_row(view, columns))


def _legend(panel: PanelView, style: Style) -> Flow:
    """Name the lines beside each other, or below each other where they are too long for that."""
    names = [Line((f"{mark} {line.name}", look)) for line in panel.lines for mark, look in [_MARKS[line.slot]]]
    note = label(panel.note, style)
    parts = [*names, Line((note, QUIET))] if note else names
    beside = joined(_BETWEEN, parts)
    return Flow(beside if beside.width <= style.width - _INDENT else joined("\n", parts))


def _labels(panel: PanelView, rows: int) -> Sequence[str]:
    labels = [""] * rows
    for tick in panel.ticks:
        labels[row_of(tick.height, rows)] = tick.label
    return labels


def _cells(panel: PanelView, view: SketchView, columns: Columns, rows: int, style: Style) -> Sequence[Sequence[Cell]]:
    """Draw what a panel shows, the epoch to keep below all lines, and their marks above them."""
    traces: list[tuple[Layer, str]] = []
    marks: list[tuple[Layer, str]] = []
    for line in panel.lines:
        mark, look = _MARKS[line.slot]
        places = dots(line, columns, rows)
        trace = traced(places, columns, rows)
        traces.append((trace if style.unicode else inked(trace, mark), look))
        marks.append((marked(places, line.slot, mark, columns, rows), look))
    return stacked([(_upright(view, columns, rows), QUIET), *traces, *marks], columns, rows)


def _upright(view: SketchView, columns: Columns, rows: int) -> Layer:
    if view.kept is None:
        return [" " * columns.width] * rows
    return [_KEPT.rjust(columns.column(view.kept) + 1).ljust(columns.width)] * rows


def _row(gutter: str, axis: str, cells: Sequence[Cell]) -> Block:
    runs = (("".join(sign for sign, _ in run), look) for look, run in groupby(cells, key=itemgetter(1)))
    return Unbroken(Line((f"{gutter:>{_INDENT + len(gutter)}} {axis}", QUIET), *runs))
