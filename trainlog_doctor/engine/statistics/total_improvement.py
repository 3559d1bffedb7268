"""What a whole run gained."""

from __future__ import annotations

from trainlog_doctor.engine.measures.windows import epoch_span, relative
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def total_improvement(series: Series) -> Measurement:
    """(first value - best value) / first value, in the good direction. Unit: fraction of the first value.

    Fields
    ------
    first_value, best_value
        As logged.
    """
    first = float(series.cost[0])
    at = series.best
    fields = {"first_value": float(series.values[0]), "best_value": float(series.values[at])}
    return Measurement(relative(first - series.lowest, abs(first), series.values), epoch_span(series), fields)


TOTAL_IMPROVEMENT = Statistic(
    total_improvement,
    points=2,
    fields=("first_value", "best_value"),
    units={"first_value": "metric", "best_value": "metric"},
)
