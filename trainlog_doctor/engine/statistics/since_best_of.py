"""What one series has done since another was at its best."""

from __future__ import annotations

from trainlog_doctor.engine.measures.median import median
from trainlog_doctor.engine.measures.windows import cost_level, position_of_best, relative, tail_level, value_level
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def change_since_best_of(series: Series, other: Series, last: float) -> Measurement | None:
    """Relative change of the first series between the second one's best epoch and the end, in the bad direction.

    Unit: fraction; -0.5 is half of what it was, or half of the range of a series that goes below zero. None when the
    first series has no value at that epoch or after it.
    """
    at = position_of_best(series, other)
    if at >= len(series.epochs) - 1:
        return None
    start = float(series.cost[at])
    level = tail_level(series.cost[at:], min(last, len(series.cost) - at - 1))
    reference = abs(start) if series.values.min() >= 0 else 0.0
    fields = {"start_value": float(series.values[at]), "tail_value": value_level(series, last)}
    return Measurement(
        relative(level - start, reference, series.values),
        (int(other.epochs[other.best]) + 1, int(series.epochs[-1])),
        fields,
    )


CHANGE_SINCE_BEST_OF = Statistic(
    change_since_best_of,
    inputs=2,
    points=2,
    arguments={"last": Argument("count", 3)},
    fields=("start_value", "tail_value"),
    units={"start_value": "metric", "tail_value": "metric"},
)


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
