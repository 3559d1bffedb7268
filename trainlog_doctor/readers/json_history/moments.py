"""Whether rows in JSON are moments of one training: no trials with histories of their own, and no examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.trials import is_label
from trainlog_doctor.readers.json_history.shapes import lists_losses, stands_alone
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from trainlog_doctor.readers.json_history.rows import Columns, Row

_WORD = regex(r"^[^\W\d_]|[^\W\d_]{2}")


def are_moments(rows: Sequence[Row], columns: Columns) -> bool:
    """Whether rows, of which these columns were made, are of one training.

    Entries of one name each are none, as Markdown has them.
    """
    if {len(row) for row in rows} == {1} and len({key for row in rows for key in row}) > 1:
        return False
    return not _holds_lists(rows[0]) and not _are_samples(columns)


def _are_samples(columns: Columns) -> bool:
    """Whether each row says words of its own, and nothing of epochs, steps or a part of the data: it is of an example.

    What calls them trainings, as ``optimizer``, is left to those who refuse such; and dates have no words.
    """
    counters = (cells for name, cells in columns.items() if names.is_counter(name))
    if any(cell != cells[0] for cells in counters for cell in cells) or any(map(names.names_side, columns)):
        return False
    known = (names.is_beside, names.is_metric, is_label)
    others = (cells for name, cells in columns.items() if not any(one(name) for one in known))
    return any(len(cells) > 1 and _say_words(cells) for cells in others)


def _say_words(cells: Sequence[object]) -> bool:
    """Whether cells are texts with words in them, no two alike."""
    return all(isinstance(cell, str) and _WORD.search(cell) for cell in cells) and len({*cells}) == len(cells)


def _holds_lists(row: Row) -> bool:
    """Whether a row holds lists of numbers, by itself or in an object of nothing else: it is a history, or has one.

    One that says its epoch or step and its loss is a moment, whatever else it lists, such as a score a class.
    """
    counted = any((names.is_epoch(key) and not names.is_plural(key)) or names.is_step(key) for key in map(str, row))
    if counted and any(names.is_loss(str(key)) and isinstance(cell, int | float | None) for key, cell in row.items()):
        return False
    if not counted and lists_losses(row):
        return True
    inner = [cell for cell in row.values() if isinstance(cell, Mapping)]
    return any(_long(cell) or (_is_curves(cell) and not counted) for cell in row.values()) or any(
        cells and all(map(_long, cells.values())) for cells in inner
    )


def _is_curves(cell: object) -> bool:
    """Whether a cell lists rows that count and measure."""
    return stands_alone(cell) and isinstance(cell, list) and any(names.is_metric(str(name)) for name in cell[0])


def _long(cell: object) -> bool:
    return isinstance(cell, list) and len(cell) > 0 and not isinstance(cell[0], Mapping)
