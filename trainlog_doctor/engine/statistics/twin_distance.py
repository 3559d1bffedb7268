"""How closely validation follows training on its way down."""

from __future__ import annotations

from trainlog_doctor.engine.measures.twins import FEWEST, descent, reach
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def twin_distance(validation: Series, training: Series) -> Measurement | None:
    """Nine tenths of the epochs have validation and training (shifted by half an epoch) at most this far apart.

    Unit: absolute natural logarithm of their ratio, about the relative difference. None where a loss is not positive,
    or for fewer than five epochs in common.
    """
    way = descent(validation, training)
    return way and Measurement(reach(way.ratio), way.epochs)


TWIN_DISTANCE = Statistic("twin_distance", twin_distance, inputs=2, points=FEWEST)
