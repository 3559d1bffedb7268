"""The report as one page that holds all it needs: it opens from disk, asks no network, and keeps working."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.i18n import translations
from trainlog_doctor.reporters.html.all_runs import errors, gate, overview
from trainlog_doctor.reporters.html.nodes import Child, Html, join, tag
from trainlog_doctor.reporters.html.page import page
from trainlog_doctor.reporters.html.pieces import said
from trainlog_doctor.reporters.html.run import folded, single

if TYPE_CHECKING:
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.document import ReportView


def render(view: ReportView, style: Style) -> str:
    """Lay a report out as a page in every language; the style says which one is shown first."""
    return page(_title(view), join(_main(view, style)), footer(view.version, view.rules_version), style)


def _title(view: ReportView) -> str:
    if len(view.runs) == 1:
        return view.runs[0].title
    sources = list(dict.fromkeys(one.path for one in view.runs or view.errors))
    return " … ".join(sources[:1] + sources[1:][-1:])


def _main(view: ReportView, style: Style) -> tuple[Child, ...]:
    passed = None if view.gate is None else gate(view.gate)
    if view.overview is None:
        return passed, [single(run, view.words, style) for run in view.runs], errors(view.errors)
    runs = [folded(run, view.words, style, number) for number, run in enumerate(view.runs, start=1)]
    return passed, overview(view.overview), errors(view.errors), runs


def footer(version: str, rules_version: str) -> Html:
    """Say what made the page."""
    return tag("p", said(translations("html.made_by", {"version": version, "rules": rules_version})))
