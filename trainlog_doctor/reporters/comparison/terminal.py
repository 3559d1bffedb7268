"""A comparison for a terminal: verdict first, then tables, then what became of the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.terminal.blocks import Unbroken
from trainlog_doctor.reporters.terminal.canvas import (
    LOOKS,
    QUIET,
    STRONG,
    bare_table,
    below,
    draw,
    heading,
    indented,
    label,
    lines,
    listed,
    plain,
)
from trainlog_doctor.reporters.terminal.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.reporters.terminal.blocks import Block
    from trainlog_doctor.view.comparison.document import ComparisonView, SideView, TableView, VersusView

    Parts = Iterator[Block]

_MOST_IN_FULL = 3
"""Sides, besides the first, up to which each is told of in full."""
_LOOKS = {"better": LOOKS["calm"], "worse": LOOKS["error"], "mixed": LOOKS["warning"]}


def render(view: ComparisonView, style: Style) -> str:
    """Lay a comparison out for a terminal of the style's width; errors are not part of it."""
    return draw(_quiet(view, style) if style.detail == "quiet" else _full(view, style), style)


def _quiet(view: ComparisonView, style: Style) -> Parts:
    for one in view.versus:
        yield Unbroken(Line(label(one.headline, style)))


def _full(view: ComparisonView, style: Style) -> Parts:
    yield from (_side(side, style) for side in view.sides)
    first = 1 if view.ranking else 0
    for table in view.tables[:first]:
        yield from _table(table, style)
    if len(view.versus) > _MOST_IN_FULL and style.detail != "verbose":
        yield from _in_brief(view.versus, style)
    else:
        for one in view.versus:
            yield plain("")
            yield from _versus(one, view.words, style)
    for table in view.tables[first:]:
        yield from _table(table, style)
    for text in (*([view.alike] if view.alike else []), *view.notes):
        yield plain("")
        yield lines(text, style, QUIET)


def _side(side: SideView, style: Style) -> Block:
    about = " · ".join(label(text, style) for text in side.about)
    return listed([(side.letter, plain(f"{side.title}  {about}"))])


def _versus(view: VersusView, words: Mapping[str, Text], style: Style) -> Parts:
    yield lines(view.headline, style, _LOOKS.get(view.verdict, STRONG))
    yield from (indented(lines(reason, style)) for reason in (*view.reasons, *view.caveats))
    if view.findings:
        yield heading(words["findings"], style)
        rows = ((below(one.label, style), lines(one.text, style)) for one in view.findings)
        yield indented(listed(rows))


def _in_brief(views: Sequence[VersusView], style: Style) -> Parts:
    """Tell of many sides only what the table does not: what stands in the way, and the findings that changed."""
    for one in views:
        told = [*one.caveats, *([one.changed] if one.changed else [])]
        if told:
            yield plain("")
            yield listed((one.other if not place else "", lines(text, style)) for place, text in enumerate(told))


def _table(view: TableView, style: Style) -> Parts:
    yield plain(f"\n{_unmarked(label(view.title, style))}", STRONG)
    table = bare_table(numbers=len(view.headings) - 1)
    table.add_row(*(plain(_unmarked(below(text, style)), STRONG) for text in view.headings))
    for row in view.rows:
        table.add_row(*(plain(_unmarked(below(cell, style))) for cell in row))
    yield indented(table)


def _unmarked(text: str) -> str:
    """A cell is short enough to be read without marks around its code."""
    return text.replace("`", "")
