"""How a curve moved: the few measurements that the signs are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Array = npt.NDArray[np.float64]

_LAST = 3
_BOTTOM = 0.1
_MEDIAN_TO_MEAN = 1.183
"""Of the absolute values of normal noise: 0.7979 / 0.6745."""


def smooth(values: Sequence[float]) -> Array:
    """Median of each value and its two neighbours: one lucky epoch is no lowest value."""
    padded = np.pad(np.asarray(values, np.float64), 1, mode="edge")
    return np.asarray(np.median(np.stack([padded[:-2], padded[1:-1], padded[2:]]), axis=0))


def end(values: Sequence[float]) -> float:
    """Median of the last three values."""
    return float(np.median(np.asarray(values, np.float64)[-_LAST:]))


def rise(values: Sequence[float]) -> float:
    """How far a curve ends above its lowest level, as a share of that level."""
    return end(values) / max(float(smooth(values).min()), 1e-9) - 1


def drop(values: Sequence[float]) -> float:
    """How far a score ends below its highest level."""
    return float(smooth(values).max()) - end(values)


def fall(values: Sequence[float], share: float) -> float:
    """How much of its level a curve lost over the last part of its epochs."""
    start = float(smooth(values)[int((1 - share) * (len(values) - 1))])
    return 1 - end(values) / max(start, 1e-9)


def gain(values: Sequence[float]) -> float:
    """How much a score rose over the last third."""
    return end(values) - float(smooth(values)[int(0.67 * (len(values) - 1))])


def late_way(values: Sequence[float]) -> float:
    """How far the level moved within the second half, as a share of the whole run's way.

    Levels are the medians of the third and of the last quarter: what jumps about one level stands still. 1 where
    nothing ever moved by more than 1%, NaN where it never moved by more than 10%: too little to be a way.
    """
    smoothed = smooth(values)
    quarter, way = max(1, len(smoothed) // 4), float(np.ptp(smoothed))
    moved = abs(float(np.median(smoothed[-2 * quarter : -quarter]) - np.median(smoothed[-quarter:])))
    height = float(np.abs(smoothed).max())
    return moved / way if way > 0.1 * height else float("nan") if way > 0.01 * height else 1.0


def jitter(values: Sequence[float]) -> float:
    """Typical jump from epoch to epoch over the second half, trend taken out, as a share of the level there.

    The median of the jumps, scaled to the mean of normal noise: one event is no jitter. No level counts as less than a
    tenth of the second value: at the bottom of a long descent nobody would see the jumps.
    """
    whole = np.asarray(values, np.float64)
    half = whole[len(whole) // 2 :]
    if len(half) < 4:
        return float("nan")
    jump = _MEDIAN_TO_MEAN * float(np.median(np.abs(np.diff(half, 2)))) / np.sqrt(6)
    return float(jump / max(float(np.median(np.abs(half))), _BOTTOM * abs(float(whole[1])), 1e-9))


def uphill(values: Sequence[float]) -> float:
    """Share of a curve's way that led upwards."""
    moves = np.diff(np.asarray(values, np.float64))
    way = float(np.abs(moves).sum())
    return float(moves[moves > 0].sum()) / way if way else 0.0


def constant(values: Sequence[float]) -> float:
    """Share of the epochs that print the most frequent number."""
    _, counts = np.unique(np.asarray(values, np.float64), return_counts=True)
    return float(counts.max() / len(values))


def finite(values: Sequence[float]) -> bool:
    """Whether every value is a number."""
    return bool(np.isfinite(np.asarray(values, np.float64)).all())
