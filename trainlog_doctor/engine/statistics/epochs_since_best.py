"""How long ago a series was at its best."""

from __future__ import annotations

from trainlog_doctor.engine.measures.windows import epoch_span, since_best
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def epochs_since_best(series: Series) -> Measurement:
    """Epochs between the best value (the earliest among equals) and the last value, as Keras's ``patience`` counts."""
    at = series.best
    best, last = epoch_span(series, at)
    fields = {"best_epoch": best, "best_value": float(series.values[at]), "last_value": float(series.values[-1])}
    return Measurement(float(last - best), since_best(series), fields)


EPOCHS_SINCE_BEST = Statistic(
    epochs_since_best,
    fields=("best_epoch", "best_value", "last_value"),
    units={"best_value": "metric", "last_value": "metric"},
)
