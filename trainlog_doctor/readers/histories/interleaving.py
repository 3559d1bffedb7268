"""Rows that complement each other: those of an epoch in a row, or all of training above all of validation."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from trainlog_doctor.model import FloatArray, IntArray

_MOST_BLOCKS = 1000


def in_turn(table: Table) -> Table:
    """Sort rows by their epochs and steps where these fall only from one block of metrics to the next, or row by row.

    A training that is logged again after another logs the same metrics: such rows stay as they are.
    """
    order = order_in_turn(table, lambda: {name: one.logged.nonzero()[0] for name, one in table.columns.items()})
    return table if order is None else table.take(order)


def order_in_turn(table: Table, logged: Callable[[], Mapping[str, IntArray]]) -> IntArray | None:
    """Find the order in which `in_turn` puts rows, None where they stay; ``logged`` tells the rows of each metric."""
    counters = [table.columns[name].values for name in table.columns if names.is_epoch(name)]
    counters += [table.columns[name].values for name in table.columns if names.is_step(name)]
    if not counters or not all(np.isfinite(counter).all() for counter in counters):
        return None
    falls = np.flatnonzero(np.diff(counters[0]) < 0) + 1
    mixed = len(falls) > 1 and _each_once(counters[0])
    if not mixed and not (0 < len(falls) < _MOST_BLOCKS and _log_others(logged(), [0, *falls.tolist(), table.rows])):
        return None
    order: list[FloatArray] = [np.arange(table.rows, dtype=np.float64), *reversed(counters)]
    return np.lexsort(order)


def _each_once(counter: FloatArray) -> bool:
    """Whether every epoch from 0 or 1 on stands in one row: the last may stand first, or workers wrote them."""
    ordered = np.sort(counter)
    return bool(ordered[0] in (0, 1) and (np.diff(ordered) == 1).all())


def _log_others(logged: Mapping[str, IntArray], edges: list[int]) -> bool:
    """Whether no metric is logged in two of the blocks, and all are of the same epochs or validate these.

    Trainings of several models may log other metrics too, hardly of as many epochs.
    """
    logs: list[list[str]] = [[] for _ in edges[1:]]
    for name, rows in logged.items():
        if names.is_metric(name) and len(rows):
            first, last = np.searchsorted(edges, rows[[0, -1]], "right") - 1
            if first != last:
                return False
            logs[first].append(name)
    counts = [end - begin for begin, end in pairwise(edges)]
    trained = {count for count, block in zip(counts, logs, strict=True) if not all(map(names.is_validation, block))}
    return len(trained) <= 1


def _groups(counter: IntArray) -> IntArray:
    """Number the stretches of equal epochs: int64 of shape (n_rows,), from 0."""
    return np.concatenate([[0], np.cumsum(np.diff(counter) != 0)])


def complement_each_other(table: Table, counter: IntArray) -> bool:
    """Whether neighbouring rows share epochs, and no column beside the counter is logged twice in one of them.

    A time or a rate may be, and what is no metric and stays the same throughout each epoch, as a setting or a step.
    """
    groups = _groups(counter)
    return int(groups[-1]) < len(counter) - 1 and all(
        np.bincount(groups[one.logged], minlength=1).max() <= 1
        or (names.is_beside(key) and not names.is_counter(key))
        or (not names.is_metric(key) and _stays(one, groups))
        for key, one in table.columns.items()
    )


def _stays(column: Column, groups: IntArray) -> bool:
    values, rows = column.values[column.logged], groups[column.logged]
    return bool((Column.scattered(values, rows, len(groups)).values[rows] == values).all())


def merge_rows(table: Table, counter: IntArray) -> tuple[Table, IntArray]:
    """Join neighbouring rows of one epoch into one, where nothing is lost by it but further times and rates."""
    if not complement_each_other(table, counter):
        return table, counter
    groups = _groups(counter)
    first = np.flatnonzero(np.diff(groups, prepend=-1))
    logged = {name: one.logged.nonzero()[0][::-1] for name, one in table.columns.items()}  # of several the first counts
    columns = {
        name: Column.scattered(table.columns[name].values[rows], groups[rows], len(first))
        for name, rows in logged.items()
    }
    lines = table.lines[first] if len(table.lines) else table.lines
    return Table(columns, len(first), lines, table.texts, table.unreadable), counter[first]
