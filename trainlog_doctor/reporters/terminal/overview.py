"""Many runs at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.terminal.canvas import LOOKS, STRONG, bare_table, label, lines, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.reporters.terminal.blocks import Block
    from trainlog_doctor.view.document import OverviewView


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
