"""The gate for a terminal: one line a run, those that failed first, and all of it in the last line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text as Line

from trainlog_doctor.reporters.terminal.canvas import CALM, QUIET, SEVERITY_COLOURS, indented, label, lines, unbroken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.gate.model import GateItemView, GateRunView, GateView

_LOOKS = {"failed": SEVERITY_COLOURS["error"], "unjudged": SEVERITY_COLOURS["warning"], "passed": CALM}
_MOST_EXPLAINED = 12
"""Runs up to which each reason is told in full unasked; of more, each run has its one line."""


def gate(view: GateView, style: Style) -> Iterator[RenderableType]:
    """Draw the verdict."""
    full = style.detail == "verbose" or (style.detail == "normal" and len(view.runs) <= _MOST_EXPLAINED)
    if style.detail != "quiet":
        for item in view.policy:
            yield lines(item.text, style, _LOOKS["failed"])
        width = max((cell_len(label(run.label, style)) for run in view.runs), default=0)
        for run in view.runs:
            yield _row(run, width, style)
            if full:
                yield from (_told(item, style) for item in run.items if _worth_telling(item, style))
    # Unbroken, so that the last line is the whole sentence.
    yield from (unbroken(Line(view.sentence[language], style=_LOOKS[view.state])) for language in style.languages)


def _row(run: GateRunView, width: int, style: Style) -> RenderableType:
    reasons = label(run.reasons, style)
    state = label(run.label, style)
    told = f"{run.title}: {reasons}" if reasons else run.title
    return unbroken(Line.assemble((state, _LOOKS[run.state]), " " * (width - cell_len(state) + 2), told))


def _worth_telling(item: GateItemView, style: Style) -> bool:
    return item.state in {"failed", "unjudged"} or item.note is not None or style.detail == "verbose"


def _told(item: GateItemView, style: Style) -> RenderableType:
    if item.note is None:
        return indented(lines(item.text, style), 4)
    noted = {language: f"{item.label}: {item.note[language]}" for language in style.languages}
    return indented(lines(noted, style, QUIET), 4)
