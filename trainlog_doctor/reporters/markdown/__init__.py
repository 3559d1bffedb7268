"""The report as Markdown, for comments on pull requests and job summaries: verdict first, details to be unfolded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.base import colon
from trainlog_doctor.reporters.markdown.all_runs import errors, gate, overview
from trainlog_doctor.reporters.markdown.budget import Part, fitted
from trainlog_doctor.reporters.markdown.neutral import html_label, in_html, label, lines, prose
from trainlog_doctor.reporters.markdown.pieces import bullets, folded, joined
from trainlog_doctor.reporters.markdown.run import head, mark, opened, sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.document import ReportView, RunView


def render(view: ReportView, style: Style) -> str:
    """Lay a report out for GitHub; what its limit has no room for is named at the end."""
    return fitted(tuple(_parts(view, style)), label(view.words["left_out"], style))


def _parts(view: ReportView, style: Style) -> Iterator[Part]:
    if view.gate is not None:
        yield gate(view.gate, style)
    if view.overview is not None:
        yield overview(view.overview, style)
    if style.detail == "quiet":
        yield Part(bullets(f"{prose(run.title)}{colon(style)}{lines(run.summary, style)}" for run in view.runs))
    elif len(view.runs) == 1:
        yield Part(head(view.runs[0], style))
        yield from sections(view.runs[0], view.words, style)
    else:
        yield from (_folded(run, view, style) for run in view.runs)
    yield errors(view.errors, style)


def _folded(run: RunView, view: ReportView, style: Style) -> Part:
    body = joined([opened(run, style), *(section.text for section in sections(run, view.words, style))])
    summary = f"{mark(run)} <b>{in_html(run.title)}</b>{colon(style)}{html_label(run.summary, style)}"
    return Part(folded(summary, body), name=prose(run.title), weight=_WEIGHTS[run.verdict.weight])


_WEIGHTS = {"error": 1, "warning": 2, "info": 3, "open": 3, "calm": 4}
"""Runs with graver findings are the last to be left out."""
