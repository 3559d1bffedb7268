"""Whether a series ends far above its best and stays there."""

from __future__ import annotations

from trainlog_doctor.engine.measures.windows import since_best
from trainlog_doctor.engine.measures.yardstick import yardstick
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


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
