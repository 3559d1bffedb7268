"""How far a series still falls after the first third of a run."""

from __future__ import annotations

from trainlog_doctor.engine.measures.median import median
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def late_fall(series: Series) -> Measurement | None:
    """Value after the first third of the run / median of the last three values.

    Unit: times; 4 is a fall to a quarter. None where a value is not positive. The first third is left out since every
    curve falls there.
    """
    if series.bounds[0] <= 0:
        return None
    return Measurement(float(series.values[len(series.values) // 3] / median(series.values[-3:])))


LATE_FALL = Statistic(late_fall, points=5)
