"""How closely validation follows training on its way down."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.measures.half_epoch import at_epoch_ends
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic

_BOTTOM = 0.05
"""Epochs whose training loss is below this share of the first one are left out: down there, single steps of the
optimiser move both losses by more than any difference between the sets."""

_FEWEST = 5


def twin_distance(validation: Series, training: Series) -> Measurement | None:
    """Nine tenths of the epochs have validation and training (shifted by half an epoch) at most this far apart.

    Unit: absolute natural logarithm of their ratio, about the relative difference. None where a loss is not positive,
    or for fewer than five epochs in common.
    """
    if min(float(training.cost.min()), float(validation.cost.min())) <= 0:
        return None
    epochs, ours, theirs = at_epoch_ends(validation, training)
    kept = theirs >= _BOTTOM * training.cost[0]
    kept[:1] = False
    epochs, ours, theirs = epochs[kept], ours[kept], theirs[kept]
    if len(epochs) < _FEWEST:
        return None
    apart = np.sort(np.abs(np.log(ours / theirs)))
    return Measurement(float(apart[int(0.9 * (len(apart) - 1))]), (int(epochs[0]), int(epochs[-1])))


TWIN_DISTANCE = Statistic("twin_distance", twin_distance, inputs=2, points=_FEWEST)
