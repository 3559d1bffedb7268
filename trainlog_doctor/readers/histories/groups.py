"""Tables that hold several trainings: rows of each fold, seed or model, in turn or one below the other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.epochs import whole_numbers
from trainlog_doctor.readers.histories.interleaving import complement_each_other, in_turn
from trainlog_doctor.readers.histories.labels import MOST_GROUPS, Labels, make_labels, names_trainings
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from trainlog_doctor.readers.histories.table import Table

_FOLDS = names.word_set("fold folds kfold")
_MOST_COLUMNS = 8


def by_group(table: Table, counts: Callable[[str], bool]) -> list[tuple[str, Table]]:
    """Take trainings apart that a column of numbers or names tells from each other, or several columns together.

    What ``counts`` (an epoch or a step) must rise in each, from the same beginning: else, or where nothing but epochs
    is needed to tell them apart, there are none. Each is called by these columns, ``model a, seed 1``, and lacks them.
    """
    counter = next((name for name in table.columns if counts(name)), None)
    if counter is None:
        return []
    found = _naming(table)
    chosen: list[tuple[tuple[str, ...], Labels | None]] = [((name,), one) for name, one in found.items()]
    if 1 < len(found) <= _MOST_COLUMNS:
        chosen.append((tuple(found), _together(list(found.values()))))
    for columns, labels in chosen:
        parts = _parts(table.without(*columns), labels) if labels else []
        if labels and (_are_trainings(parts, counter) or _are_folds(columns, parts, counter)):
            return list(zip(labels.names, parts, strict=True))
    return []


def may_be_groups(table: Table) -> bool:
    """Whether more rows may show several trainings: something counts, and something names trainings."""
    return any(map(names.is_counter, table.columns)) and any(map(names_trainings, (*table.columns, *table.texts)))


def _naming(table: Table) -> Mapping[str, Labels]:
    """Find the columns that name trainings and differ, each name with its column's."""
    numbers = {name: whole_numbers(one) for name, one in table.columns.items() if names_trainings(name)}
    numbered = {name: make_labels(one.tolist()) for name, one in numbers.items() if one is not None}
    return {
        name: replace(one, names=tuple(f"{name} {label}" for label in one.names))
        for name, one in {**numbered, **table.labels}.items()
        if one is not None and len(one.names) > 1
    }


def _together(columns: Sequence[Labels]) -> Labels | None:
    """Name rows by several columns at once; None where they make too many names."""
    told = list(zip(*(one.codes.tolist() for one in columns), strict=True))
    places = {codes: place for place, codes in enumerate(dict.fromkeys(told))}
    if len(places) > MOST_GROUPS:
        return None
    called = (", ".join(one.names[code] for one, code in zip(columns, codes, strict=True)) for codes in places)
    return Labels(np.array([places[codes] for codes in told], np.int64), tuple(called))


def _parts(table: Table, labels: Labels) -> list[Table]:
    """Take the rows of each name, in their order."""
    order = np.argsort(labels.codes, kind="stable")
    begins = np.searchsorted(labels.codes[order], np.arange(len(labels.names) + 1)).tolist()
    rows = table.take(order)
    return [in_turn(rows.take(slice(*edges))) for edges in pairwise(begins)]


def _are_trainings(parts: list[Table], counter: str) -> bool:
    """Whether what counts rises in each part, from 0 or 1 or wherever it begins in all of them."""
    begins = {_begin(part, counter) for part in parts}
    return None not in begins and (len(begins) == 1 or begins <= {0, 1})


def _are_folds(columns: Sequence[str], parts: list[Table], counter: str) -> bool:
    """Whether parts are folds below each other, each with data of its own, though the count goes on through them."""
    if _FOLDS.isdisjoint(word for name in columns for word in names.words(name)):
        return False
    if any(_begin(part, counter) is None for part in parts):
        return False
    edges = sorted(tuple(part.columns[counter].values[[0, -1]].tolist()) for part in parts)
    return all(end < begin for (_, end), (begin, _) in pairwise(edges))


def _begin(part: Table, counter: str) -> int | None:
    """Tell where the count of a training begins; None where it falls, or hardly rises."""
    numbers = whole_numbers(part.columns[counter])
    if numbers is None:
        return None
    rises = np.diff(numbers)
    alone = (rises > 0).all() or complement_each_other(part.without(counter), numbers)
    return int(numbers[0]) if alone and (rises > 0).any() and (rises >= 0).all() else None
