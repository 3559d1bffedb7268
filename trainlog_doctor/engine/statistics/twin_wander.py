"""How steady the ratio of validation to training is on their way down."""

from __future__ import annotations

from trainlog_doctor.engine.measures.median import median
from trainlog_doctor.engine.measures.twins import FEWEST, descent, reach
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def twin_wander(validation: Series, training: Series) -> Measurement | None:
    """Nine tenths of the epochs have log(validation / training) at most this far from its median.

    The curves of the same samples keep one ratio, which is set by how fast they fall; other samples are learnt at other
    times. Unit: natural logarithm, about a relative difference. None where a loss is not positive, or for fewer than
    five epochs in common.
    """
    way = descent(validation, training)
    return way and Measurement(reach(way.ratio - median(way.ratio)), way.epochs)


TWIN_WANDER = Statistic("twin_wander", twin_wander, inputs=2, points=FEWEST)
