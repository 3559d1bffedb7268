"""How far training fell, step by step, while validation was compared with it."""

from __future__ import annotations

import math

from trainlog_doctor.engine.measures.twins import FEWEST, descent
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def twin_fall(validation: Series, training: Series) -> Measurement | None:
    """How many times smaller training became over the compared epochs, without the tenth with the largest steps.

    Curves that keep their ratio while nothing moves prove nothing, and a fall in a few leaps (a part of the network is
    thawed, the learning rate drops) leaves them hardly an epoch in which to part. Unit: times. None where a loss is not
    positive, or for fewer than five epochs in common.
    """
    way = descent(validation, training)
    return way and Measurement(math.exp(way.way), way.epochs)


TWIN_FALL = Statistic(twin_fall, inputs=2, points=FEWEST)
