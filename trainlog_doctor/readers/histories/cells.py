"""Cells as a source has them to a table of numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories.labels import make_labels, names_trainings
from trainlog_doctor.readers.histories.names import is_epoch
from trainlog_doctor.readers.histories.numbers import number, vector
from trainlog_doctor.readers.histories.table import Column, Table
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.model import IntArray

_COUNTED = regex(r"(?:epoch|ep)?[ #:_-]{0,3}(\d{1,9})(?: {0,3}(?:/|of) {0,3}\d{1,9})?", re.IGNORECASE)
_PLAIN = {float, int, str}
"""Types of cells that ``float`` reads as `number` does, if it reads them at all."""


def make_column(cells: Sequence[object]) -> tuple[Column, int] | None:
    """Read a column's cells, and count those that could not be read; None if it is of something else than numbers."""
    try:
        if _PLAIN.issuperset(map(type, cells)):
            values = np.fromiter(map(float, cells), np.float64, len(cells))  # type: ignore[arg-type]
            return Column(values, np.ones(len(values), np.bool_)), 0
    except (ValueError, OverflowError):
        pass
    return _make_slowly(cells)


def _make_slowly(cells: Sequence[object]) -> tuple[Column, int] | None:
    values = np.full(len(cells), np.nan)
    logged = np.zeros(len(cells), np.bool_)
    unreadable = 0
    for row, cell in enumerate(cells):
        try:
            value = number(cell)
        except ValueError:
            unreadable += 1
            continue
        if value is not None:
            values[row], logged[row] = value, True
    return None if unreadable > np.count_nonzero(logged) else (Column(values, logged), unreadable)


def make_table(cells: Mapping[str, Sequence[object]], lines: IntArray | None = None) -> Table:
    """Read named columns of cells (text, or values out of JSON), all equally long, and the line of each row (1-based).

    List-valued cells become one column an element.
    """
    columns: dict[str, Column] = {}
    texts: list[str] = []
    unreadable = 0
    for name, column in cells.items():
        made = make_column(column) or (_make_counter(column) if is_epoch(name) else None)
        if made is None:
            parts = _elements(name, column)
            columns.update(parts)
            texts += [] if parts else [name]
        else:
            columns[name], bad = made
            unreadable += bad
    rows = max((len(column) for column in cells.values()), default=0)
    steady = tuple(name for name in texts if all(cell == cells[name][0] for cell in cells[name]))
    named = {name: one for name in texts if names_trainings(name) and (one := make_labels(cells[name])) is not None}
    lines = np.zeros(0, np.int64) if lines is None else lines
    return Table(columns, rows, lines, tuple(texts), unreadable, steady=steady, labels=named)


def _make_counter(cells: Sequence[object]) -> tuple[Column, int] | None:
    """Read a counter that is written with words: ``3/50``, ``Epoch 3``; None if any cell is something else."""
    found = [_COUNTED.fullmatch(cell.strip()) if isinstance(cell, str) else None for cell in cells]
    return make_column([match and match[1] for match in found]) if all(found) else None


def _elements(name: str, cells: Sequence[object]) -> dict[str, Column]:
    """Split a column of short lists of numbers, such as one F1 a class, into a column an element; empty if it is none.

    Lists of one are numbers in brackets.
    """
    split = [vector(cell) for cell in cells]
    widths = {len(elements) for elements in split if elements}
    if len(widths) != 1 or max(widths) > 1000:
        return {}
    parts, alone = {}, widths == {1}
    for position in range(widths.pop()):
        made = make_column([None if elements is None else elements[position] for elements in split])
        if made is None or made[1]:
            return {}
        parts[name if alone else f"{name}[{position}]"] = made[0]
    return parts
