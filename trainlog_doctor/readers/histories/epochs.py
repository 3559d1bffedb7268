"""The epoch axis: which column counts epochs, or moments within them; where one training ends and the next begins."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.interleaving import complement_each_other
from trainlog_doctor.readers.histories.table import Column

if TYPE_CHECKING:
    import numpy.typing as npt

    from trainlog_doctor.model import FloatArray, IntArray
    from trainlog_doctor.readers.histories.table import BoolArray, Table

_MOST_EPOCHS = 10_000_000
"""Above this an ``epoch`` is a moment of the clock, in seconds since 1970 or in days."""

_FEWEST_RISING = 0.75
"""How many rows a step must rise in at least where it falls back to none of the first."""

_EXACT = 2.0**53
"""Above this a float64 no longer tells neighbouring integers apart."""


def whole_numbers(column: Column) -> IntArray | None:
    """Turn a column into int64 of shape (n_rows,); None unless every row holds a whole number of 0 or more."""
    values = column.values
    if not len(values) or not column.full or not (values.min() >= 0 and values.max() < _EXACT):
        return None
    numbers = values.astype(np.int64)
    return numbers if (numbers == values).all() else None


def counts_epochs(numbers: IntArray) -> bool:
    """Whether numbers behave as an epoch counter does.

    They rise by one nearly always, and where they fall a new training begins at 0 or 1, or an old one is resumed.
    A column of ``200, 200, 200`` (an experiment a row) does not.
    """
    if numbers.max() > _MOST_EPOCHS:
        return False
    steps = numbers[1:] - numbers[:-1]
    begins = [int(numbers[0]), *numbers[1:][steps <= 0].tolist()]
    rises = steps[steps > 0]
    if max(begins) <= 1 and (min(begins) == max(begins) or len(rises) >= len(begins)):
        return True
    if not len(rises) or len(rises) < len(begins):
        return False
    middle = np.sort(rises)[(len(rises) - 1) // 2 : len(rises) // 2 + 1].mean()
    return 2 * int(np.count_nonzero(rises == middle)) >= len(rises)


def _filled(column: Column) -> Column:
    """Number the empty cells between epochs that lie as far apart as their rows do: they can hold nothing else."""
    known = np.isfinite(column.values).nonzero()[0]
    if len(known) < 2 or known[0] or known[-1] < len(column.values) - 1:
        return column
    rows = np.diff(known)
    if (np.diff(column.values[known]) != rows)[rows > 1].any():
        return column
    return Column(np.interp(np.arange(len(column.values)), known, column.values[known]), np.ones_like(column.logged))


def find_counter(table: Table) -> tuple[str, IntArray] | None:
    """Find the column that counts epochs, by its name and by its numbers, and give its numbers as logged."""
    for name, column in table.columns.items():
        if names.is_epoch(name):
            numbers = whole_numbers(column) if column.full else whole_numbers(_filled(column))
            if numbers is None:
                continue
            shared = complement_each_other(table.without(name), numbers)
            if counts_epochs(numbers[np.diff(numbers, prepend=-1) != 0] if shared else numbers):
                return name, numbers
    return None


def without_index(table: Table) -> tuple[Table, IntArray | None]:
    """Leave out the numbers of rows that were written with a table, however often; and give them.

    Those are in a first column without a name of its own that counts 0, 1, 2 …; None where there is none.
    """
    name = next(iter(table.columns), "epoch")
    numbers = whole_numbers(table.columns[name]) if names.is_index(name) else None
    if numbers is None or (np.diff(numbers) != 1).any() or numbers[0] > 1:
        return table, None
    return table.without(*filter(names.is_index, table.columns)), numbers


def fits(numbers: IntArray) -> list[slice]:
    """Cut a counter into trainings: a new one begins wherever the counter does not rise."""
    return cut(numbers[1:] <= numbers[:-1])


def cut(begins: npt.NDArray[np.bool_]) -> list[slice]:
    """Cut rows wherever another part begins, as is said of each row but the first."""
    edges = [0, *(begins.nonzero()[0] + 1).tolist(), len(begins) + 1]
    return [slice(begin, end) for begin, end in pairwise(edges)]


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
    if len(changes) - falls >= _FEWEST_RISING * len(changes):
        return True
    again = bool((counted[1:][changes < 0] <= counted[0]).all())
    return again and bool(np.count_nonzero(changes > 0) > falls)
