"""What a series has gained: over a run, or in a part of it."""

from __future__ import annotations

from trainlog_doctor.engine.measures.median import median
from trainlog_doctor.engine.measures.noise import in_noise
from trainlog_doctor.engine.measures.windows import epoch_span, improvement, relative
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def total_improvement(series: Series) -> Measurement | None:
    """(first value - best value) / first value, in the good direction. Unit: fraction of the first value.

    None where the first value is 0 and none is better: what has nothing to lose cannot improve, nor fail to.

    Fields
    ------
    first_value, best_value
        As logged.
    """
    first = float(series.cost[0])
    at = series.best
    if first == series.lowest == 0:
        return None
    fields = {"first_value": float(series.values[0]), "best_value": float(series.values[at])}
    return Measurement(relative(first - series.lowest, abs(first), series.values), epoch_span(series), fields)


TOTAL_IMPROVEMENT = Statistic(
    total_improvement,
    points=2,
    fields=("first_value", "best_value"),
    units={"first_value": "metric", "best_value": "metric"},
)


def gain(series: Series) -> Measurement:
    """Median of the last third less the median of the first third, in the good direction. Unit: the series' own."""
    third = max(1, len(series.cost) // 3)
    return Measurement(median(series.cost[:third]) - median(series.cost[-third:]))


GAIN = Statistic(gain, points=3, units={"value": "metric"})


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


def late_fall(series: Series) -> Measurement | None:
    """Value after the first third of the run / median of the last three values.

    Unit: times; 4 is a fall to a quarter. None where a value is not positive. The first third is left out since every
    curve falls there.
    """
    if series.bounds[0] <= 0:
        return None
    return Measurement(float(series.values[len(series.values) // 3] / median(series.values[-3:])))


LATE_FALL = Statistic(late_fall, points=5)
