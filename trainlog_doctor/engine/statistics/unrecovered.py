"""Whether a series ends far above its best and stays there."""

from __future__ import annotations

from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic
from trainlog_doctor.engine.windows import best_index, relative


def unrecovered(series: Series, last: float) -> Measurement:
    """(best of the last points - best of all) / best of all: what even the luckiest of the last epochs is short of.

    A swing comes back down within a few epochs and gives a small value; a run that blew up gives a large one.
    Unit: fraction, in the bad direction. Where the best value is not positive, the divisor is the way from the first value
    to the best one.

    Fields
    ------
    best_epoch, best_value
        The best point.
    last_value
        The last point.
    """
    at = best_index(series)
    best = float(series.cost[at])
    reference = float(series.values[at])
    if reference <= 0:
        reference = float(series.cost[0]) - best
    short = float(series.cost[-int(last) :].min()) - best
    end = int(series.epochs[-1])
    span = (int(series.epochs[at]) + 1, end) if series.epochs[at] < end else None
    fields = {
        "best_epoch": int(series.epochs[at]),
        "best_value": float(series.values[at]),
        "last_value": float(series.values[-1]),
    }
    return Measurement(relative(short, reference, series.values), span, fields)


UNRECOVERED = Statistic(
    "unrecovered",
    unrecovered,
    points=4,
    arguments={"last": Argument("count", 3)},
    fields=("best_epoch", "best_value", "last_value"),
)
