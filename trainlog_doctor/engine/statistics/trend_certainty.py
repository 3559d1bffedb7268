"""How sure it is that a series keeps getting worse after its best point."""

from __future__ import annotations

from trainlog_doctor.engine.measures.trend import kendall_score
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


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
