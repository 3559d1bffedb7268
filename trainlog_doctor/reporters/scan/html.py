"""A sweep as one page that holds all it needs; its table can be ordered by any column."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trainlog_doctor.reporters.base import labelled
from trainlog_doctor.reporters.html import footer
from trainlog_doctor.reporters.html.all_runs import errors
from trainlog_doctor.reporters.html.nodes import Child, Html, join, tag
from trainlog_doctor.reporters.html.page import page
from trainlog_doctor.reporters.html.pieces import headings, listed, said, table
from trainlog_doctor.reporters.html.sections import badge, section

if TYPE_CHECKING:
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.scan.document import LevelView, RuleCountView, ScanRowView, ScanView

_WEIGHTS = {"better": "calm", "worse": "error", "alike": "info", "few": "info"}


def render(view: ScanView, style: Style) -> str:
    """Lay a sweep out as a page in every language; the style says which one is shown first."""
    title = view.title[style.languages[0]].replace("`", "")
    return page(title, join(_main(view)), footer(view.version, view.rules_version), style)


def _main(view: ScanView) -> tuple[Child, ...]:
    runs = table(headings(map(said, view.headings)), map(_row, view.rows), class_="numbers worded sortable")
    return (
        tag("h2", said(view.title)),
        listed([said(text) for text in view.summary]),
        tag("section", runs) if view.rows else None,
        section(view.words["findings"], listed([_rule(one) for one in view.rules])),
        section(view.words["common"], listed([said(text) for text in view.common]), _levels(view)),
        errors(tuple(view.errors)),
    )


def _row(row: ScanRowView) -> Html:
    cells = (
        tag("td", cell, data_sort=None if value is None or math.isnan(value) else repr(value))
        for cell, value in zip(row.cells, row.sort, strict=True)
    )
    return tag(
        "tr",
        tag("td", "–" if row.place is None else str(row.place), data_sort=row.place),
        tag("th", row.title, scope="row", title=row.path),
        cells,
        tag("td", badge(row.verdict, row.weight)),
    )


def _rule(one: RuleCountView) -> Html:
    weight = badge(one.severity_label, one.severity)
    return join((weight, " ", tag("code", one.code), " ", said(labelled(one.name, one.text))))


def _levels(view: ScanView) -> Html | None:
    if not view.levels:
        return None
    return table(headings(map(said, view.level_headings)), map(_level, view.levels), class_="numbers worded")


def _level(one: LevelView) -> Html:
    cells = (tag("td", cell) for cell in (one.value, *one.cells))
    label = tag("td", badge(one.label, _WEIGHTS[one.standing]))
    return tag("tr", tag("th", one.parameter, scope="row"), cells, label)
