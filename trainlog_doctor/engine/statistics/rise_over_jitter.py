"""How much worse a series ends than it once was, in units of its own noise."""

from __future__ import annotations

from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic
from trainlog_doctor.engine.windows import best_index, tail_level

_QUIETEST = 1e-6
"""Noise is taken to be at least this share of the level: printed logs carry four digits, and nothing is noiseless."""


def rise_over_jitter(series: Series, last: float) -> Measurement:
    """(median of the last points - best) / noise, in the bad direction. Unit: standard deviations of the noise."""
    best = float(series.cost[best_index(series)])
    rise = tail_level(series.cost, last) - best
    noise = max(series.jitter, _QUIETEST * abs(best), 1e-12)
    return Measurement(rise / noise, None, {"jitter": series.jitter})


RISE_OVER_JITTER = Statistic(
    "rise_over_jitter", rise_over_jitter, points=4, arguments={"last": Argument("count", 3)}, fields=("jitter",)
)
