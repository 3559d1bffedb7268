"""How steady the ratio of validation to training is on their way down."""

from __future__ import annotations

from trainlog_doctor.engine.measures.median import median
from trainlog_doctor.engine.measures.twins import FEWEST, descent, reach
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def twin_wander(validation: Series, training: Series) -> Measurement | None:
    """In nine tenths of the way down log(validation / training) is at most this far from its median.

    The curves of the same samples keep one ratio, which is set by how fast they fall; other samples are learnt at other
    times. Unit: share of the way that training came down meanwhile, as of `twin_distance`. None where training does
    not come down, a loss is not positive, or for fewer than five epochs in common.
    """
    descended = descent(validation, training)
    if descended is None:
        return None
    share = descended.share_of_way(reach(descended.ratio - median(descended.ratio)))
    return None if share is None else Measurement(share, descended.epochs)


TWIN_WANDER = Statistic("twin_wander", twin_wander, inputs=2, points=FEWEST)
