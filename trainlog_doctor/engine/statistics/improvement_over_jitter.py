"""Whether a series improves in its last part by more than its noise."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def improvement_over_jitter(series: Series, share: float) -> Measurement:
    """Improvement from the first to the second half of the last part of a run, over the series' noise.

    Unit: standard deviations of the noise; positive is better, in the series' own direction.

    Parameters
    ----------
    share
        Part of the run that counts as its end, 0 to 1.
    """
    points = min(len(series.cost), max(4, round(share * len(series.cost))))
    tail = series.cost[-points:]
    improvement = float(np.median(tail[: points // 2]) - np.median(tail[-(points // 2) :]))
    return Measurement(improvement / max(series.jitter, 1e-6 * float(np.abs(tail).max()), 1e-12))


IMPROVEMENT_OVER_JITTER = Statistic(
    "improvement_over_jitter", improvement_over_jitter, points=4, arguments={"share": Argument("number", 1 / 3)}
)
