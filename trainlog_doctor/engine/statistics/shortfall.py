"""How far a score ends from perfect."""

from __future__ import annotations

from trainlog_doctor.engine.measures.perfection import from_perfect
from trainlog_doctor.engine.measures.windows import value_level
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def shortfall(series: Series, last: float) -> Measurement:
    """1 less the median of the last points where higher is better; for an error 1, or 0 where that median is 0.

    Unit: the score's own, of a scale that ends at 1; scores logged in per cent are divided by 100.

    Fields
    ------
    tail_value
        The median.
    """
    end = value_level(series, last)
    span = (int(series.epochs[-int(last) :][0]), int(series.epochs[-1]))
    return Measurement(from_perfect(end, series.better), span, {"tail_value": end})


SHORTFALL = Statistic(
    shortfall,
    arguments={"last": Argument("count", 5)},
    fields=("tail_value",),
    units={"value": "metric", "tail_value": "metric"},
)
