"""Values as they stand in the log, which requirements ask for."""

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
