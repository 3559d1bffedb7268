"""The best value of a series."""

from __future__ import annotations

from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def best(series: Series) -> Measurement | None:
    """Best value of the run, the earliest among equals. Unit: the series' own, as logged.

    None where nobody knows whether the series should rise or fall.

    Fields
    ------
    best_epoch
        Where it was reached.
    """
    if series.better is None:
        return None
    epoch = int(series.epochs[series.best])
    return Measurement(float(series.values[series.best]), (epoch, epoch), {"best_epoch": epoch})


BEST = Statistic(best, fields=("best_epoch",), lacks="no_direction", units={"value": "metric"}, logged=True)
