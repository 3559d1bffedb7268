"""What a change of a loss is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from trainlog_doctor.engine.series import Series
    from trainlog_doctor.model import FloatArray

_BOTTOM = 0.1
"""A loss below this share of its first value is measured by that share: at the bottom of a long descent, doubling is
nothing."""


def yardstick(series: Series, levels: FloatArray | float) -> FloatArray | float:
    """Cost to which a rise from each of the levels is relative; never 0.

    Where a cost may be 0 or less, no level means anything, and the way from the first to the lowest one is the
    yardstick for all.
    """
    cost = series.cost
    if series.lowest > 0:
        floored: FloatArray = np.maximum(levels, _BOTTOM * cost[0])
        return floored
    return float(cost[0] - cost.min()) or float(np.ptp(cost)) or 1.0
