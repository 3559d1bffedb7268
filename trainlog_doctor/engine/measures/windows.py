"""What several statistics share: stretches of a series, the level of its end, relative change, trend, smoothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.median import median, row_medians_of_finite
from trainlog_doctor.engine.measures.remembered import remembered

if TYPE_CHECKING:
    from trainlog_doctor.engine.statistic import Series
    from trainlog_doctor.model import FloatArray

_MOST_POINTS = 120
"""Longer stretches are taken in blocks, by their medians: the count of pairs grows with the square."""

_LATER = np.triu(np.ones((_MOST_POINTS, _MOST_POINTS), dtype=bool), 1)
"""Where the column stands for a later point than the row."""


def tail_level(values: FloatArray, last: float) -> float:
    """Median of the last points: one bad last epoch is noise."""
    return median(values[-int(last) :])


@remembered
def value_level(series: Series, last: float) -> float:
    """`tail_level` of a series' values."""
    return tail_level(series.values, last)


def cost_level(series: Series, last: float) -> float:
    """`tail_level` of a series' costs."""
    level = value_level(series, last)
    return -level if series.better == "higher" else level


def end(values: FloatArray, share: float, least: int) -> FloatArray:
    """The last part of a series: a share (0 to 1) of its points, but at least so many, if it has them."""
    return values[-min(len(values), max(least, round(share * len(values)))) :]


@remembered
def improvement(series: Series, share: float) -> tuple[float, float]:
    """How the last part of a run (at least four points) moved: the level of its first half, and what it fell by.

    Levels are medians; what falls is a cost.
    """
    tail = end(series.cost, share, 4)
    half = len(tail) // 2
    early = median(tail[:half])
    return early, early - median(tail[-half:])


def epoch_span(series: Series, first: int = 0) -> tuple[int, int]:
    """Epochs of the points from a position on."""
    return int(series.epochs[first]), int(series.epochs[-1])


def since_best(series: Series) -> tuple[int, int] | None:
    """Epochs after the best one; None where it is the last."""
    best, last = epoch_span(series, series.best)
    return (best + 1, last) if last > best else None


def position_of_best(series: Series, other: Series) -> int:
    """Position in a series of the epoch at which another is best, or else of the next one."""
    if series.epochs is other.epochs:
        return other.best
    return int(series.epochs.searchsorted(other.epochs[other.best]))


def relative(change: float, reference: float, values: FloatArray) -> float:
    """Change as a fraction of a reference level; of the series' whole range where that level is no yardstick.

    A loss that may reach 0 or below (Dice, negative log-likelihood of densities) has no meaningful ratio.
    """
    scale = reference if reference > 0 else float(values.max() - values.min())
    return change / scale if scale > 0 else 0.0


def running_median(values: FloatArray) -> FloatArray:
    """Median of each point and its two neighbours; the ends keep their own values. Fewer than three: as given."""
    if len(values) < 3:
        return values
    before, here, after = values[:-2], values[1:-1], values[2:]
    inner = np.maximum(np.minimum(before, here), np.minimum(np.maximum(before, here), after))
    return np.concatenate([values[:1], inner, values[-1:]])


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


def kendall(values: FloatArray) -> float | None:
    """Kendall's tau of values against time, -1 to 1; None for fewer than three.

    Source: H. B. Mann, Nonparametric tests against trend, Econometrica 13, 1945.
    """
    if len(values) < 3:
        return None
    values = _blocks(values)
    points = len(values)
    rises = values > values[:, np.newaxis]
    upwards = int(np.count_nonzero(rises & _LATER[:points, :points]))
    downwards = int(np.count_nonzero(rises)) - upwards
    return (upwards - downwards) / (points * (points - 1) / 2)


def kendall_score(values: FloatArray) -> float | None:
    """Kendall's tau over its standard deviation where there is no trend; None for fewer than three."""
    tau, points = kendall(values), min(len(values), _MOST_POINTS)
    return None if tau is None else tau * float(np.sqrt(9 * points * (points - 1) / (2 * (2 * points + 5))))


def _blocks(values: FloatArray) -> FloatArray:
    if len(values) <= _MOST_POINTS:
        return values
    return block_medians(values, _MOST_POINTS)
