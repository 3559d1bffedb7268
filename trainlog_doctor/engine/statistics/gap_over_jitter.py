"""How far validation stays behind training, in units of validation's noise."""

from __future__ import annotations

from trainlog_doctor.engine.measures.noise import in_noise
from trainlog_doctor.engine.measures.windows import cost_level
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def gap_over_jitter(validation: Series, training: Series, last: float) -> Measurement:
    """(validation level - training level) / noise of validation. Unit: standard deviations."""
    behind = cost_level(validation, last) - cost_level(training, last)
    return Measurement(in_noise(behind, validation.jitter, cost_level(validation, last)))


GAP_OVER_JITTER = Statistic(
    "gap_over_jitter", gap_over_jitter, inputs=2, points=4, arguments={"last": Argument("count", 5)}
)
