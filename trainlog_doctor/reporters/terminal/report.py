"""The report for a terminal: verdict first, what to do last, so that the end of the output is what to act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.base import colon
from trainlog_doctor.reporters.terminal.all_runs import gate, overview
from trainlog_doctor.reporters.terminal.blocks import Unbroken
from trainlog_doctor.reporters.terminal.canvas import QUIET, draw, label, lines, plain
from trainlog_doctor.reporters.terminal.line import Line
from trainlog_doctor.reporters.terminal.run import brief, run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.reporters.terminal.blocks import Block
    from trainlog_doctor.view.document import ReportView

_MOST_IN_FULL = 3
"""Runs of which everything is told unasked; of more, each is told in brief."""
_MOST_IN_BRIEF = 20
"""Of more, those with a warning or an error: the overview tells as much of the others, and is not scrolled away."""
_LOUD = frozenset({"warning", "error"})


def render(view: ReportView, style: Style) -> str:
    """Lay a report out for a terminal of the style's width; errors are not part of it."""
    return draw(_parts(view, style), style)


def _parts(view: ReportView, style: Style) -> Iterable[Block]:
    if view.gate is not None:
        return gate(view.gate, style)
    return _quiet(view, style) if style.detail == "quiet" else _full(view, style)


def _quiet(view: ReportView, style: Style) -> Iterable[Block]:
    for one in view.runs:
        yield Unbroken(Line(f"{one.title}{colon(style)}{label(one.summary, style)}"))


def _full(view: ReportView, style: Style) -> Iterable[Block]:
    if view.overview is not None:
        yield from overview(view.overview, style)
    whole = style.detail == "verbose" or len(view.runs) <= _MOST_IN_FULL
    told = view.runs
    if not whole and len(told) > _MOST_IN_BRIEF:
        told = tuple(one for one in told if one.verdict.weight in _LOUD)
    for place, one in enumerate(told):
        if place or view.overview is not None:
            yield plain("")
        yield from run(one, view.words, style) if whole else brief(one, style)
    if not whole:
        yield plain("")
        yield lines(view.words["in_brief" if told == view.runs else "loud_in_brief"], style, QUIET)
