"""What is said of all runs together: the gate's verdict, one line a run; else the runs at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.base import colon, labelled
from trainlog_doctor.reporters.terminal.blocks import Unbroken
from trainlog_doctor.reporters.terminal.canvas import LOOKS, QUIET, STRONG, bare_table, indented, label, lines, plain
from trainlog_doctor.reporters.terminal.cells import cell_len
from trainlog_doctor.reporters.terminal.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.reporters.terminal.blocks import Block
    from trainlog_doctor.view.document import OverviewView
    from trainlog_doctor.view.gate.model import GateItemView, GateRunView, GateView

_LOOKS = {"failed": LOOKS["error"], "unjudged": LOOKS["warning"], "passed": LOOKS["calm"]}
_MOST_EXPLAINED = 12
"""Runs up to which each reason is told in full unasked; of more, each run has its one line."""


def gate(view: GateView, style: Style) -> Iterator[Block]:
    """Draw the verdict."""
    full = style.detail == "verbose" or (style.detail == "normal" and len(view.runs) <= _MOST_EXPLAINED)
    if style.detail != "quiet":
        for item in view.policy:
            yield lines(item.text, style, _LOOKS["failed"])
        width = max((cell_len(label(run.label, style)) for run in view.runs), default=0)
        for run in view.runs:
            yield _row(run, width, style)
            if full:
                yield from (_told(item, style) for item in run.items if _worth_telling(item, style))
        for item in view.remarks:
            yield lines(item.text, style, QUIET)
    # Unbroken, so that the last line is the whole sentence.
    yield from (Unbroken(Line((view.sentence[language], _LOOKS[view.state]))) for language in style.languages)


def _row(run: GateRunView, width: int, style: Style) -> Block:
    reasons = label(run.reasons, style)
    state = label(run.label, style)
    told = f"{run.title}{colon(style)}{reasons}" if reasons else run.title
    return Unbroken(Line((state, _LOOKS[run.state]), " " * (width - cell_len(state) + 2), told))


def _worth_telling(item: GateItemView, style: Style) -> bool:
    return item.state in {"failed", "unjudged"} or item.note is not None or style.detail == "verbose"


def _told(item: GateItemView, style: Style) -> Block:
    if item.note is None:
        return indented(lines(item.text, style), 4)
    return indented(lines(labelled(item.label, item.note), style, QUIET), 4)


def overview(view: OverviewView, style: Style) -> Iterator[Block]:
    """Draw one row a run, then the averages."""
    yield plain(label(view.title, style), STRONG)
    table = bare_table(numbers=len(view.headings) - 2)
    table.add_row(*(plain(label(text, style), STRONG) for text in view.headings))
    for row in view.rows:
        table.add_row(plain(row.title), *map(plain, row.cells), plain(label(row.verdict, style), LOOKS[row.weight]))
    yield table
    for summary in view.summaries:
        yield lines(summary, style)
