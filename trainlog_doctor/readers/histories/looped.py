"""Rows that all tell the same first epoch: fits of one epoch in a loop, appended to one table, or trainings of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.model import Notice
from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.trials import settings_differ, tells_rows_apart

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray, IntArray
    from trainlog_doctor.readers.histories.table import Table

LOOPED = Notice("histories.epochs_looped")

_FEWEST = 5
"""The losses of four trainings fall from each to the next in one of 24 orders, those of five in one of 120."""

_FALLING = 0.75


def is_loop(table: Table, counter: IntArray) -> bool:
    """Whether rows of first epochs only go on with one training: its loss begins highest and nearly always falls.

    Trainings of one epoch each begin anew, and would lose about as much each time; a fold or a setting may tell them.
    """
    if len(counter) < _FEWEST or counter.max() > 1 or (counter != counter[0]).any() or table.texts:
        return False
    if tells_rows_apart(table) or settings_differ(table):
        return False
    losses = [
        one.values for name, one in table.columns.items() if names.is_loss(name) and not names.is_validation(name)
    ]
    return bool(losses) and all(map(_goes_on, losses))


def _goes_on(loss: FloatArray) -> bool:
    falls = np.diff(loss) < 0
    return bool(np.isfinite(loss).all() and (loss[1:] < loss[0]).all() and falls.mean() >= _FALLING)
