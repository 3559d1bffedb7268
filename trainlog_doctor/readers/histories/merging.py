"""Rows that complement each other: training in one row, validation in another, both of the same epoch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.table import Column, Table

if TYPE_CHECKING:
    from trainlog_doctor.model import IntArray


def _groups(counter: IntArray) -> IntArray:
    """Number the stretches of equal epochs: int64 of shape (n_rows,), from 0."""
    return np.concatenate([[0], np.cumsum(np.diff(counter) != 0)])


def complement_each_other(table: Table, counter: IntArray, name: str) -> bool:
    """Whether neighbouring rows share epochs, and no column but the counter is logged twice in one of them.

    A setting may be, which is the same in all rows.
    """
    if (counter[1:] != counter[:-1]).all():
        return False
    groups = _groups(counter)
    others = ((key, column) for key, column in table.columns.items() if key != name)
    return all(
        np.bincount(groups[column.logged], minlength=1).max() <= 1
        or (not names.is_metric(key) and np.ptp(column.values[column.logged]) == 0)
        for key, column in others
    )


def merge_rows(table: Table, counter: IntArray) -> tuple[Table, IntArray]:
    """Join neighbouring rows of one epoch into one, where nothing is lost by it."""
    if not complement_each_other(table, counter, ""):
        return table, counter
    groups = _groups(counter)
    first = np.flatnonzero(np.diff(groups, prepend=-1))
    columns = {
        name: Column.scattered(one.values[one.logged], groups[one.logged], len(first))
        for name, one in table.columns.items()
    }
    lines = table.lines[first] if len(table.lines) else table.lines
    return Table(columns, len(first), lines, table.texts, table.unreadable), counter[first]
