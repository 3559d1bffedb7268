"""One run: verdict, curves, epochs compared, findings, what was not checked, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.terminal.best import best
from trainlog_doctor.reporters.terminal.blocks import Unbroken
from trainlog_doctor.reporters.terminal.canvas import (
    CODE,
    LOOKS,
    QUIET,
    ROOMY,
    below,
    heading,
    indented,
    label,
    lines,
    listed,
    plain,
)
from trainlog_doctor.reporters.terminal.findings import findings, outcomes
from trainlog_doctor.reporters.terminal.line import Line
from trainlog_doctor.reporters.terminal.stops import stops
from trainlog_doctor.reporters.terminal.verdict import finding_head, head

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.reporters.terminal.blocks import Block
    from trainlog_doctor.view.document import RunView
    from trainlog_doctor.view.model import CallbacksView, PhaseView

    Words = Mapping[str, Text]
    Parts = Iterator[Block]


def run(view: RunView, words: Words, style: Style) -> Parts:
    """Draw a run's whole report."""
    yield from head(view, style)
    yield from _section(words["phases"], _course(view, style), style)
    yield from _section(words["compared" if view.best else "best"], best(view.best, words, style), style)
    yield from _section(words["findings"], findings(view, words, style), style)
    yield from _section(words["unchecked"], (indented(lines(text, style)) for text in view.unchecked), style)
    yield from _section(words["suppressed"], (indented(lines(text, style)) for text in view.suppressed), style)
    yield from _section(words["log"], _log(view, style), style)
    yield from _section(words["notices"], (indented(lines(notice.placed, style)) for notice in view.notices), style)
    if style.detail == "verbose":
        yield from _section(words["outcomes"], outcomes(view, style), style)
    yield from _section(words["advice"], _advice(view, style), style)
    yield from stops(view.stopping.table, style)
    yield from _code(view.stopping.callbacks, words, style)
    yield plain("")
    yield plain(label(view.summary, style), LOOKS[view.verdict.weight])
    yield plain(label(view.counts, style), QUIET)


def brief(view: RunView, style: Style) -> Parts:
    """Draw what a run comes to, and what else was found in a line each."""
    yield from head(view, style)
    others = [finding for finding in view.findings if not finding.is_verdict]
    if others:
        yield plain("")
    for finding in others:
        yield indented(finding_head(finding, style, finding.title))


def _section(title: Text, parts: Iterable[Block], style: Style) -> Parts:
    """Put a heading before parts, if there are any."""
    for place, part in enumerate(parts):
        if not place:
            yield heading(title, style)
        yield part


def _course(view: RunView, style: Style) -> Parts:
    """Draw the curves with the phases along them, and below what each phase was."""
    if style.chart and style.width >= ROOMY:
        # Imported by those only who draw.
        from trainlog_doctor.reporters.terminal.chart import chart

        yield from chart(view, style)
    if view.phases:
        marks = [f"{place}. " if len(view.phases) > 1 else "" for place in range(1, len(view.phases) + 1)]
        rows = zip(marks, view.phases, strict=True)
        yield indented(listed((_span(mark, phase, style), lines(phase.text, style)) for mark, phase in rows))


def _span(mark: str, phase: PhaseView, style: Style) -> str:
    return mark + below(phase.span, style).replace("\n", "\n" + " " * len(mark))


def _log(view: RunView, style: Style) -> Parts:
    if view.log.lines:
        yield indented(listed((label(row.label, style), lines(row.text, style)) for row in view.log.lines))


def _advice(view: RunView, style: Style) -> Parts:
    if view.advice:
        steps = ((f"{place}.", lines(text, style)) for place, text in enumerate(view.advice, start=1))
        yield indented(listed(steps))


def _code(view: CallbacksView | None, words: Words, style: Style) -> Parts:
    if view is None:
        return
    yield heading(words["code"], style)
    yield indented(lines(view.reason, style))
    yield plain("")
    # Code is never wrapped: a line broken by us could not be pasted.
    code = "\n".join(f"    {row}" for row in view.code.splitlines())
    yield Unbroken(Line((code, CODE)))
