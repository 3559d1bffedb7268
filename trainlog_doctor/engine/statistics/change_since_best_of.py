"""What one series has done since another was at its best: does the training loss still fall after the best val_loss?"""

from __future__ import annotations

from trainlog_doctor.engine.measures.windows import position_of_best, relative, tail_level, value_level
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
