"""The best value that a series had reached by an epoch."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def best_by_epoch(series: Series, epoch: float) -> Measurement | None:
    """Best value up to and including an epoch. Unit: the series' own, as logged.

    None where the run has no value at that epoch or after it, or none before: too early to tell.

    Parameters
    ----------
    epoch
        Number of that epoch, 1-based.

    Fields
    ------
    best_epoch
        Where that value was reached first.
    by_epoch
        The argument.
    """
    points = int(np.searchsorted(series.epochs, epoch, side="right"))
    if not points or series.epochs[-1] < epoch:
        return None
    at = int(np.argmin(series.cost[:points]))
    fields = {"best_epoch": int(series.epochs[at]), "by_epoch": int(epoch)}
    return Measurement(float(series.values[at]), (int(series.epochs[0]), int(series.epochs[points - 1])), fields)


BEST_BY_EPOCH = Statistic(
    best_by_epoch,
    arguments={"epoch": Argument("count")},
    fields=("best_epoch", "by_epoch"),
    lacks="too_early",
    units={"value": "metric"},
    logged=True,
)
