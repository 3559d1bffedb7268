"""What a run gained between its first and its last third."""

from __future__ import annotations

from trainlog_doctor.engine.measures.median import median
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def gain(series: Series) -> Measurement:
    """Median of the last third less the median of the first third, in the good direction. Unit: the series' own."""
    third = max(1, len(series.cost) // 3)
    return Measurement(median(series.cost[:third]) - median(series.cost[-third:]))


GAIN = Statistic(gain, points=3, units={"value": "metric"})
