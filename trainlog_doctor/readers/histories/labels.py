"""What rows are called in a column of text, such as the model of each: kept, since it may tell trainings apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories import names
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from trainlog_doctor.model import IntArray

MOST_GROUPS = 1000
"""Most trainings that a column may tell apart."""

NAMED_BY = names.word_set(
    """fold kfold cv run seed trial repeat repetition replicate split model client experiment exp variant method
    optimizer arch architecture config setting dataset algorithm algo agent network condition scheme strategy name"""
)
_LONGEST = 200
"""Longer texts are no names."""


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """A column of names.

    Attributes
    ----------
    codes
        int64 array of shape (n_rows,): which of the names each row has.
    names
        In the order in which they first come.
    """

    codes: IntArray
    names: tuple[str, ...]

    def take(self, rows: slice | npt.NDArray[np.bool_] | IntArray) -> Labels:
        """Cut rows out, or choose them."""
        return Labels(self.codes[rows], self.names)


def names_trainings(name: str) -> bool:
    """Whether the name of a column is that of what tells trainings apart: ``fold``, ``seed``, ``model``."""
    return not NAMED_BY.isdisjoint(names.words(name))


def make_labels(cells: Sequence[object]) -> Labels | None:
    """Number the names of a column; None if it holds something else, or more than there are trainings."""
    places: dict[str, int] = {}
    codes = np.zeros(len(cells), np.int64)
    for row, cell in enumerate(cells):
        if not isinstance(cell, str | int | float) or len(text := str(cell).strip()) > _LONGEST:
            return None
        codes[row] = places.setdefault(text, len(places))
        if len(places) > MOST_GROUPS:
            return None
    return Labels(codes, tuple(places))


def join_labels(parts: Sequence[Labels]) -> Labels | None:
    """Put columns of names one below the other; None where they name too many."""
    places = {name: place for place, name in enumerate(dict.fromkeys(name for one in parts for name in one.names))}
    if len(places) > MOST_GROUPS:
        return None
    renumbered = [np.array([places[name] for name in one.names], np.int64)[one.codes] for one in parts]
    return Labels(np.concatenate(renumbered), tuple(places))
