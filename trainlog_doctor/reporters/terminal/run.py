"""One run: verdict, best epoch, phases, findings, what was not checked, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text as Line

from trainlog_doctor.reporters.terminal.best import best
from trainlog_doctor.reporters.terminal.canvas import (
    CALM,
    CODE,
    QUIET,
    SEVERITY_COLOURS,
    STRONG,
    heading,
    indented,
    label,
    lines,
    listed,
    plain,
    unbroken,
)
from trainlog_doctor.reporters.terminal.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import RenderableType

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.document import RunView
    from trainlog_doctor.view.model import FindingView, Text

    Words = Mapping[str, Text]
    Parts = Iterator[RenderableType]


def run(view: RunView, words: Words, style: Style) -> Parts:
    """Draw a run's report."""
    yield plain(view.title, STRONG)
    yield plain(" · ".join((view.format, *(label(fact, style) for fact in view.facts))), QUIET)
    yield from _verdict(view, style)
    yield from _best(view, words, style)
    yield from _section(words["phases"], _phases(view, style), style)
    yield from _section(words["findings"], _findings(view, words, style), style)
    yield from _section(words["unchecked"], _unchecked(view, style), style)
    yield from _section(words["suppressed"], (indented(lines(text, style)) for text in view.suppressed), style)
    yield from _section(words["log"], _log(view, style), style)
    yield from _section(words["notices"], _notices(view, style), style)
    if style.detail == "verbose":
        yield from _section(words["outcomes"], _outcomes(view, style), style)
    yield from _section(words["advice"], _advice(view, style), style)
    yield from _code(view, words, style)
    yield plain(f"\n{label(view.counts, style)}", QUIET)


def _section(title: Text, parts: Iterable[RenderableType], style: Style) -> Parts:
    """Put a heading before parts, if there are any."""
    for place, part in enumerate(parts):
        if not place:
            yield heading(title, style)
        yield part


def _verdict(view: RunView, style: Style) -> Parts:
    verdict = view.verdict
    named = f" {verdict.code} {verdict.label}" if verdict.code else ""
    yield plain(f"\n{label(verdict.severity_label, style)}{named}", SEVERITY_COLOURS.get(verdict.severity or "", CALM))
    yield lines(verdict.text, style)


def _best(view: RunView, words: Words, style: Style) -> Parts:
    if view.best is None:
        yield heading(words["best"], style)
        yield indented(lines(words["no_best"], style))
    else:
        yield heading(view.best.title, style)
        yield from best(view.best, style)
    if view.story is not None:
        yield ""
        yield indented(lines(view.story, style))


def _phases(view: RunView, style: Style) -> Parts:
    if view.phases:
        rows = ((_spans(phase.span, style), lines(phase.text, style)) for phase in view.phases)
        yield indented(listed(rows))


def _spans(span: Text, style: Style) -> str:
    return "\n".join(span[language] for language in style.languages)


def _findings(view: RunView, words: Words, style: Style) -> Parts:
    for finding in view.findings:
        yield indented(_finding_head(finding, style))
        # The verdict above has said it already.
        if finding.code != view.verdict.code:
            yield indented(lines(finding.message, style), 4)
        if finding.proof:
            yield indented(lines(words["evidence"], style, QUIET), 4)
            yield indented(listed(("·", lines(row, style, QUIET)) for row in finding.proof), 4)


def _finding_head(finding: FindingView, style: Style) -> Flow:
    about = [label(text, style) for text in (finding.span, finding.confidence_label) if text is not None]
    head = f"{label(finding.severity_label, style)} {finding.code} {finding.name}"
    return Flow(Line.assemble((head, SEVERITY_COLOURS[finding.severity]), (f"  {' · '.join(about)}", QUIET)))


def _unchecked(view: RunView, style: Style) -> Parts:
    for group in view.unchecked:
        yield indented(lines(group.text, style))


def _log(view: RunView, style: Style) -> Parts:
    if view.log:
        yield indented(listed((label(row.label, style), lines(row.text, style)) for row in view.log))


def _notices(view: RunView, style: Style) -> Parts:
    for notice in view.notices:
        yield indented(lines(notice.placed, style))


def _outcomes(view: RunView, style: Style) -> Parts:
    for outcome in view.outcomes:
        yield indented(plain(f"{outcome.code} {outcome.name}  {label(outcome.status_label, style)}"))
        reason = () if outcome.reason is None else (label(outcome.reason, style),)
        for text in (*reason, *(one.text for one in outcome.evidence)):
            yield indented(plain(text, QUIET), 4)


def _advice(view: RunView, style: Style) -> Parts:
    if view.advice:
        steps = ((f"{place}.", lines(step.text, style)) for place, step in enumerate(view.advice, start=1))
        yield indented(listed(steps))


def _code(view: RunView, words: Words, style: Style) -> Parts:
    if view.callbacks is None:
        return
    yield heading(words["code"], style)
    yield indented(lines(view.callbacks.reason, style))
    yield ""
    # Code is never wrapped: a line broken by us could not be pasted.
    code = "\n".join(f"    {row}" for row in view.callbacks.code.splitlines())
    yield unbroken(code, CODE)
