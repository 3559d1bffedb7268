"""Tables that hold several trainings row by row in turn: every epoch once for each fold, seed or run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.epochs import find_counter, whole_numbers

if TYPE_CHECKING:
    from trainlog_doctor.model import IntArray
    from trainlog_doctor.readers.histories.table import Table

_GROUPS = names.word_set("fold kfold cv run seed trial repeat repetition replicate split model client experiment exp")
_MOST_GROUPS = 1000
_FEWEST_EPOCHS = 2


def by_group(table: Table) -> list[tuple[str, Table]]:
    """Take trainings apart that a column of numbers tells from each other.

    Returns
    -------
    list of (str, Table)
        What each is called (``fold 3``) and its rows, without the column; empty where the epochs tell them apart
        anyway, or where no column makes the epochs of each rise.
    """
    epoch = next((name for name in table.columns if names.is_epoch(name)), None)
    counter = None if epoch is None else whole_numbers(table.columns[epoch])
    if counter is None or find_counter(table):
        return []
    for name, column in table.columns.items():
        numbers = whole_numbers(column) if not _GROUPS.isdisjoint(names.words(name)) else None
        if numbers is not None and _tells_apart(numbers, counter):
            groups = sorted(set(numbers.tolist()))
            return [(f"{name} {one}", table.where(numbers == one).without(name)) for one in groups]
    return []


def _tells_apart(groups: IntArray, counter: IntArray) -> bool:
    """Whether the epochs of each group begin at 0 or 1 and rise."""
    order = np.lexsort((np.arange(len(groups)), groups))
    sorted_groups, epochs = groups[order], counter[order]
    begins = np.flatnonzero(np.diff(sorted_groups, prepend=sorted_groups[0] - 1))
    sizes = np.diff(begins, append=len(groups))
    within = np.diff(sorted_groups) == 0
    rising = bool((np.diff(epochs)[within] > 0).all())
    several = 2 <= len(begins) <= _MOST_GROUPS and int(sizes.min()) >= _FEWEST_EPOCHS
    return rising and several and int(epochs[begins].max()) <= 1
