"""The epoch to keep beside the other candidates: a row a metric, a column an epoch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.terminal.canvas import (
    KEPT,
    QUIET,
    STRONG,
    bare_table,
    below,
    first_of,
    indented,
    label,
    lines,
    plain,
)
from trainlog_doctor.reporters.terminal.flow import Flow
from trainlog_doctor.reporters.terminal.line import Line, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.reporters.terminal.blocks import Block
    from trainlog_doctor.view.model import BestView, ColumnView

_MOST_METRICS = 8
"""Rows that are shown unasked: the metrics that people look at come first."""


def best(view: BestView | None, words: Mapping[str, Text], style: Style) -> Iterator[Block]:
    """Draw the table, or say that no epoch can be named."""
    if view is None:
        yield indented(lines(words["no_best"], style))
        return
    table = bare_table(numbers=len(view.columns))
    table.add_row(plain(""), *(_head(column, style) for column in view.columns))
    rows, more = first_of(view.rows, _MOST_METRICS, style)
    for row in rows:
        looks = [STRONG if column.kept else "" for column in view.columns]
        table.add_row(plain(row.metric), *(plain(cell, look) for cell, look in zip(row.cells, looks, strict=True)))
    yield indented(table)
    if more:
        yield indented(lines(words["more"], style, QUIET))


def _head(column: ColumnView, style: Style) -> Flow:
    title = f"{KEPT} {label(column.title, style)}" if column.kept else label(column.title, style)
    notes = [Line((below(text, style), QUIET)) for text in column.notes]
    return Flow(joined("\n", [Line((title, STRONG if column.kept else "")), *notes]))
