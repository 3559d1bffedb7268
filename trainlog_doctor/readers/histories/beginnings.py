"""What was measured before a training began: an evaluation at epoch 0, above the first epoch that was trained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.model import Notice
from trainlog_doctor.readers.histories import names

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray, IntArray
    from trainlog_doctor.readers.histories.table import Table

NOTICE = Notice("histories.before_training")
_OF_EITHER_SIDE = frozenset({"ppl", "perplexity"})
"""Losses that are measured in validation as often as in training, and then bear no mark."""


def rows_before(table: Table, epochs: FloatArray | IntArray) -> int:
    """Count the rows of epoch 0 that a training begins with, if none of its losses was logged in them.

    Hugging Face's ``eval_on_start`` and federated learning's round 0 are such; where epochs are counted from 0 the loss
    of the first one stands at 0, or is missing elsewhere too.

    The rows are those of one training, their epochs never fall. None are counted either where nothing was validated in
    them, or no training loss was logged in the epochs behind them.
    """
    begin = int(np.count_nonzero(epochs == 0))
    if not begin or begin == len(epochs) or _has_stepped(table, begin):
        return 0
    end, after = (int(np.count_nonzero(epochs <= epoch)) for epoch in np.array([1, 2]) * max(1, epochs[begin]))
    stretches = [slice(begin, end), *([slice(end, after)] if end < after else [])]
    trained = [one.logged for name, one in table.columns.items() if _is_of_training(name)]
    validated = [one.logged for name, one in table.columns.items() if names.is_validation(name)]
    begun = any(logged[:begin].any() for logged in trained)
    trains = all(any(logged[rows].any() for logged in trained) for rows in stretches)
    return begin if trains and not begun and any(logged[:begin].any() for logged in validated) else 0


def _has_stepped(table: Table, rows: int) -> bool:
    """Whether steps were taken before any of the first rows ends, though too few for a training loss to be logged."""
    steps = (one.values[:rows] for name, one in table.columns.items() if names.is_step(name))
    return any(bool((values > 0).any()) for values in steps)


def _is_of_training(name: str) -> bool:
    return names.is_loss(name) and not names.is_validation(name) and _OF_EITHER_SIDE.isdisjoint(names.words(name))
