"""How far an accuracy on validation data stays behind training, in units of the luck of so few samples."""

from __future__ import annotations

import math

from trainlog_doctor.engine.measures.sample_grid import samples_of
from trainlog_doctor.engine.measures.windows import value_level
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def gap_over_luck(validation: Series, training: Series, last: float, untold: float) -> Measurement:
    """(training level - validation level) / standard error of a share of so many validation samples.

    The samples are the same in every epoch, so that more epochs do not average their luck away. Their number is told as
    for ``samples``. The share is estimated by Laplace's rule of succession: 12 right of 12 are no certainty.
    Unit: standard errors.
    """
    right, samples = value_level(validation, last), samples_of(validation) or untold
    share = (min(max(right, 0.0), 1.0) * samples + 1) / (samples + 2)
    return Measurement((value_level(training, last) - right) / math.sqrt(share * (1 - share) / samples))


GAP_OVER_LUCK = Statistic(
    gap_over_luck,
    inputs=2,
    points=1,
    arguments={"last": Argument("count", 5), "untold": Argument("number", 10_000)},
)
