"""What the luck of a validation sample may have done to a curve: the smaller the sample, the more."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray

_ALL_LUCK = 50
"""Samples up to which an epoch's loss is worth no more than the mean around it; with more, its own value counts too."""
_LARGEST = 4.0
"""Differences of a loss beyond that many times 1 / sqrt(samples) are no luck: a spike, a step, a collapse."""
_WIDTH = 0.2
"""Share of the epochs so far that are averaged to each side: curves are steep early, and flatten in log time."""
_WIDEST = 6
"""Epochs to each side at most; more would tell no more, and take longer."""
_HALF_LUCK = 12.0
"""Samples lost that count by half. Twelve variances of a difference: the best score is the luckiest of many epochs."""


def largest(samples: int | None, *, share: bool = False) -> float:
    """Difference between two epochs beyond which it is no luck; infinite where the number of samples is not told.

    Parameters
    ----------
    share
        Between scores that are shares of the samples, and not between losses as ratios.
    """
    if samples is None:
        return math.inf
    return _HALF_LUCK / samples if share else _LARGEST * float(samples) ** -0.5


def steadied(costs: FloatArray, samples: int | None) -> FloatArray:
    """Draw a loss towards its triangular mean over the neighbouring epochs, as far as it may be luck.

    Without a number of samples nothing is put down to luck: to average what is no noise costs more.

    The windows are symmetric, so that a slope stays what it is, and narrow at the beginning, so that a minimum right
    after the first fall stays where it is.

    Parameters
    ----------
    costs
        Relative costs, float64 array of shape (n,).
    samples
        Size of the validation set; None for what was not measured on one.
    """
    if samples is None:
        return costs
    most = largest(samples)
    pull, weights = np.zeros_like(costs), np.ones_like(costs)
    for distance in range(1, _WIDEST + 1):
        centres = slice(math.ceil(distance / _WIDTH) - 1, max(0, len(costs) - distance))
        if centres.start >= centres.stop:
            break
        rise = np.minimum(np.maximum(costs[distance:] - costs[:-distance], -most), most)
        weight = 1 - distance / (_WIDTH * np.arange(centres.start + 1, centres.stop + 1) + 1)
        pull[centres] += weight * (rise[centres] - rise[centres.start - distance : centres.stop - distance])
        weights[centres] += 2 * weight
    return np.asarray(costs + min(1.0, (_ALL_LUCK / samples) ** 0.5) * pull / weights, dtype=np.float64)


def beyond_luck(lost: FloatArray, samples: int | None) -> FloatArray:
    """Shrink a lost share to what of it is to be expected on other samples; leave it whole without their number.

    Between two epochs whose scores differ by a share, at least that share of the samples changed sides. Had each done
    so by the toss of a coin, the variance would be the share over the number of samples; a signal in noise is worth its
    own part of both, which is its square over the sum of its square and the variance.
    """
    if samples is None:
        return lost
    return np.asarray(lost * lost / (lost + _HALF_LUCK / samples), dtype=np.float64)
