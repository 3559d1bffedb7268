"""What a change of a loss is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray

_BOTTOM = 0.1
"""A loss below this share of its first value is measured by that share: at the bottom of a long descent, doubling is
nothing."""


def yardstick(cost: FloatArray, level: FloatArray) -> FloatArray:
    """Level to which a rise is relative, of the shape of ``level``; never 0.

    Parameters
    ----------
    cost
        Whole series of shape (n,), lower is better.
    level
        What the rise starts from. Where a cost may be 0 or less, no level means anything, and the way from the first to
        the lowest value is the yardstick for all.
    """
    if float(cost.min()) > 0:
        floored: FloatArray = np.maximum(level, _BOTTOM * cost[0])
        return floored
    way = float(cost[0] - cost.min()) or float(np.ptp(cost)) or 1.0
    return np.full(np.shape(level), way)
