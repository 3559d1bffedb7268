"""A comparison as Markdown, for comments on pull requests and job summaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters import base
from trainlog_doctor.reporters.markdown.all_runs import errors
from trainlog_doctor.reporters.markdown.budget import Part, fitted
from trainlog_doctor.reporters.markdown.neutral import code, html_label, label, lines, plain
from trainlog_doctor.reporters.markdown.pieces import bullets, folded, joined, stacked, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.comparison.document import ComparisonView, SideView, TableView, VersusView

_MARKS = {"better": "🟢", "worse": "🔴", "mixed": "🟡", "same": "⚪", "incomparable": "⚪"}


def render(view: ComparisonView, style: Style) -> str:
    """Lay a comparison out for GitHub."""
    return fitted(tuple(_parts(view, style)), label(view.words["left_out"], style))


def _parts(view: ComparisonView, style: Style) -> Iterator[Part]:
    pair = view.versus[0] if len(view.versus) == 1 else None
    yield Part(f"### {_headline(pair, style) if pair else label(view.title, style)}")
    yield Part(stacked(_side(side, style) for side in view.sides))
    tables = [_table(one, style) for one in view.tables]
    if pair is not None:
        yield Part(bullets(lines(reason, style) for reason in (*pair.reasons, *pair.caveats)))
        yield from tables
        yield Part(_findings(pair, view, style))
    else:
        yield from tables
        yield from (_folded(one, view, style) for one in view.versus)
    if view.alike is not None:
        yield Part(lines(view.alike, style), name=label(view.words["facts"], style), weight=1)
    yield errors(view.errors, style)
    yield from (Part(f"<sub>{html_label(note, style)}</sub>") for note in view.notes)


def _headline(one: VersusView, style: Style) -> str:
    return f"{_MARKS[one.verdict]} {label(one.headline, style)}"


def _side(side: SideView, style: Style) -> str:
    about = " · ".join(label(text, style) for text in side.about)
    return f"**{side.letter}** {code(side.title)} · {about}"


def _folded(one: VersusView, view: ComparisonView, style: Style) -> Part:
    reasons = bullets(lines(reason, style) for reason in (*one.reasons, *one.caveats))
    summary = f"{_MARKS[one.verdict]} {html_label(one.headline, style)}"
    body = joined([reasons, _findings(one, view, style)])
    return Part(folded(summary, body), name=f"{one.other} / {one.base}", weight=2)


def _findings(one: VersusView, view: ComparisonView, style: Style) -> str:
    if not one.findings:
        return ""
    told = (f"**{label(found.label, style)}**{base.colon(style)}{lines(found.text, style)}" for found in one.findings)
    return joined([f"**{label(view.words['findings'], style)}**", bullets(told)])


def _table(view: TableView, style: Style) -> Part:
    heads = [label(text, style) for text in view.headings]
    rows = [[label(cell, style) for cell in row] for row in view.rows]
    name = plain(base.joined(view.title, style).replace("`", ""))
    return Part(
        joined([f"**{label(view.title, style)}**", table(heads, rows, range(1, len(heads)))]), name=name, weight=1
    )
