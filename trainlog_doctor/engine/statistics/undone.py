"""What even the best of the last epochs is short of."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.measures.median import running_median
from trainlog_doctor.engine.measures.windows import since_best
from trainlog_doctor.engine.measures.yardstick import yardstick
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


def unrecovered(series: Series, last: float) -> Measurement:
    """(best of the last points - best of all) / best of all: what even the luckiest of the last epochs is short of.

    The best of all is that of the series smoothed over three epochs: one lucky epoch is no level to compare with. A
    swing comes back down within a few epochs and gives a small value; a run that blew up gives a large one.
    Unit: fraction of the best (see ``engine.measures.yardstick``), in the bad direction.

    Fields
    ------
    best_epoch, best_value
        The best point as logged.
    tail_best, last_value
        The best of the last points, and the very last one.
    """
    at = series.best
    best = float(series.smooth.min())
    first = max(0, len(series.cost) - int(last))
    luckiest = first + int(series.cost[first:].argmin())
    short = float((series.cost[luckiest] - best) / yardstick(series, best))
    fields = {
        "best_epoch": int(series.epochs[at]),
        "best_value": float(series.values[at]),
        "tail_best": float(series.values[luckiest]),
        "last_value": float(series.values[-1]),
    }
    return Measurement(short, since_best(series), fields)


UNRECOVERED = Statistic(
    unrecovered,
    points=4,
    arguments={"last": Argument("count", 3)},
    fields=("best_epoch", "best_value", "tail_best", "last_value"),
    units={"best_value": "metric", "tail_best": "metric", "last_value": "metric"},
)
