"""What a score has lost since another series was at its best: does F1 hold after the lowest val_loss?"""

from __future__ import annotations

from trainlog_doctor.engine.measures.median import median
from trainlog_doctor.engine.measures.windows import cost_level, position_of_best, relative, value_level
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def drop_since_best_of(series: Series, other: Series, last: float) -> Measurement:
    """Level of the first series around the second one's best epoch less its level at the end, in the bad direction.

    The level around an epoch is the median of that epoch and its neighbours; a single epoch may be lucky.
    Unit: the score's own (0.02 of an F1) where higher is better; a fraction of the level where lower is better, since
    an error has no scale of its own. Negative: it went on improving.

    Fields
    ------
    start_value, tail_value
        The two levels.
    best_epoch, best_value
        Of the first series itself, as logged.
    """
    at = min(position_of_best(series, other), len(series.epochs) - 1)
    around = slice(max(0, at - 1), at + 2)
    start = median(series.cost[around])
    drop = cost_level(series, last) - start
    best = series.best
    fields = {
        "start_value": median(series.values[around]),
        "tail_value": value_level(series, last),
        "best_epoch": int(series.epochs[best]),
        "best_value": float(series.values[best]),
    }
    return Measurement(drop if series.better == "higher" else relative(drop, start, series.values), None, fields)


DROP_SINCE_BEST_OF = Statistic(
    drop_since_best_of,
    inputs=2,
    points=2,
    arguments={"last": Argument("count", 3)},
    fields=("start_value", "tail_value", "best_epoch", "best_value"),
    units={"value": "metric", "start_value": "metric", "tail_value": "metric", "best_value": "metric"},
)
