"""What several statistics share: a series' best point, the level of its end, relative change, trend, smoothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from trainlog_doctor.engine.statistic import Series
    from trainlog_doctor.model import FloatArray

_MOST_POINTS = 120
"""Longer stretches are taken in blocks, by their medians: the count of pairs grows with the square."""


def best_index(series: Series) -> int:
    """Position of the best point, the earliest one among equals."""
    return int(np.argmin(series.cost))


def tail_level(values: FloatArray, last: float) -> float:
    """Median of the last points: one bad last epoch is noise."""
    return float(np.median(values[-int(last) :]))


def relative(change: float, reference: float, values: FloatArray) -> float:
    """Change as a fraction of a reference level; of the series' whole range where that level is no yardstick.

    A loss that may reach 0 or below (Dice, negative log-likelihood of densities) has no meaningful ratio.
    """
    scale = reference if reference > 0 else float(np.ptp(values))
    return change / scale if scale > 0 else 0.0


def running_median(values: FloatArray) -> FloatArray:
    """Median of each point and its two neighbours; the ends keep their own values. Fewer than three: as given."""
    if len(values) < 3:
        return values
    inner = np.median(np.stack([values[:-2], values[1:-1], values[2:]]), axis=0)
    return np.concatenate([values[:1], inner, values[-1:]])


def kendall(values: FloatArray) -> float | None:
    """Kendall's tau of values against time, -1 to 1; None for fewer than three.

    Source: H. B. Mann, Nonparametric tests against trend, Econometrica 13, 1945.
    """
    if len(values) < 3:
        return None
    if len(values) > _MOST_POINTS:
        values = np.array([np.median(block) for block in np.array_split(values, _MOST_POINTS)])
    signs = np.sign(values[np.newaxis, :] - values[:, np.newaxis])
    return float(np.triu(signs, 1).sum() / (len(values) * (len(values) - 1) / 2))
