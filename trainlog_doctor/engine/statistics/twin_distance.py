"""How closely validation follows training on its way down."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.measures.twins import FEWEST, MOST, descent
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def twin_distance(validation: Series, training: Series, within: float) -> Measurement | None:
    """In nine tenths of the way down validation and training (shifted by half an epoch) are at most this far apart.

    Unit: share of the way that training came down meanwhile (`twin_fall`), both as logarithms: the further two curves
    fall, the more time there is to part. None where training does not come down, a loss is not positive, or for fewer
    than five epochs in common.

    Parameters
    ----------
    within
        Largest value that counts as close.

    Fields
    ------
    apart
        The same distance as a natural logarithm, about the relative difference; untold where it is not close.
    """
    descended = descent(validation, training)
    if descended is None or descended.way <= 0:
        return None
    distances = np.abs(descended.ratio)
    distances.sort()
    apart = float(distances[int(MOST * (len(distances) - 1))])
    share = apart / descended.way
    return Measurement(share, descended.epochs, {"apart": apart} if share <= within else {})


TWIN_DISTANCE = Statistic(
    twin_distance,
    inputs=2,
    points=FEWEST,
    arguments={"within": Argument("number")},
    fields=("apart",),
)
