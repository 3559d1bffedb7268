"""How long ago a series was at its best."""

from __future__ import annotations

from trainlog_doctor.engine.statistic import Measurement, Series, Statistic
from trainlog_doctor.engine.windows import best_index


def epochs_since_best(series: Series) -> Measurement:
    """Epochs between the best value (the earliest among equals) and the last value, as Keras's ``patience`` counts."""
    at = best_index(series)
    best, last = int(series.epochs[at]), int(series.epochs[-1])
    span = (best + 1, last) if last > best else None
    fields = {"best_epoch": best, "best_value": float(series.values[at]), "last_value": float(series.values[-1])}
    return Measurement(float(last - best), span, fields)


EPOCHS_SINCE_BEST = Statistic("epochs_since_best", epochs_since_best, fields=("best_epoch", "best_value", "last_value"))
