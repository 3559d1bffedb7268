"""How much of what a series had gained it lost again."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.measures.median import running_median
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic

_MOST = 1000.0
"""A run that never got below its first value has lost all; the ratio would be infinite."""


def undone(series: Series, last: float) -> Measurement:
    """Share of the way from the first to the best value that even the best of the last points has lost.

    A loss that is positive throughout is measured in logarithms: falling from 1 to 0.001 and coming back to 0.003
    undoes a sixth of the way, although it is a rise of 200 %.

    The best is that of the series smoothed over three epochs. Unit: fraction; 0 keeps everything, 1 is back at the
    start, more is worse than the start.
    """
    cost = np.log(series.cost) if series.cost[series.best] > 0 else series.cost
    best = float(running_median(cost).min())
    gained, lost = float(cost[0]) - best, float(cost[-int(last) :].min()) - best
    if lost <= 0:
        return Measurement(0.0)
    return Measurement(min(_MOST, lost / gained) if gained > 0 else _MOST)


UNDONE = Statistic(undone, points=4, arguments={"last": Argument("count", 3)})
