"""Rows that are trainings of their own: the folds, seeds or settings of a search, with what each reached in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.range_test import is_rate

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray
    from trainlog_doctor.readers.histories.table import Table

_NAMES = names.word_set(
    """fold kfold seed trial run model name id experiment exp config configuration architecture arch method variant
    optimizer"""
)
"""What tells trainings apart, where it is all of a column's name."""

_SETTINGS = frozenset(
    {"batch size", "batchsize", "hidden", "hidden size", "units", "layers", "dropout", "weight decay", "momentum"}
)
_LEAST_FACTOR = 2.0
_LEAST_GROWTH = 100.0


def trial_column(table: Table) -> str | None:
    """Name the column by which the rows of a table without an epoch counter are trainings of their own.

    Returns
    -------
    str or None
        What names each training, a number of epochs that is the same in all, a setting that differs, or a learning rate
        that at least doubles from row to row; None where nothing says so.
    """
    named = next((name for name in (*table.texts, *table.columns) if " ".join(names.words(name)) in _NAMES), None)
    if named is not None:
        return named
    for name, column in table.columns.items():
        values = column.values[column.logged]
        differ = len(values) > 1 and bool((values != values[0]).any())
        if names.is_epoch(name) and len(values) > 1 and not differ:
            return name
        if differ and " ".join(names.words(name)) in _SETTINGS:
            return name
        if is_rate(name) and _is_swept(values):
            return name
    return None


def tells_rows_apart(table: Table) -> bool:
    """Whether a column such as ``fold`` or ``seed`` holds another number in every row."""
    found = (one.values for name, one in table.columns.items() if " ".join(names.words(name)) in _NAMES)
    return any(len(np.unique(values)) == len(values) for values in found)


def _is_swept(rates: FloatArray) -> bool:
    if len(rates) < 3 or not (rates > 0).all():
        return False
    return bool((rates[1:] >= _LEAST_FACTOR * rates[:-1]).all() and rates[-1] >= _LEAST_GROWTH * rates[0])
