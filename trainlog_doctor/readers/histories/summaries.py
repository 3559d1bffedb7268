"""Rows in which no epoch was trained: an evaluation above the first one, sums and tests below the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.model import Notice
from trainlog_doctor.readers.histories import names
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trainlog_doctor.model import FloatArray, IntArray
    from trainlog_doctor.readers.histories.series import Series
    from trainlog_doctor.readers.histories.table import Table

BEFORE_TRAINING = Notice("histories.before_training")
_OF_EITHER_SIDE = frozenset({"ppl", "perplexity"})
"""Losses that are measured in validation as often as in training, and then bear no mark."""
_MOST_ROWS = 5
TOTAL = "train_runtime"
"""How long a whole training took: Hugging Face's Trainer logs it once, when the training has ended."""


def up_to_summary(table: Table, counts: Callable[[str], bool] = names.is_epoch) -> tuple[Table, Sequence[Notice]]:
    """Leave out totals, and the few last rows in which nothing counts, where something does in all rows above them.

    Say so of the latter.
    """
    table = without_totals(table)
    counted = np.zeros(table.rows, np.bool_)
    for logged in (one.logged for name, one in table.columns.items() if counts(name) and one.logged[:1].any()):
        counted |= logged
    end = int(np.flatnonzero(counted).max(initial=-1)) + 1
    if end < 2 or not 0 < table.rows - end <= _MOST_ROWS or not counted[:end].all():
        return table, ()
    line = int(table.lines[end]) if len(table.lines) else None
    kept = replace(table.take(slice(0, end)), repeats=tuple(row for row in table.repeats if row < end))
    return kept, (Notice("histories.rows_lost", line, {"count": table.rows - end}),)


def without_totals(table: Table) -> Table:
    """Leave out rows with the length of the whole training: what Hugging Face's Trainer logs when it has ended.

    Where most rows have one, or a metric beside ``train_loss``, it is that of an epoch.
    """
    summary = table.columns.get(TOTAL)
    if summary is None or table.repeats:
        return table
    metrics = (one for name, one in table.columns.items() if names.is_metric(name) and not name.startswith("train"))
    if any((one.logged & summary.logged).any() for one in metrics):
        return table
    ends = int(np.count_nonzero(summary.logged))
    return table.take(~summary.logged) if 2 * ends < table.rows or ends == 1 < table.rows else table


def before_tests(counter: Series, series: Sequence[Series]) -> Series:
    """Count what was logged behind all else, and nothing but tests, to the epoch before: none was trained for it."""
    metrics = [one for one in series if names.is_metric(one.tag)]
    tested = min((one.clock[0] for one in metrics if names.is_test(one.tag)), default=-np.inf)
    trained = max((one.clock[-1] for one in metrics if not names.is_test(one.tag)), default=np.inf)
    before = counter.values[counter.clock < tested]
    return replace(counter, values=counter.values.clip(max=before[-1])) if tested > trained and len(before) else counter


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
