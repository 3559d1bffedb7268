"""Where a series ends."""

from __future__ import annotations

from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic
from trainlog_doctor.engine.windows import tail_level


def level(series: Series, last: float) -> Measurement:
    """Median of the last points. Unit: the series' own."""
    return Measurement(tail_level(series.values, last))


LEVEL = Statistic("level", level, arguments={"last": Argument("count", 5)})
