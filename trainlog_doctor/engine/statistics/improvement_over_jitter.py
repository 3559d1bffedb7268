"""Whether a series improves in its last part by more than its noise."""

from __future__ import annotations

from trainlog_doctor.engine.measures.noise import in_noise
from trainlog_doctor.engine.measures.windows import improvement
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def improvement_over_jitter(series: Series, share: float) -> Measurement:
    """Improvement from the first to the second half of the last part of a run, over the series' noise.

    Unit: standard deviations of the noise; positive is better, in the series' own direction.

    Parameters
    ----------
    share
        Part of the run that counts as its end, 0 to 1.
    """
    level, fallen = improvement(series, share)
    return Measurement(in_noise(fallen, series.jitter, level))


IMPROVEMENT_OVER_JITTER = Statistic(
    "improvement_over_jitter", improvement_over_jitter, points=4, arguments={"share": Argument("number", 1 / 3)}
)
