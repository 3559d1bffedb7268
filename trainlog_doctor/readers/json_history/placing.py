"""Which epochs a validation's own numbers are of, where they come with a list of their epochs or steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories import names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.model import FloatArray
    from trainlog_doctor.readers.json_history.rows import Columns

_NUMBERS = (int, float)
_OF_ALL: frozenset[str] = frozenset()


Side = frozenset[str]


def find_places(columns: Columns, epochs: int) -> Mapping[tuple[Side, int], Sequence[int]]:
    """Find the lists such as ``val_epochs``: by what they say of whom, and their length, the rows that they name.

    Where no list counts the rows, they are counted from 1, or from 0 as the places are. Each place is the first row
    that counts as far; none are told where they lie beyond the rows, or are none. What is said of nobody is of all,
    where no two lists of a length differ.
    """
    counters = (cells for name, cells in columns.items() if len(cells) == epochs and _counts(names.words(name)))
    counts = next(counters, None)
    places: dict[tuple[Side, int], Sequence[int]] = {}
    for name, cells in columns.items():
        if counts_validation(name) and len(cells) != epochs:
            rows, of_all = _rows_at(cells, counts, epochs), (_OF_ALL, len(cells))
            places[_side(name), len(cells)] = rows
            places[of_all] = rows if places.get(of_all, rows) == rows else ()
    return places


def rows_of(name: str, length: int, places: Mapping[tuple[Side, int], Sequence[int]]) -> Sequence[int] | None:
    """Choose the rows that a list of this name and length belongs to; None where no such places are known."""
    return places.get((_side(name), length), places.get((_OF_ALL, length)))


def counts_validation(name: str) -> bool:
    """Whether a name is that of the epochs or steps at which validation took place: ``val_steps``."""
    found = names.words(name)
    others = [word for word in found if word not in names.VALIDATION_WORDS]
    return len(others) < len(found) and _counts(others)


def spread(cells: Sequence[object], rows: Sequence[int], epochs: int) -> list[object]:
    """Put cells into their rows of a column."""
    column: list[object] = [None] * epochs
    for row, cell in zip(rows, cells, strict=True):
        column[row] = cell
    return column


def _counts(words: Sequence[str]) -> bool:
    return names.is_counter(" ".join(words))


def _side(name: str) -> Side:
    return names.VALIDATION_WORDS.intersection(names.words(name))


def _rows_at(places: Sequence[object], counts: Sequence[object] | None, epochs: int) -> Sequence[int]:
    if not places or not all(type(one) in _NUMBERS for one in (*places, *(counts or ()))):
        return ()
    wanted = np.array(places, np.float64)
    rising = np.array(counts, np.float64) if counts else np.arange(epochs) + _first_count(wanted, epochs)
    rows = np.searchsorted(rising, wanted)
    inside = wanted[0] >= rising[0] and rows[-1] < epochs and (np.diff(rising) > 0).all()
    return rows.tolist() if inside and (np.diff(rows) > 0).all() else ()


def _first_count(places: FloatArray, epochs: int) -> int:
    """Tell whether places count from 0: by a 0, or since every fifth epoch is the 4th, the 9th and so on."""
    gaps = np.diff(places)
    every = gaps[0] if len(gaps) and (gaps[:-1] == gaps[0]).all() else 1  # the last epoch is often one more
    return 0 if places[0] == 0 or (places[0] == every - 1 and places[-1] < epochs) else 1
