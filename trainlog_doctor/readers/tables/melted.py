"""Rows of one metric each, put together: a row a moment, in the room that the moments take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.interleaving import order_in_turn
from trainlog_doctor.readers.histories.labels import Labels, join_labels
from trainlog_doctor.readers.histories.table import Column, Table
from trainlog_doctor.record import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.model import FloatArray, IntArray

_CELLS = 2_000_000
_CELLS_A_POINT = 16
"""A table may have more cells than were logged, which is what rows cost that tell no moments: so many more."""


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """What was logged in one column: the rows, int64 of shape (n_points,), and the values, float64."""

    rows: IntArray
    values: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Melted:
    """A table in little room.

    Attributes
    ----------
    counters
        The columns that count epochs and steps, and all that is no column.
    points
        What was logged in each other column.
    """

    counters: Table
    points: Mapping[str, Points]


def melt(table: Table) -> Melted:
    """Keep what was logged only."""
    others = [name for name in table.columns if not names.is_counter(name)]
    logged = {name: np.flatnonzero(table.columns[name].logged) for name in others}
    points = {name: Points(rows, table.columns[name].values[rows]) for name, rows in logged.items()}
    return Melted(table.without(*others), points)


def put_together(blocks: Sequence[Melted]) -> Table:
    """Put blocks one below the other, and rows of one moment together where they log different metrics.

    Metrics that come one after the other, each from the first epoch on, are sorted by epoch for it.
    """
    table, points = join_tables([block.counters for block in blocks]), _join_points(blocks)
    order = order_in_turn(table, lambda: {name: one.rows for name, one in points.items()})
    if order is not None:
        table, points = table.take(order), _moved(points, np.argsort(order))
    begins = _begins(table)
    moments = np.cumsum(begins) - 1
    logged = (one for name, one in points.items() if not names.is_beside(name))
    if all(np.bincount(moments[one.rows]).max(initial=0) <= 1 for one in logged):
        table, points = table.take(begins), _moved(points, moments)
    return _filled(table, points)


def _join_points(blocks: Sequence[Melted]) -> dict[str, Points]:
    parts: dict[str, list[Points]] = {}
    above = 0
    for block in blocks:
        for name, one in block.points.items():
            parts.setdefault(name, []).append(Points(one.rows + above, one.values))
        above += block.counters.rows
    return {
        name: Points(np.concatenate([one.rows for one in found]), np.concatenate([one.values for one in found]))
        for name, found in parts.items()
    }


def _moved(points: Mapping[str, Points], places: IntArray) -> dict[str, Points]:
    """Give points the rows that theirs have become."""
    return {name: Points(places[one.rows], one.values) for name, one in points.items()}


def _begins(table: Table) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Find the rows in which anything is counted otherwise than in the row above."""
    begins = np.ones(table.rows, np.bool_)
    changes = [one.values[1:] != one.values[:-1] for one in table.columns.values()]
    if changes:
        begins[1:] = np.any(changes, axis=0)
    return begins


def _filled(table: Table, points: Mapping[str, Points]) -> Table:
    """Give each column all rows; those with the fewest points are left out where they would take far too many cells."""
    most = max(_CELLS, _CELLS_A_POINT * sum(len(one.rows) for one in points.values())) // max(table.rows, 1)
    kept = set(sorted(points, key=lambda name: len(points[name].rows), reverse=True)[:most])
    columns = {name: Column.scattered(one.values, one.rows, table.rows) for name, one in points.items() if name in kept}
    texts = [name for name in table.texts if name not in points] + [name for name in points if name not in kept]
    return replace(table, columns={**table.columns, **columns}, texts=tuple(texts))


def join_tables(tables: Sequence[Table]) -> Table:
    """Put tables one below the other; a column that one of them lacks was not logged there."""
    if len(tables) == 1:
        return tables[0]
    wanted = list(dict.fromkeys(name for table in tables for name in table.columns))
    columns = {}
    for name in wanted:
        parts = [table.columns.get(name) or _nothing(table.rows) for table in tables]
        columns[name] = Column(
            np.concatenate([part.values for part in parts]), np.concatenate([part.logged for part in parts])
        )
    texts = tuple(dict.fromkeys(name for table in tables for name in table.texts if name not in columns))
    lines = np.concatenate([table.lines for table in tables]) if tables else np.zeros(0, np.int64)
    joined = Table(columns, sum(table.rows for table in tables), lines, texts, labels=_labels(tables))
    return replace(joined, unreadable=sum(table.unreadable for table in tables))


def _labels(tables: Sequence[Table]) -> Mapping[str, Labels]:
    """Join the columns of names that all tables have."""
    shared = [name for name in (tables[0].labels if tables else ()) if all(name in table.labels for table in tables)]
    joined = {name: join_labels([table.labels[name] for table in tables]) for name in shared}
    return {name: one for name, one in joined.items() if one is not None}


def _nothing(rows: int) -> Column:
    return Column(np.full(rows, np.nan), np.zeros(rows, np.bool_))
