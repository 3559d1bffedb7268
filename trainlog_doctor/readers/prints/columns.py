"""What the names of a printed table's columns say, and the cells below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.labels import names_trainings
from trainlog_doctor.readers.prints.cells import NOT_A_CELL, count_of, value_of

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_COLUMNS = 64


SHORT = {"E": "epoch", "#": "step"}
"""What counts, in letters of a head that has them both."""


def in_full(cells: list[str]) -> list[str]:
    """The names of a head with its counters written in full."""
    return [SHORT.get(cell, cell) for cell in cells] if SHORT.keys() <= set(cells) else cells


def is_counter(name: str) -> bool:
    """Whether a column counts epochs or steps; ``epochs`` is a setting, in a table of experiments."""
    return (names.is_epoch(name) and not names.is_plural(name)) or names.is_step(name)


def is_head(cells: Sequence[str]) -> bool:
    """Whether cells are the names of a history's columns: words, one of which counts and another is a metric."""
    if not 2 <= len(cells) <= MOST_COLUMNS or not all(cell[:1].isalpha() for cell in cells):
        return False
    return any(map(is_counter, cells)) and any(names.is_metric(cell) and not is_counter(cell) for cell in cells)


def is_known_head(cells: Sequence[str]) -> bool:
    """Whether words that single blanks set off are the names of a history's columns, and nothing else."""
    return is_head(cells) and all(is_counter(cell) or names.is_metric(cell) or names.is_beside(cell) for cell in cells)


def stacked(lines: Sequence[Sequence[str]]) -> list[str]:
    """The names of a head of several lines, in which their words stand above each other; none if there are others."""
    if len({len(line) for line in lines}) != 1:
        return []
    return [" ".join(filter(None, words)) for words in zip(*lines, strict=True)]


def cell_of(name: str, cell: str) -> object:
    """The value of a cell; words are remarks, left out, unless the column counts, measures or names trainings."""
    if is_counter(name):
        return count_of(cell)
    value = value_of(cell)
    return None if value is NOT_A_CELL and not (names.is_metric(name) or names_trainings(name)) else value
