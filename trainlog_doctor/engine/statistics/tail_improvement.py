"""Whether a series still improves in its last part."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic
from trainlog_doctor.engine.windows import relative


def tail_improvement(series: Series, share: float) -> Measurement:
    """Relative improvement from the first to the second half of the last part of a run (at least four points).

    Unit: fraction of the level; positive is better, in the series' own direction.

    Parameters
    ----------
    share
        Part of the run that counts as its end, 0 to 1.
    """
    points = min(len(series.cost), max(4, round(share * len(series.cost))))
    tail = series.cost[-points:]
    early, late = float(np.median(tail[: points // 2])), float(np.median(tail[-(points // 2) :]))
    return Measurement(relative(early - late, abs(early), series.values))


TAIL_IMPROVEMENT = Statistic(
    "tail_improvement", tail_improvement, points=4, arguments={"share": Argument("number", 1 / 3)}
)
