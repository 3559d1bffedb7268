"""The value of a series at one epoch."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def at_epoch(series: Series, epoch: float) -> Measurement | None:
    """Value at an epoch. Unit: the series' own, as logged. None where no finite value was logged there.

    Parameters
    ----------
    epoch
        Number of that epoch, 1-based; NaN where there is no such epoch.

    Fields
    ------
    at_epoch
        The argument.
    """
    place = int(np.searchsorted(series.epochs, epoch))
    if place == len(series.epochs) or series.epochs[place] != epoch:
        return None
    there = int(epoch)
    return Measurement(float(series.values[place]), (there, there), {"at_epoch": there})


AT_EPOCH = Statistic(
    at_epoch,
    arguments={"epoch": Argument("count")},
    fields=("at_epoch",),
    lacks="no_value_there",
    units={"value": "metric"},
    logged=True,
)
