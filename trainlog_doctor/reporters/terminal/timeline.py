"""What stands below the curves: the epochs, the one to keep among them, and the phases along the same axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.terminal.canvas import KEPT, QUIET, STRONG, label, shown
from trainlog_doctor.reporters.terminal.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.reporters.terminal.plot import Cell, Columns
    from trainlog_doctor.view.model import PhaseView
    from trainlog_doctor.view.sketch.model import SketchView

_GAP = 2
"""Blanks that two labels need between them."""


def epochs_row(view: SketchView, columns: Columns) -> Sequence[Cell]:
    """Label the epoch to keep, the first, the last, and round ones between where there is room."""
    wanted = [(view.last, str(view.last), ""), (view.first, str(view.first), "")]
    if view.kept is not None:
        wanted.insert(0, (view.kept, f"{KEPT}{view.kept}", STRONG))
    wanted += [(epoch, str(epoch), QUIET) for epoch in view.ticks]
    cells: list[Cell] = [(" ", "")] * columns.width
    for epoch, text, look in wanted:
        start = max(0, min(columns.column(epoch) - len(text) // 2, columns.width - len(text)))
        around = cells[max(0, start - _GAP) : start + len(text) + _GAP]
        if all(cell == " " for cell, _ in around):
            cells[start : start + len(text)] = [(sign, look) for sign in text]
    return cells


def phases_row(view: SketchView, columns: Columns, style: Style) -> Sequence[Cell]:
    """Draw the axis, cut where phases begin, each phase named as far as there is room."""
    cells: list[Cell] = [("─", QUIET)] * columns.width
    starts = [columns.begin(phase.first) for phase in view.phases]
    stretches = zip(view.phases, starts, [*starts, columns.width][1:], strict=True)
    for number, (phase, start, end) in enumerate(stretches, start=1):
        room = end - start - 1
        if start:
            cells[start] = ("┼", QUIET)
        names = _names(phase, str(number) if len(starts) > 1 else "", style)
        name = next((name for name in names if cell_len(name) <= room), "")
        cells[start + 1 : start + 1 + cell_len(name)] = list(_spread(name))
    return cells


def _names(phase: PhaseView, number: str, style: Style) -> Iterator[str]:
    """What a phase may be called, the most telling first."""
    before = f" {number} " if number else " "
    names = (label(phase.name, style), *(shown(phase.name[language], style) for language in style.languages))
    yield from (f"{before}{name} " for name in names)
    yield number


def _spread(text: str) -> Iterator[Cell]:
    """One cell a column: what a wide character covers besides its first is empty."""
    for sign in text:
        yield sign, STRONG
        yield from [("", "")] * (cell_len(sign) - 1)
