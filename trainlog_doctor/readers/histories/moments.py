"""Whether the rows of a table are moments of a training, by what counts epochs, steps and batches in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories import names

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray
    from trainlog_doctor.readers.histories.table import BoolArray, Table

_MOST_ROWS = 0.75
"""How many rows a step must rise in at least where it falls back to none of the first."""


def is_within_epochs(table: Table) -> bool:
    """Whether rows are moments within epochs that rise by one: where the epoch stays, a count within it rises."""
    epoch = next((one.values for name, one in table.columns.items() if names.is_epoch(name) and one.full), None)
    if epoch is None or len(epoch) < 2 or not np.isfinite(epoch).all():
        return False
    changes = np.diff(epoch)
    stays = changes == 0
    if not stays.any() or (changes > 1).any():
        return False
    within = (one.values for name, one in table.columns.items() if names.is_step(name) or names.is_batch(name))
    return any(_rises_within(stays, counts) for counts in within)


def _rises_within(stays: BoolArray, counts: FloatArray) -> bool:
    """Whether a count rises where the epoch stays, and falls nowhere; one below 0 marks the end of an epoch."""
    placed = np.where(counts < 0, np.inf, counts)
    rises, same = (placed[1:] > placed[:-1])[stays], (placed[1:] == placed[:-1])[stays]
    return bool((rises | same).all() and rises.any())


def is_counted(table: Table) -> bool:
    """Whether rows tell their moments: by an epoch or step that nearly always rises, or begins again where it falls."""
    counters = (one for name, one in table.columns.items() if names.is_counter(name))
    return any(_rises(one.values[one.logged]) for one in counters)


def _rises(counted: FloatArray) -> bool:
    if len(counted) < 2 or not np.isfinite(counted).all() or (counted == counted[0]).all():
        return False
    changes = np.diff(counted)
    falls = np.count_nonzero(changes < 0)
    if len(changes) - falls >= _MOST_ROWS * len(changes):
        return True
    again = bool((counted[1:][changes < 0] <= counted[0]).all())
    return again and bool(np.count_nonzero(changes > 0) > falls)
