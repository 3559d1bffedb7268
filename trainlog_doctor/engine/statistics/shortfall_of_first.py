"""How far a score was from perfect in the first epochs."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.measures.perfection import from_perfect
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def shortfall_of_first(series: Series, first: float) -> Measurement:
    """1 less the worst of the first values, where higher is better; that value itself where lower is better.

    Unit: the score's own, of a scale that ends at 1; scores logged in per cent are divided by 100.

    Fields
    ------
    worst_value
        The worst of them.
    """
    worst = float(series.values[int(np.argmax(series.cost[: int(first)]))])
    span = (int(series.epochs[0]), int(series.epochs[: int(first)][-1]))
    return Measurement(from_perfect(worst, series.better), span, {"worst_value": worst})


SHORTFALL_OF_FIRST = Statistic(
    "shortfall_of_first",
    shortfall_of_first,
    arguments={"first": Argument("count", 3)},
    fields=("worst_value",),
    units={"value": "metric", "worst_value": "metric"},
)
