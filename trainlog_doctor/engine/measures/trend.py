"""Whether a series rises or falls, whatever the size of its steps; long ones by the medians of blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.median import row_medians_of_finite

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray

_MOST_POINTS = 120
"""Longer stretches are taken in blocks, by their medians: the count of pairs grows with the square."""

_LATER = np.triu(np.ones((_MOST_POINTS, _MOST_POINTS), dtype=bool), 1)
"""Where the column stands for a later point than the row."""


def kendall(values: FloatArray) -> float | None:
    """Kendall's tau of values against time, -1 to 1; None for fewer than three.

    Source: H. B. Mann, Nonparametric tests against trend, Econometrica 13, 1945.
    """
    if len(values) < 3:
        return None
    if len(values) > _MOST_POINTS:
        values = block_medians(values, _MOST_POINTS)
    points = len(values)
    rises = values > values[:, np.newaxis]
    upwards = int(np.count_nonzero(rises & _LATER[:points, :points]))
    downwards = int(np.count_nonzero(rises)) - upwards
    return (upwards - downwards) / (points * (points - 1) / 2)


def kendall_score(values: FloatArray) -> float | None:
    """Kendall's tau over its standard deviation where there is no trend; None for fewer than three."""
    tau, points = kendall(values), min(len(values), _MOST_POINTS)
    return None if tau is None else tau * float(np.sqrt(9 * points * (points - 1) / (2 * (2 * points + 5))))


def block_medians(values: FloatArray, blocks: int) -> FloatArray:
    """Medians of so many stretches of a series, as even as can be, the longer ones first; shape (blocks,).

    Parameters
    ----------
    blocks
        At most as many as there are values.
    """
    size, longer = divmod(len(values), blocks)
    cut = longer * (size + 1)
    parts = values[:cut].reshape(longer, size + 1), values[cut:].reshape(blocks - longer, size)
    return np.concatenate([row_medians_of_finite(part) for part in parts])


def block_end(points: int, blocks: int, number: int) -> int:
    """Position behind a stretch of `block_medians`, by its number from 0 on."""
    size, longer = divmod(points, blocks)
    return (number + 1) * size + min(number + 1, longer)
