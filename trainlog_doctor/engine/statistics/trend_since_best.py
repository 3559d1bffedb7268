"""Whether a series keeps getting worse after its best point, or merely jumps about."""

from __future__ import annotations

from trainlog_doctor.engine.measures.trend import kendall
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def trend_since_best(series: Series) -> Measurement | None:
    """Kendall's tau of the values after the best one against time: 1 rises all the way, 0 has no trend, -1 falls.

    Unit: none, -1 to 1. None for fewer than three points from the best on.
    """
    tau = kendall(series.cost[series.best :])
    return None if tau is None else Measurement(tau)


TREND_SINCE_BEST = Statistic(trend_since_best)
