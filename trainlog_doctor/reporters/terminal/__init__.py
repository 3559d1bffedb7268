"""The report for a terminal: verdict first, what to do last, so that the end of the output is what to act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.terminal.canvas import draw, label, unbroken
from trainlog_doctor.reporters.terminal.overview import overview
from trainlog_doctor.reporters.terminal.run import run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.document import ReportView


def render(view: ReportView, style: Style) -> str:
    """Lay a report out for a terminal of the style's width; errors are not part of it."""
    return draw(_quiet(view, style) if style.detail == "quiet" else _full(view, style), style)


def _quiet(view: ReportView, style: Style) -> Iterable[RenderableType]:
    for one in view.runs:
        yield unbroken(f"{one.title}: {label(one.summary, style)}")


def _full(view: ReportView, style: Style) -> Iterable[RenderableType]:
    if view.overview is not None:
        yield from overview(view.overview, style)
    for place, one in enumerate(view.runs):
        if place or view.overview is not None:
            yield ""
        yield from run(one, view.words, style)
