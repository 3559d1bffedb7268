"""Which epoch to keep: the reason, and every metric at the epochs that somebody might keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.html.nodes import Html, join, tag
from trainlog_doctor.reporters.html.pieces import fixed, folded, headings, said, sentence, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.view.model import BestView, ColumnView, RowView, StopsView

_KEPT = "★ "
_ROWS_IN_SIGHT = 8


def best(view: BestView) -> Html:
    """The reason and the table; where metrics are many, those that people look at last are folded away."""
    first, others = view.rows[:_ROWS_IN_SIGHT], view.rows[_ROWS_IN_SIGHT:]
    rest = folded(fixed("more_metrics"), len(others), _table(view, others)) if others else None
    return join((sentence(view.reason), _table(view, first), rest))


def stops(view: StopsView) -> Html:
    """What early stopping would have done."""
    rows = (tag("tr", (tag("td", said(cell)) for cell in row)) for row in view.rows)
    return join((table(headings(map(said, view.headings)), rows, class_="numbers"), sentence(view.note)))


def _table(view: BestView, rows: Sequence[RowView]) -> Html:
    head = tag("tr", tag("td"), (_head(column) for column in view.columns))
    kept = [column.kept for column in view.columns]
    return table(head, (_row(row, kept) for row in rows), class_="numbers")


def _head(column: ColumnView) -> Html:
    star = tag("span", _KEPT, tag("span", fixed("kept"), class_="unseen")) if column.kept else None
    notes = (tag("span", said(note), class_="note") for note in column.notes)
    return tag("th", star, said(column.title), notes, scope="col", class_="kept" if column.kept else None)


def _row(row: RowView, kept: list[bool]) -> Html:
    cells = (tag("td", cell, class_="kept" if k else None) for cell, k in zip(row.cells, kept, strict=True))
    return tag("tr", tag("th", tag("code", row.metric), scope="row"), cells)
