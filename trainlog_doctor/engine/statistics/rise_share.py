"""How large a rise is beside all that a series had gained."""

from __future__ import annotations

from trainlog_doctor.engine.measures.windows import cost_level
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def rise_share(series: Series, last: float) -> Measurement:
    """(median of the last points - best) / (first or last level, whichever is worse, - best).

    A loss that no model can get rid of (label noise, a constant term) is in every value and cancels here, as it does
    not in a relative rise. Unit: 0 to 1; 1 is back at the start, or beyond it.
    """
    best, level = series.lowest, cost_level(series, last)
    way = max(float(series.cost[0]), level) - best
    return Measurement((level - best) / way if way > 0 else 0.0)


RISE_SHARE = Statistic(rise_share, points=2, arguments={"last": Argument("count", 3)})
