"""Blocks of rows that each log other metrics of the same epochs: all of training, then all of validation."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories import names

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray
    from trainlog_doctor.readers.histories.table import Table

_MOST_BLOCKS = 1000


def in_turn(table: Table) -> Table:
    """Sort rows by their epochs and steps where these fall only from one block of metrics to the next, or row by row.

    A training that is logged again after another logs the same metrics: such rows stay as they are.
    """
    counters = [table.columns[name].values for name in table.columns if names.is_epoch(name)]
    counters += [table.columns[name].values for name in table.columns if names.is_step(name)]
    if not counters or not all(np.isfinite(counter).all() for counter in counters):
        return table
    falls = np.flatnonzero(np.diff(counters[0]) < 0) + 1
    mixed = len(falls) > 1 and _each_once(counters[0])
    if not mixed and not (0 < len(falls) < _MOST_BLOCKS and _log_others(table, [0, *falls.tolist(), table.rows])):
        return table
    order: list[FloatArray] = [np.arange(table.rows, dtype=np.float64), *reversed(counters)]
    return table.where(np.lexsort(order))


def _each_once(counter: FloatArray) -> bool:
    """Whether every epoch from 0 or 1 on stands in one row: the last may stand first, or workers wrote them."""
    ordered = np.sort(counter)
    return bool(ordered[0] in (0, 1) and (np.diff(ordered) == 1).all())


def _log_others(table: Table, edges: list[int]) -> bool:
    """Whether no metric is logged in two of the blocks, and all are of the same epochs or validate these.

    Trainings of several models may log other metrics too, hardly of as many epochs.
    """
    metrics = {name: one.logged for name, one in table.columns.items() if names.is_metric(name)}
    blocks = [{name for name, one in metrics.items() if one[begin:end].any()} for begin, end in pairwise(edges)]
    counts = [end - begin for begin, end in pairwise(edges)]
    trained = [count for count, block in zip(counts, blocks, strict=True) if not all(map(names.is_validation, block))]
    return sum(map(len, blocks)) == len(set().union(*blocks)) and len(set(trained)) <= 1
