"""The step in which a log prints a metric: what is smaller than it cannot be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray

_MOST_DECIMALS = 8
"""Single precision resolves no more of a number near 1."""


def printed_step(values: FloatArray) -> float:
    """The largest power of ten, at most 1, of which all values are multiples; 1e-8 where none is that coarse."""
    for decimals in range(_MOST_DECIMALS):
        scaled = values * 10.0**decimals
        if np.all(np.abs(scaled - np.rint(scaled)) <= 1e-6 + 1e-12 * np.abs(scaled)):
            return float(10.0**-decimals)
    return float(10.0**-_MOST_DECIMALS)
