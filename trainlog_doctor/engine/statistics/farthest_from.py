"""How far a series' end strays from a level that means something by itself."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.measures.windows import end, epoch_span
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def farthest_from(series: Series, level: float, share: float) -> Measurement:
    """Largest distance of the points in the last part of a run from a level. Unit: the series' own.

    Parameters
    ----------
    level
        In the series' own unit.
    share
        Part of the run that counts as its end, 0 to 1.
    """
    tail = end(series.values, share, 1)
    return Measurement(float(np.abs(tail - level).max()), epoch_span(series, -len(tail)))


FARTHEST_FROM = Statistic(
    "farthest_from",
    farthest_from,
    arguments={"level": Argument("number"), "share": Argument("number", 1.0)},
    units={"value": "metric"},
)
