"""How much of what training has learnt does not hold for validation."""

from __future__ import annotations

from trainlog_doctor.engine.measures.windows import cost_level
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic

_MOST = 1.0
"""Validation that ends worse than both curves began has followed no part of the way, and no less than that."""


def uncarried(validation: Series, training: Series, last: float) -> Measurement:
    """(validation level - training level) / (first value - training level), in the bad direction.

    The first value is the better one of the two curves' own, since either may begin off the scale. Unit: fraction of
    the way that training has come; 0 carries over whole, 1 not at all, at most 1.
    """
    level = cost_level(training, last)
    behind = cost_level(validation, last) - level
    way = min(float(validation.cost[0]), float(training.cost[0])) - level
    return Measurement(min(_MOST, behind / way) if way > 0 else _MOST if behind > 0 else 0.0)


UNCARRIED = Statistic(uncarried, inputs=2, points=1, arguments={"last": Argument("count", 5)})
