"""Whether a series still improves in its last part."""

from __future__ import annotations

from trainlog_doctor.engine.measures.noise import in_noise
from trainlog_doctor.engine.measures.windows import improvement, relative
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def tail_improvement(series: Series, share: float, unit: str) -> Measurement:
    """Improvement from the first to the second half of the last part of a run (at least four points).

    Unit: ``share`` of the level, part of the ``way`` from the first to the best value, or standard deviations of the
    series' ``noise``; positive is better, in the series' own direction.

    Parameters
    ----------
    share
        Part of the run that counts as its end, 0 to 1.
    """
    level, fallen = improvement(series, share)
    if unit == "noise":
        return Measurement(in_noise(fallen, series.jitter, level))
    reference = abs(level) if unit == "share" else float(series.cost[0]) - series.lowest
    return Measurement(relative(fallen, reference, series.values))


TAIL_IMPROVEMENT = Statistic(
    tail_improvement,
    points=4,
    arguments={"share": Argument("number", 1 / 3), "unit": Argument("word", "share", ("share", "way", "noise"))},
)
