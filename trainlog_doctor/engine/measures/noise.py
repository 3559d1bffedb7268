"""How much a series jitters by itself: the unit in which rises, drops and gaps are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.median import median

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray

_MAD_TO_SIGMA = 1.4826
"""Median absolute deviation to standard deviation for normal noise."""

_QUIETEST = 1e-6
_SMALLEST = 1e-12

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
    finite = values[np.isfinite(values)]
    if len(finite) < 4:
        return 0.0
    steps = finite[1:] - finite[:-1]
    return _MAD_TO_SIGMA * median(np.abs(steps[1:] - steps[:-1])) / _SECOND_DIFFERENCE_GAIN


def noise_unit(jitter: float, level: float) -> float:
    """Jitter as a divisor: at least a millionth of the level, since printed logs carry few digits; never 0."""
    return max(jitter, _QUIETEST * abs(level), _SMALLEST)
