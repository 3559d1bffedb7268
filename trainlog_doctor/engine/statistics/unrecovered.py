"""Whether a series ends far above its best and stays there."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic
from trainlog_doctor.engine.windows import best_index, running_median
from trainlog_doctor.engine.yardstick import yardstick


def unrecovered(series: Series, last: float) -> Measurement:
    """(best of the last points - best of all) / best of all: what even the luckiest of the last epochs is short of.

    The best of all is that of the series smoothed over three epochs: one lucky epoch is no level to compare with. A
    swing comes back down within a few epochs and gives a small value; a run that blew up gives a large one.
    Unit: fraction of the best (see ``engine.yardstick``), in the bad direction.

    Fields
    ------
    best_epoch, best_value
        The best point as logged.
    last_value
        The last point.
    """
    at = best_index(series)
    best = running_median(series.cost).min()
    short = float((series.cost[-int(last) :].min() - best) / yardstick(series.cost, np.asarray(best)))
    end = int(series.epochs[-1])
    span = (int(series.epochs[at]) + 1, end) if series.epochs[at] < end else None
    fields = {
        "best_epoch": int(series.epochs[at]),
        "best_value": float(series.values[at]),
        "last_value": float(series.values[-1]),
    }
    return Measurement(short, span, fields)


UNRECOVERED = Statistic(
    "unrecovered",
    unrecovered,
    points=4,
    arguments={"last": Argument("count", 3)},
    fields=("best_epoch", "best_value", "last_value"),
)
