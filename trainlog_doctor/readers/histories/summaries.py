"""Rows below a history that sum it up or test what it trained: ``mean,0.5,0.6``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.model import Notice
from trainlog_doctor.readers.histories import names
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.readers.histories.series import Series
    from trainlog_doctor.readers.histories.table import Table

_MOST_ROWS = 5
TOTAL = "train_runtime"
"""How long a whole training took: Hugging Face's Trainer logs it once, when the training has ended."""


def up_to_summary(table: Table) -> tuple[Table, Sequence[Notice]]:
    """Leave out the few last rows that hold no epoch, where all rows above them do; and say so."""
    epoch = next((one.logged for name, one in table.columns.items() if names.is_epoch(name)), None)
    if epoch is None or not table.rows or epoch[-1]:
        return table, ()
    end = int(np.flatnonzero(epoch).max(initial=-1)) + 1
    if end < 2 or table.rows - end > _MOST_ROWS or not epoch[:end].all():
        return table, ()
    line = int(table.lines[end]) if len(table.lines) else None
    kept = replace(table.take(slice(0, end)), repeats=tuple(row for row in table.repeats if row < end))
    return kept, (Notice("histories.rows_lost", line, {"count": table.rows - end}),)


def without_totals(table: Table) -> Table:
    """Leave out rows with the length of the whole training: what Hugging Face's Trainer logs when it has ended.

    Where most rows have one it is that of an epoch.
    """
    summary = table.columns.get(TOTAL)
    if summary is None or table.repeats:
        return table
    ends = int(np.count_nonzero(summary.logged))
    return table.where(~summary.logged) if 2 * ends < table.rows or ends == 1 < table.rows else table


def before_tests(counter: Series, series: Sequence[Series]) -> Series:
    """Count what was logged behind all else, and nothing but tests, to the epoch before: none was trained for it."""
    metrics = [one for one in series if names.is_metric(one.tag)]
    tested = min((one.clock[0] for one in metrics if names.is_test(one.tag)), default=-np.inf)
    trained = max((one.clock[-1] for one in metrics if not names.is_test(one.tag)), default=np.inf)
    before = counter.values[counter.clock < tested]
    return replace(counter, values=counter.values.clip(max=before[-1])) if tested > trained and len(before) else counter
