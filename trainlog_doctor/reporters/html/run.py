"""One run: verdict, best epoch, curves, what to do, findings, and all that the report knows besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.i18n import translations
from trainlog_doctor.reporters.html import best as epochs
from trainlog_doctor.reporters.html.curves import curves, marks
from trainlog_doctor.reporters.html.findings import findings
from trainlog_doctor.reporters.html.nodes import Child, Html, join, tag
from trainlog_doctor.reporters.html.pieces import listed, said, sentence
from trainlog_doctor.reporters.html.sections import callbacks, log, outcomes, phases, section, unchecked, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.document import RunView

    Words = Mapping[str, Text]


def single(run: RunView, words: Words, style: Style) -> Html:
    """Lay out the only run of a page."""
    return tag("article", tag("h2", run.title), _facts(run), _body(run, words, style, "run-1"), id="run-1")


def folded(run: RunView, words: Words, style: Style, number: int) -> Html:
    """Lay out one run of many: its verdict in a line, the rest when it is opened."""
    ident = f"run-{number}"
    line = tag("span", said(run.summary), class_=f"line {run.verdict.weight}")
    summary = tag("summary", tag("h2", run.title), line)
    return tag("details", summary, _facts(run), _body(run, words, style, ident), class_="run", id=ident)


def _facts(run: RunView) -> Html:
    facts = (join((" · ", said(fact))) for fact in run.facts)
    return tag("p", run.format, facts, class_="quiet")


def _body(run: RunView, words: Words, style: Style, ident: str) -> Html:
    return join((verdict(run), _parts(run, words, style, f"{ident}-charts")))


def _parts(run: RunView, words: Words, style: Style, panel: str) -> Iterator[Child]:
    yield _best(run, words)
    yield section(translations("html.curves"), curves(run.charts, marks(run), panel))
    yield section(words["phases"], phases(run.phases))
    yield section(words["advice"], listed([said(text) for text in run.advice], "ol"))
    yield section(words["findings"], findings(run, words["evidence"], panel))
    if run.stopping.table is not None:
        yield section(run.stopping.table.title, epochs.stops(run.stopping.table))
    yield section(words["code"], callbacks(run.stopping.callbacks))
    yield section(words["unchecked"], unchecked(run))
    yield section(words["suppressed"], listed([said(text) for text in run.suppressed]))
    yield section(words["log"], log(run))
    yield section(words["notices"], listed([said(notice.placed) for notice in run.notices]))
    yield section(words["outcomes"], outcomes(run, style))


def _best(run: RunView, words: Words) -> Html | None:
    elsewhere = None if run.elsewhere is None else sentence(run.elsewhere)
    if run.best is None:
        return section(words["best"], sentence(words["no_best"]), elsewhere)
    return section(run.best.title, epochs.best(run.best), elsewhere)
