"""How many epochs have a value of either of two columns."""

from __future__ import annotations

from trainlog_doctor.engine.statistic import Measurement, Series, Statistic
from trainlog_doctor.engine.statistics.points import points


def most_points(first: Series | None, second: Series | None) -> Measurement:
    """Finite points of the column that has more of them; 0 where the log has neither. Unit: epochs."""
    return max(points(first), points(second), key=lambda found: found.value)


MOST_POINTS = Statistic(most_points, inputs=2, points=0, required=0)
