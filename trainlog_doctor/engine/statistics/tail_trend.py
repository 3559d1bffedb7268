"""Whether a series keeps moving one way in its last part."""

from __future__ import annotations

from trainlog_doctor.engine.measures.trend import kendall
from trainlog_doctor.engine.measures.windows import end
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def tail_trend(series: Series, share: float) -> Measurement | None:
    """Kendall's tau of the last part of a run (at least four points) against time: -1 improves all the way.

    Unit: none, -1 to 1, positive is getting worse.

    Parameters
    ----------
    share
        Part of the run that counts as its end, 0 to 1.
    """
    tau = kendall(end(series.cost, share, 4))
    return None if tau is None else Measurement(tau)


TAIL_TREND = Statistic(tail_trend, points=4, arguments={"share": Argument("number", 0.5)})
