"""How much worse a series ends than it once was, in units of its own noise."""

from __future__ import annotations

from trainlog_doctor.engine.measures.noise import carried_over, in_noise
from trainlog_doctor.engine.measures.windows import cost_level
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def rise_over_jitter(series: Series, last: float) -> Measurement:
    """(median of the last points - best) / noise, in the bad direction. Unit: standard deviations of the noise.

    The best is that of the series smoothed over three epochs: the lowest of many noisy values lies below their level
    by some deviations, wherever they go. The noise is the jitter from epoch to epoch, and more than that where a high
    value is followed by high ones (see `carried_over`).
    """
    best = float(series.smooth.min())
    rise = cost_level(series, last) - best
    noise = series.jitter * carried_over(series.values)
    return Measurement(in_noise(rise, noise, best), None, {"jitter": noise})


RISE_OVER_JITTER = Statistic(
    rise_over_jitter,
    points=4,
    arguments={"last": Argument("count", 3)},
    fields=("jitter",),
    units={"jitter": "metric"},
)
