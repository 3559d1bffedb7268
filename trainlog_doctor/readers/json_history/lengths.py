"""Lists of different lengths in one history: which are epochs, and which epochs the shorter ones belong to."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from trainlog_doctor.model import Notice
from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.notices import about_columns
from trainlog_doctor.readers.json_history.placing import counts_validation, find_places, rows_of, spread
from trainlog_doctor.readers.json_history.rows import Room

if TYPE_CHECKING:
    from trainlog_doctor.readers.json_history.rows import Columns

_MOST_COUNTERS = 4
"""Counters of one history that are looked at: an epoch, a step, and whatever else is called so."""


def align(columns: Columns) -> tuple[Columns, list[Notice]]:
    """Give all columns one cell an epoch.

    Validation lists may come with a list of their epochs, ``val_epochs``, which is no column where it is that of all;
    those that are shorter by a whole factor are those of ``validation_freq``. Lists of any other length (one number a
    batch) are left out, and said.
    """
    counts = list(islice((cells for name, cells in columns.items() if names.is_counter(name)), _MOST_COUNTERS))
    columns = {name: cells for name, cells in columns.items() if not (counts_validation(name) and cells in counts)}
    if len({len(cells) for cells in columns.values()}) == 1:
        return columns, []
    epochs = _epochs(columns)
    aligned: Columns = {}
    left_out = []
    notices: list[Notice] = []
    room = Room().columns(epochs)
    places = find_places(columns, epochs)
    for name, cells in columns.items():
        if len(cells) == epochs:
            aligned[name] = cells
            continue
        rows = rows_of(name, len(cells), places) if names.is_validation(name) and room else ()
        every = _frequency(epochs, len(cells)) if rows is None else None
        rows = range(every - 1, every * len(cells), every) if every else rows
        if not rows:
            left_out.append(name)
        elif not counts_validation(name):
            room -= 1
            aligned[name] = spread(cells, rows, epochs)
            notices = [Notice("histories.validation_freq", data={"every": every})] if every else notices
    if left_out:
        notices.append(about_columns("other_lengths", left_out, epochs=epochs))
    return aligned, notices


def _epochs(columns: Columns) -> int:
    """Tell the number of epochs: the length of the counter, or of the losses, or the commonest one."""
    for chosen in (names.is_epoch, _is_training_loss, names.is_loss, names.is_metric):
        lengths = Counter(len(cells) for name, cells in columns.items() if chosen(name))
        if lengths:
            most = max(lengths.values())
            return min(length for length, count in lengths.items() if count == most)
    return max(len(cells) for cells in columns.values())


def _is_training_loss(name: str) -> bool:
    found = names.words(name)
    return names.is_loss(name) and not names.is_validation(name) and not {"batch", "step", "iter"} & set(found)


def _frequency(epochs: int, points: int) -> int | None:
    """Tell the only ``validation_freq`` that gives so many points in so many epochs; None if several do."""
    if not 0 < points < epochs:
        return None
    every = epochs // points
    return every if every - epochs // (points + 1) == 1 and every > 1 else None
