"""How many epochs have a value."""

from __future__ import annotations

from trainlog_doctor.engine.measures.windows import epoch_span
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def points(series: Series | None) -> Measurement:
    """Count the finite points; a column that the log does not have counts 0. Unit: epochs."""
    if series is None or not len(series.values):
        return Measurement(0.0)
    return Measurement(float(len(series.values)), epoch_span(series))


POINTS = Statistic(points, points=0, required=0)


def most_points(first: Series | None, second: Series | None) -> Measurement:
    """Finite points of the column that has more of them; 0 where the log has neither. Unit: epochs."""
    return max(points(first), points(second), key=lambda found: found.value)


MOST_POINTS = Statistic(most_points, inputs=2, points=0, required=0)
