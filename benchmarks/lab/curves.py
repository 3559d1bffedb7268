"""How a curve moved: the few measurements that the signs are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Array = npt.NDArray[np.float64]

_LAST = 3


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
    """Distance between the extremes of the second half, as a share of the whole run's; 1 where nothing ever moved."""
    smoothed = smooth(values)
    late, way = smoothed[len(smoothed) // 2 :], float(np.ptp(smoothed))
    return float(np.ptp(late)) / way if way > 0.1 * float(np.abs(smoothed).max()) else 1.0


def jitter(values: Sequence[float]) -> float:
    """Typical jump from epoch to epoch over the second half, trend taken out, as a share of the level there."""
    half = np.asarray(values, np.float64)[len(values) // 2 :]
    if len(half) < 4:
        return float("nan")
    bends = np.abs(np.diff(half, 2)) / np.sqrt(6)
    return float(np.mean(bends) / max(float(np.median(np.abs(half))), 1e-9))


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
