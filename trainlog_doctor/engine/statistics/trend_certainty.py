"""How sure it is that a series keeps getting worse after its best point."""

from __future__ import annotations

from trainlog_doctor.engine.measures.trend import kendall_score
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def trend_certainty(series: Series) -> Measurement | None:
    """Mann-Kendall score of the values after the best one: Kendall's tau over its deviation where there is no trend.

    The best value itself is left out: it was picked for being low. Unit: standard deviations, positive is getting
    worse. None for fewer than three points after the best one.
    Source: H. B. Mann, Nonparametric tests against trend, Econometrica 13, 1945.
    """
    score = kendall_score(series.cost[series.best + 1 :])
    return None if score is None else Measurement(score)


TREND_CERTAINTY = Statistic("trend_certainty", trend_certainty)
