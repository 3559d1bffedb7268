"""Curves in characters: each is drawn on a layer of its own, so that every cell knows whose it is."""

from __future__ import annotations

import math
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, TypeAlias

from trainlog_doctor.record import dataclass
from trainlog_doctor.reporters.terminal.braille import ACROSS, DOWN, drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.reporters.terminal.braille import Dot
    from trainlog_doctor.view.sketch.model import LineView

_MARK_EVERY = 8
"""Columns between the marks that tell a line from the others without colour."""

Cell: TypeAlias = tuple[str, str]
"""A character and its look."""
Layer: TypeAlias = "Sequence[str]"
"""A string a row, blank where nothing is drawn."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where epochs stand: every epoch has an equal share of the width, its point in the middle of it."""

    first: int
    last: int
    width: int

    def dot(self, epoch: float) -> int:
        """Column of dots of an epoch's point."""
        share = (epoch - self.first + 0.5) / (self.last - self.first + 1)
        return min(ACROSS * self.width - 1, int(share * ACROSS * self.width))

    def column(self, epoch: float) -> int:
        """Column of characters of an epoch's point."""
        return self.dot(epoch) // ACROSS

    def begin(self, epoch: int) -> int:
        """Column of characters at which an epoch's share of the width begins."""
        return self.column(epoch - 0.5)


def row_of(height: float, rows: int) -> int:
    """Row of characters, counted from the top, of a height between 0 and 1."""
    return _row(_dot_up(height, rows), rows)


def dots(line: LineView, columns: Columns, rows: int) -> Sequence[Dot]:
    """Find where a line goes: from dot to dot, NaN where it has no height.

    Of a stretch within one column of dots its ends, its lowest and its highest place stay: the others lie between.
    """
    every = ((columns.dot(epoch), _dot_up(height, rows)) for epoch, height in line.points)
    stretches = (list(stretch) for _, stretch in groupby(every, key=lambda dot: (dot[0], math.isnan(dot[1]))))
    return [dot for one in stretches for dot in ((one[0], min(one), max(one), one[-1]) if len(one) > 1 else one)]


def traced(line: Sequence[Dot], columns: Columns, rows: int) -> Layer:
    """Draw a line, broken where it has no height."""
    pairs = pairwise([*line, (0, math.nan)])
    ends = ((one, one if math.isnan(following[1]) else following) for one, following in pairs if not math.isnan(one[1]))
    return drawn(ends, columns.width, rows)


def inked(layer: Layer, mark: str) -> Layer:
    """Put a mark in every cell that has something: what dots are where there are no dots."""
    return ["".join(cell if cell == " " else mark for cell in row) for row in layer]


def marked(line: Sequence[Dot], slot: int, mark: str, columns: Columns, rows: int) -> Layer:
    """Mark a line now and then; lines of different slots are marked in different columns."""
    cells = [[" "] * columns.width for _ in range(rows)]
    following = slot * _MARK_EVERY // 2
    for x, y in line:
        column = x // ACROSS
        if not math.isnan(y) and column >= following:
            cells[_row(y, rows)][column] = mark
            following = column + _MARK_EVERY
    return ["".join(row) for row in cells]


def stacked(layers: Iterable[tuple[Layer, str]], columns: Columns, rows: int) -> list[list[Cell]]:
    """Put layers, each with its look, on each other: the last one that has something in a cell is seen there."""
    cells: list[list[Cell]] = [[(" ", "")] * columns.width for _ in range(rows)]
    for layer, look in layers:
        for below, above in zip(cells, layer, strict=True):
            below[:] = [old if new == " " else (new, look) for old, new in zip(below, above, strict=True)]
    return cells


def _dot_up(height: float, rows: int) -> float:
    return height if math.isnan(height) else round(height * (DOWN * rows - 1))


def _row(dot_up: float, rows: int) -> int:
    return rows - 1 - int(dot_up) // DOWN
