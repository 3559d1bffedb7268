"""Whether a series keeps moving one way, or merely jumps about."""

from __future__ import annotations

from trainlog_doctor.engine.measures.trend import kendall, kendall_score
from trainlog_doctor.engine.measures.windows import end, position_of_best
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


def trend_since_best(series: Series) -> Measurement | None:
    """Kendall's tau of the values after the best one against time: 1 rises all the way, 0 has no trend, -1 falls.

    Unit: none, -1 to 1. None for fewer than three points from the best on.
    """
    tau = kendall(series.cost[series.best :])
    return None if tau is None else Measurement(tau)


TREND_SINCE_BEST = Statistic(trend_since_best)


def trend_since_best_of(series: Series, other: Series) -> Measurement | None:
    """Kendall's tau of the first series, against time, since the second one's best epoch: -1 improves all the way.

    Unit: none, -1 to 1, positive is getting worse. None for fewer than three points.
    """
    tau = kendall(series.cost[position_of_best(series, other) :])
    return None if tau is None else Measurement(tau)


TREND_SINCE_BEST_OF = Statistic(trend_since_best_of, inputs=2)


def trend_certainty(series: Series) -> Measurement | None:
    """Mann-Kendall score of the values after the best one: Kendall's tau over its deviation where there is no trend.

    Where the best level (smoothed over three epochs) came earlier, they are counted from there: the best of many
    jittering values may be a late stroke of luck. The value they are counted from is left out: it was picked for being
    low. Unit: standard deviations, positive is getting worse. None for fewer than three points.
    Source: H. B. Mann, Nonparametric tests against trend, Econometrica 13, 1945.
    """
    level = int(series.smooth.argmin())
    # Of a level beside the best value that value itself is a part.
    from_here = level if level < series.best - 1 else series.best
    score = kendall_score(series.cost[from_here + 1 :])
    return None if score is None else Measurement(score)


TREND_CERTAINTY = Statistic(trend_certainty)
