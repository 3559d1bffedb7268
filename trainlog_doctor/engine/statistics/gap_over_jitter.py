"""How far validation stays behind training, in units of validation's noise."""

from __future__ import annotations

from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic
from trainlog_doctor.engine.windows import tail_level


def gap_over_jitter(validation: Series, training: Series, last: float) -> Measurement:
    """(validation level - training level) / noise of validation. Unit: standard deviations."""
    behind = tail_level(validation.cost, last) - tail_level(training.cost, last)
    noise = max(validation.jitter, 1e-6 * abs(tail_level(validation.cost, last)), 1e-12)
    return Measurement(behind / noise)


GAP_OVER_JITTER = Statistic(
    "gap_over_jitter", gap_over_jitter, inputs=2, points=4, arguments={"last": Argument("count", 5)}
)
