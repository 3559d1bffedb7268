"""How bad a series was at its worst in the first epochs."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def worst_of_first(series: Series, first: float) -> Measurement:
    """Worst of the first values: 0.999 of an accuracy means that not one of them was below. Unit: the series' own."""
    at = int(np.argmax(series.cost[: int(first)]))
    return Measurement(float(series.values[at]), (int(series.epochs[0]), int(series.epochs[: int(first)][-1])))


WORST_OF_FIRST = Statistic("worst_of_first", worst_of_first, arguments={"first": Argument("count", 3)})
