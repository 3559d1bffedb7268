"""One run: the verdict and the epoch to keep in the open, everything else to be unfolded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.i18n import template
from trainlog_doctor.reporters.base import colon
from trainlog_doctor.reporters.markdown.budget import Part
from trainlog_doctor.reporters.markdown.neutral import code, html_label, label, lines, plain
from trainlog_doctor.reporters.markdown.pieces import MARKS, bullets, fenced, folded, further, joined, numbered, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.document import RunView
    from trainlog_doctor.view.model import BestView, ColumnView, FindingView, StopsView

    Words = Mapping[str, Text]

_MOST_METRICS = 60
_MOST_NOTICES = 100


def mark(view: RunView) -> str:
    """The sign of a run's verdict."""
    return MARKS[view.verdict.weight]


def head(view: RunView, style: Style) -> str:
    """Write the heading of a report on one run, and what it begins with."""
    verdict = view.verdict
    title = f"{mark(view)} {label(verdict.severity_label, style)} {plain(verdict.rule)}".rstrip()
    return joined([f"### {title}", opened(view, style)])


def opened(view: RunView, style: Style) -> str:
    """Say what the run is, what is the matter with it, and which epoch to keep."""
    facts = " · ".join((plain(view.format), *(label(fact, style) for fact in view.facts)))
    now = lines(view.stopping.now.text, style) if view.stopping.now is not None else ""
    return joined([f"{code(view.title)} · {facts}", lines(view.verdict.text, style), now])


def sections(view: RunView, words: Words, style: Style) -> Iterator[Part]:
    """Make the parts of a run's report in the order of their use; those that matter least go first if room is short."""
    yield Part(_best(view, words, style))
    advice = (lines(text, style) for text in view.advice)
    yield _part(words["advice"], numbered(advice), style, weight=2, is_open=True)
    findings = (_finding(one, words, style) for one in view.findings)
    yield _part(words["findings"], bullets(findings), style, weight=1)
    phases = (f"{label(phase.span, style)}{colon(style)}{lines(phase.text, style)}" for phase in view.phases)
    yield _part(words["phases"], bullets(phases), style, weight=3)
    if view.stopping.table is not None:
        yield _part(view.stopping.table.title, _stops(view.stopping.table, style), style, weight=4)
    yield _part(words["code"], _callbacks(view, style), style, weight=4)
    yield _part(words["unchecked"], bullets(lines(text, style) for text in view.unchecked), style, weight=5)
    yield _part(words["suppressed"], bullets(lines(one, style) for one in view.suppressed), style, weight=6)
    log = (f"{label(row.label, style)}{colon(style)}{lines(row.text, style)}" for row in view.log.lines)
    yield _part(words["log"], bullets(log), style, weight=7)
    yield _part(words["notices"], _notices(view, style), style, weight=8)
    if style.detail == "verbose":
        yield _part(words["outcomes"], bullets(_outcomes(view, style)), style, weight=9)
    yield Part(f"<sub>{html_label(view.counts, style)}</sub>")


def _part(title: Text, body: str, style: Style, *, weight: int, is_open: bool = False) -> Part:
    """Make a section, folded unless it is what everybody must see; nothing where it has no body."""
    if not body:
        return Part("")
    name = label(title, style)
    text = joined([f"**{name}**", body]) if is_open else folded(f"<b>{html_label(title, style)}</b>", body)
    return Part(text, name=name, weight=weight)


def _best(view: RunView, words: Words, style: Style) -> str:
    if view.best is None:
        return lines(words["no_best"], style)
    told = f"**{label(view.best.title, style)}**{colon(style)}{lines(view.best.reason, style)}"
    elsewhere = lines(view.elsewhere, style) if view.elsewhere is not None else ""
    return joined([told, elsewhere, _epochs(view.best, style)])


def _epochs(best: BestView, style: Style) -> str:
    """Compare the epochs: a row a metric, a column an epoch."""
    rows = [
        (code(row.metric), *(_cell(cell, column) for cell, column in zip(row.cells, best.columns, strict=True)))
        for row in best.rows[:_MOST_METRICS]
    ]
    head = ["", *(_column(one, style) for one in best.columns)]
    return joined([table(head, rows, range(1, len(head))), further(best.rows, _MOST_METRICS)])


def _column(column: ColumnView, style: Style) -> str:
    title = f"★ {label(column.title, style)}" if column.kept else label(column.title, style)
    return "<br>".join([title, *(f"<sub>{html_label(note, style)}</sub>" for note in column.notes)])


def _cell(text: str, column: ColumnView) -> str:
    return f"**{plain(text)}**" if column.kept else plain(text)


def _finding(finding: FindingView, words: Words, style: Style) -> str:
    """Write a finding with its evidence; its message stands above where it is the verdict."""
    about = [label(text, style) for text in (finding.span, finding.confidence_label) if text is not None]
    title = f"**{label(finding.severity_label, style)} {finding.code} {plain(finding.name)}**"
    said = [" · ".join([title, *about]), *([] if finding.is_verdict else [lines(finding.message, style)])]
    proof = [f"  - {lines(row, style)}" for row in finding.proof]
    evidence = [f"{label(words['evidence'], style)}{colon(style)}".rstrip()] if proof else []
    return "\n".join(["<br>".join([*said, *evidence]), *proof])


def _stops(view: StopsView, style: Style) -> str:
    rows = [[label(cell, style) for cell in row] for row in view.rows]
    heads = [label(heading, style) for heading in view.headings]
    return joined([table(heads, rows, range(1, len(heads))), lines(view.note, style)])


def _callbacks(view: RunView, style: Style) -> str:
    if view.stopping.callbacks is None:
        return ""
    return joined([lines(view.stopping.callbacks.reason, style), fenced(view.stopping.callbacks.code, "python")])


def _notices(view: RunView, style: Style) -> str:
    told = [lines(one.placed, style) for one in view.notices[:_MOST_NOTICES]]
    return bullets(filter(None, [*told, further(view.notices, _MOST_NOTICES)]))


def _outcomes(view: RunView, style: Style) -> Iterable[str]:
    for outcome in view.outcomes:
        reason = [] if outcome.reason is None else [label(outcome.reason, style)]
        said = [label(outcome.status_label, style), *reason, *(plain(one.text) for one in outcome.evidence)]
        answer = template("lists.sentences", style.languages[0]).join(said)
        yield f"{outcome.code} {plain(outcome.name)}{colon(style)}{answer}"
