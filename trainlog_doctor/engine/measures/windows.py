"""What several statistics share: stretches of a series, the level of its end, relative change, trend, smoothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.median import median

if TYPE_CHECKING:
    from trainlog_doctor.engine.statistic import Series
    from trainlog_doctor.model import FloatArray

_MOST_POINTS = 120
"""Longer stretches are taken in blocks, by their medians: the count of pairs grows with the square."""

_LATER = np.triu(np.ones((_MOST_POINTS, _MOST_POINTS)), 1)
"""1 where the column stands for a later point than the row."""


def tail_level(values: FloatArray, last: float) -> float:
    """Median of the last points: one bad last epoch is noise."""
    return median(values[-int(last) :])


def end(values: FloatArray, share: float, least: int) -> FloatArray:
    """The last part of a series: a share (0 to 1) of its points, but at least so many, if it has them."""
    return values[-min(len(values), max(least, round(share * len(values)))) :]


def improvement(cost: FloatArray, share: float) -> tuple[float, float]:
    """How the last part of a run (at least four points) moved: the level of its first half, and what it fell by.

    Levels are medians; what falls is a cost.
    """
    tail = end(cost, share, 4)
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


def kendall(values: FloatArray) -> float | None:
    """Kendall's tau of values against time, -1 to 1; None for fewer than three.

    Source: H. B. Mann, Nonparametric tests against trend, Econometrica 13, 1945.
    """
    if len(values) < 3:
        return None
    values = _blocks(values)
    signs = np.sign(values[np.newaxis, :] - values[:, np.newaxis])
    later = _LATER[: len(values), : len(values)]
    return float((signs * later).sum() / (len(values) * (len(values) - 1) / 2))


def kendall_score(values: FloatArray) -> float | None:
    """Kendall's tau over its standard deviation where there is no trend; None for fewer than three."""
    tau, points = kendall(values), min(len(values), _MOST_POINTS)
    return None if tau is None else tau * float(np.sqrt(9 * points * (points - 1) / (2 * (2 * points + 5))))


def _blocks(values: FloatArray) -> FloatArray:
    if len(values) <= _MOST_POINTS:
        return values
    return np.array([median(block) for block in np.array_split(values, _MOST_POINTS)])
