"""Whether one series keeps improving after another was at its best, or merely jumps about."""

from __future__ import annotations

from trainlog_doctor.engine.measures.trend import kendall
from trainlog_doctor.engine.measures.windows import position_of_best
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def trend_since_best_of(series: Series, other: Series) -> Measurement | None:
    """Kendall's tau of the first series, against time, since the second one's best epoch: -1 improves all the way.

    Unit: none, -1 to 1, positive is getting worse. None for fewer than three points.
    """
    tau = kendall(series.cost[position_of_best(series, other) :])
    return None if tau is None else Measurement(tau)


TREND_SINCE_BEST_OF = Statistic(trend_since_best_of, inputs=2)
