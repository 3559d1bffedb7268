"""How much a series jitters by itself: the unit in which rises, drops and gaps are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from trainlog_doctor.engine.measures.median import median, row_medians

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray

MAD_TO_SIGMA = 1.4826
"""Median absolute deviation to standard deviation for normal noise."""

TIE = 2.0
"""Deviations of a series' own noise within which two of its values are ties."""

MOST = 1000.0
"""What a ratio to a noise is told as at most: beyond that there is no noise to speak of, and its size says no more."""

_QUIETEST = 1e-6
_SMALLEST = 1e-12

_FEWEST_TO_TELL = 21
"""Values that tell how much of the noise carries over: the bend of a short way down looks the same."""
_MOST_CARRIED = 0.8
"""What carries over at most: a steady trend looks as if all did."""

_SECOND_DIFFERENCE_GAIN = 6.0**0.5
"""Independent noise of deviation 1 gives second differences of deviation sqrt(1 + 4 + 1)."""


def jitter(values: FloatArray) -> float:
    """Standard deviation of a series' noise around its own trend.

    Second differences are used since a steady trend cancels in them; the median makes single spikes harmless
    (the robust noise estimate of Rousseeuw and Croux, applied to differences).

    Parameters
    ----------
    values
        float64 array of shape (n_epochs,); NaN and infinite entries are left out.

    Returns
    -------
    float
        In the series' own unit; 0.0 for fewer than four finite values.
    """
    return jitter_of_finite(values[np.isfinite(values)])


def jitter_of_finite(values: FloatArray) -> float:
    """`jitter` of values that are all known to be finite."""
    if len(values) < 4:
        return 0.0
    steps = values[1:] - values[:-1]
    return MAD_TO_SIGMA * median(np.abs(steps[1:] - steps[:-1])) / _SECOND_DIFFERENCE_GAIN


def carried_over(values: FloatArray) -> float:
    """How much larger noise is than its `jitter` tells, since a part of it carries over from one epoch to the next.

    Noise with autocorrelation r has steps of variance 2 (1 - r) and second differences of variance 2 (1 - r) (3 - r):
    their ratio tells r, and `jitter` is too small by the root of (1 - r) (3 - r) / 3.

    Parameters
    ----------
    values
        float64 array of shape (n_epochs,), finite.

    Returns
    -------
    float
        1 or more; 1 for too few values to tell.
    """
    if len(values) < _FEWEST_TO_TELL:
        return 1.0
    steps = values[1:] - values[:-1]
    usual = median(np.abs(steps - median(steps)))
    ratio = (median(np.abs(steps[1:] - steps[:-1])) / usual) ** 2 if usual else np.inf
    carried = min(_MOST_CARRIED, max(0.0, 3.0 - ratio))
    return float(np.sqrt(3.0 / ((1.0 - carried) * (3.0 - carried))))


def running_jitter(values: FloatArray, window: int, fewest: int) -> FloatArray:
    """`jitter` of what is known at each epoch, by the last second differences only: noise may change on the way.

    Parameters
    ----------
    values
        float64 array of shape (n,), finite.
    window, fewest
        How many second differences count, and how many there must be; ``fewest`` is at least 1.

    Returns
    -------
    ndarray
        float64, shape (n,); NaN where there are too few.
    """
    bends = np.abs(np.diff(values, n=2))
    typical = np.full(len(values), np.nan)
    for count in range(fewest, min(window, len(bends) + 1)):
        typical[count + 1] = median(bends[:count])
    if len(bends) >= window:
        typical[window + 1 :] = row_medians(sliding_window_view(bends, window))
    return MAD_TO_SIGMA / _SECOND_DIFFERENCE_GAIN * typical


def noise_unit(jitter: float, level: float) -> float:
    """Jitter as a divisor: at least a millionth of the level, since printed logs carry few digits; never 0."""
    return max(jitter, _QUIETEST * abs(level), _SMALLEST)


def in_noise(change: float, jitter: float, level: float) -> float:
    """Tell a change from a level in units of the noise, as `noise_unit` has it; ``MOST`` at most, up or down."""
    return max(-MOST, min(MOST, change / noise_unit(jitter, level)))
