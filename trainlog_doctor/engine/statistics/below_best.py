"""How far a score ends from its best."""

from __future__ import annotations

from trainlog_doctor.engine.measures.windows import cost_level, relative, value_level
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def below_best(series: Series, last: float) -> Measurement:
    """Best value less the median of the last ones, in the bad direction.

    The best is that of the series smoothed over three epochs, since the best of many noisy values flatters.
    Unit: the score's own (0.02 of an F1) where higher is better; a fraction of the best where lower is better, since an
    error has no scale of its own.

    Fields
    ------
    best_epoch, best_value
        Of the values as logged.
    """
    smooth = series.smooth
    best = float(smooth.min())
    loss = cost_level(series, last) - best
    at = series.best
    fields = {
        "best_epoch": int(series.epochs[at]),
        "best_value": float(series.values[at]),
        "tail_value": value_level(series, last),
    }
    return Measurement(loss if series.better == "higher" else relative(loss, best, series.values), None, fields)


BELOW_BEST = Statistic(
    below_best,
    points=2,
    arguments={"last": Argument("count", 3)},
    fields=("best_epoch", "best_value", "tail_value"),
    units={"value": "metric", "best_value": "metric", "tail_value": "metric"},
)
