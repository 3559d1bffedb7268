"""How much worse a series ends than it once was, relative to its best value."""

from __future__ import annotations

from trainlog_doctor.engine.measures.windows import cost_level, relative, value_level
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def worse_than_best(series: Series, last: float) -> Measurement:
    """(median of the last points - best) / best, in the bad direction; Prechelt's generalisation loss, made robust.

    Unit: fraction. Where the best value is not positive, the divisor is the series' range.
    Source: L. Prechelt, Early Stopping - But When?, 1998 (GL = 100 * (E_va / E_opt - 1)).

    Fields
    ------
    growth
        The same where the best value is positive, and empty where it is not: a share of the range is no growth.
    """
    best = series.lowest
    level = cost_level(series, last)
    reference = float(abs(series.values[series.best])) if series.better == "higher" else best
    fields = {"best_value": float(series.values[series.best]), "tail_value": value_level(series, last)}
    worse = relative(level - best, reference, series.values)
    return Measurement(worse, None, {**fields, "growth": worse if reference > 0 else ""})


WORSE_THAN_BEST = Statistic(
    worse_than_best,
    points=2,
    arguments={"last": Argument("count", 3)},
    fields=("best_value", "tail_value", "growth"),
    units={"best_value": "metric", "tail_value": "metric"},
)
