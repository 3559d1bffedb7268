"""The epoch to keep beside the other candidates: a row a metric, a column an epoch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text as Line

from trainlog_doctor.reporters.terminal.canvas import QUIET, STRONG, bare_table, indented, label, lines, plain
from trainlog_doctor.reporters.terminal.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.model import BestView, ColumnView

_KEPT = "★"


def best(view: BestView, style: Style) -> Iterator[RenderableType]:
    """Draw the reason and the table."""
    yield indented(lines(view.reason, style))
    table = bare_table(numbers=len(view.columns))
    table.add_row("", *(_head(column, style) for column in view.columns))
    for row in view.rows:
        looks = [STRONG if column.kept else "" for column in view.columns]
        table.add_row(plain(row.metric), *(plain(cell, look) for cell, look in zip(row.cells, looks, strict=True)))
    yield ""
    yield indented(table)


def _head(column: ColumnView, style: Style) -> Flow:
    title = f"{_KEPT} {label(column.title, style)}" if column.kept else label(column.title, style)
    notes = [Line(text[language], style=QUIET) for text in column.notes for language in style.languages]
    return Flow(Line("\n").join([Line(title, style=STRONG if column.kept else ""), *notes]))
