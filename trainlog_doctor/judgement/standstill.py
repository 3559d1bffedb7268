"""A curve epoch by epoch: how long it has waited for a new best, and how far it has risen above it.

Everything at an epoch is made of this epoch and earlier ones, in one pass over windows of fixed length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from trainlog_doctor.engine.measures.median import row_medians
from trainlog_doctor.engine.measures.noise import running_jitter
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    import numpy.typing as npt

    from trainlog_doctor.model import FloatArray, IntArray

_LEVEL = 3
"""Epochs whose median is the level now: one bad epoch is noise."""
_WINDOW = 30
"""Epochs that tell the noise now: it shrinks with the learning rate."""
_FEWEST_BENDS = 3
_SMALLEST = 1e-6
"""Least noise, in the unit of the costs: that of printed digits."""


@dataclass(frozen=True, slots=True)
class Standstill:
    """What is known at each epoch of a curve; arrays of shape (n,).

    Attributes
    ----------
    best
        Position of the best epoch so far, the earliest among equals.
    rise
        How far the level lies above the best cost, in the unit of the costs.
    noises
        The same in units of the curve's noise; 0 while that is not known.
    """

    best: IntArray
    rise: FloatArray
    noises: FloatArray


def standstill(costs: FloatArray) -> Standstill:
    """Follow a curve.

    Parameters
    ----------
    costs
        float64 array of shape (n,), finite, lower is better.
    """
    lowest = np.minimum.accumulate(costs)
    rise = levels(costs) - lowest
    noise = running_jitter(costs, _WINDOW, _FEWEST_BENDS)
    noises = np.nan_to_num(rise / np.maximum(noise, _SMALLEST))
    return Standstill(latest(np.diff(lowest, prepend=np.inf) < 0), rise, noises)


def levels(values: FloatArray) -> FloatArray:
    """Level of a series at each epoch: median of the last three values; the first two as they are."""
    found = values.copy()
    if len(values) >= _LEVEL:
        found[_LEVEL - 1 :] = row_medians(sliding_window_view(values, _LEVEL))
    return found


def latest(events: npt.NDArray[np.bool_]) -> IntArray:
    """Position of the latest event at each epoch; -1 before the first one."""
    return np.asarray(np.maximum.accumulate(np.where(events, np.arange(len(events)), -1)), dtype=np.int64)
