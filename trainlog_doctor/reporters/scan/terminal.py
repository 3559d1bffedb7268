"""A sweep for a terminal: what it comes to, the best runs, the rules that fired, what the good runs have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.scan.terminal_table import runs_table
from trainlog_doctor.reporters.terminal.canvas import (
    LOOKS,
    QUIET,
    STRONG,
    bare_table,
    below,
    draw,
    first_of,
    heading,
    indented,
    label,
    lines,
    plain,
)
from trainlog_doctor.reporters.terminal.grid import Grid
from trainlog_doctor.view.scan import left_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.reporters.terminal.blocks import Block
    from trainlog_doctor.view.scan.document import LevelView, ScanView

    Parts = Iterator[Block]

_MOST_ERRORS = 5
_LOOKS = {"better": LOOKS["calm"], "worse": LOOKS["error"], "alike": "", "few": QUIET}


def render(view: ScanView, style: Style) -> str:
    """Lay a sweep out for a terminal of the style's width."""
    return draw(_parts(view, style), style)


def _parts(view: ScanView, style: Style) -> Parts:
    yield lines(view.title, style, STRONG)
    if style.detail != "quiet":
        yield from (indented(lines(text, style)) for text in view.summary)
    if view.rows:
        yield from _runs(view, style)
    if style.detail == "quiet":
        return
    if view.rules:
        yield from _rules(view, style)
    if view.common:
        yield from _common(view, style)
    if view.errors:
        yield from _errors(view, style)


def _runs(view: ScanView, style: Style) -> Parts:
    rows = view.rows[: view.top]
    yield plain("")
    yield runs_table(view.headings, rows, style)
    if len(rows) < len(view.rows):
        yield lines(left_out(len(view.rows) - len(rows)), style, QUIET)


def _rules(view: ScanView, style: Style) -> Parts:
    yield heading(view.words["findings"], style)
    table = bare_table()
    for one in view.rules:
        severity = plain(label(one.severity_label, style), LOOKS[one.severity])
        table.add_row(severity, plain(f"{one.code} {one.name}"), plain(label(one.text, style)))
    yield indented(table)


def _common(view: ScanView, style: Style) -> Parts:
    yield heading(view.words["common"], style)
    yield from (indented(lines(text, style)) for text in view.common)
    levels = _telling(view.levels, style)
    if levels:
        yield plain("")
        yield indented(_levels(levels, view.level_headings, style))


def _levels(levels: Sequence[LevelView], headings: Sequence[Text], style: Style) -> Block:
    table = Grid(right=range(2, len(headings) - 1))
    table.add_row(*(plain(below(text, style), STRONG) for text in headings))
    before = ""
    for one in levels:
        name, before = "" if one.parameter == before else one.parameter, one.parameter
        standing = plain(below(one.label, style), _LOOKS[one.standing])
        table.add_row(plain(name), plain(one.value), *map(plain, one.cells), standing)
    return table


def _telling(levels: Sequence[LevelView], style: Style) -> Sequence[LevelView]:
    """Leave out parameters that tell nothing, unless everything is wanted."""
    told = {one.parameter for one in levels if one.standing in {"better", "worse"}}
    return levels if style.detail == "verbose" else [one for one in levels if one.parameter in told]


def _errors(view: ScanView, style: Style) -> Parts:
    yield heading(view.words["unread"], style)
    some, more = first_of(view.errors, _MOST_ERRORS, style)
    for one in some:
        yield indented(plain(one.path))
        yield indented(lines(one.text, style, QUIET), 4)
    if more:
        yield indented(lines(left_out(len(view.errors) - len(some)), style, QUIET))
