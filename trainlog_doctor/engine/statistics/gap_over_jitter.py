"""How far validation stays behind training, in units of validation's noise."""

from __future__ import annotations

from trainlog_doctor.engine.measures.noise import in_noise, jitter_of_finite
from trainlog_doctor.engine.measures.windows import cost_level
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic

_FEWEST = 5
"""Points that tell their own noise."""


def gap_over_jitter(validation: Series, training: Series, last: float) -> Measurement:
    """(validation level - training level) / noise of validation. Unit: standard deviations.

    The noise is that of the later half, if that is long enough: the bend of a steep beginning is none.
    """
    level, late = cost_level(validation, last), validation.values[len(validation.values) // 2 :]
    noise = jitter_of_finite(late) if len(late) >= _FEWEST else validation.jitter
    return Measurement(in_noise(level - cost_level(training, last), noise, level))


GAP_OVER_JITTER = Statistic(gap_over_jitter, inputs=2, points=4, arguments={"last": Argument("count", 5)})
