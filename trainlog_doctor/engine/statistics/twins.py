"""Two curves on their way down, moment by moment: are they those of the same samples?"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from trainlog_doctor.engine.measures.half_epoch import at_epoch_ends
from trainlog_doctor.engine.measures.remembered import remembered
from trainlog_doctor.engine.measures.trend import block_medians
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray

_FEWEST = 5
"""Epochs of a way down."""

_BOTTOM = 0.05
"""Epochs whose training loss is below this share of the first one are left out: down there, single steps of the
optimiser move both losses by more than any difference between the sets."""

_STRETCHES = 10
"""The way down is compared in so many stretches, by their medians: a network that swings on its way swings more at the
end of an epoch than over all of it, on whichever samples."""

_MOST = 0.9
"""Share of the stretches that a distance must cover, and of the steps that count as way."""


class _Descent(NamedTuple):
    """The way down after the first epoch.

    Attributes
    ----------
    epochs
        First and last epoch of it.
    ratio
        Natural logarithm of validation over training (shifted by half an epoch): medians of ten stretches of these
        epochs, or one by one where there are fewer.
    way
        How far training fell over these epochs, as a logarithm, without the tenth of them with the largest steps, up or
        down: a fall in a few leaps (a part of the network is thawed, the learning rate drops) leaves two curves hardly
        an epoch in which to part.
    """

    epochs: tuple[int, int]
    ratio: FloatArray
    way: float


@remembered
def _descent(validation: Series, training: Series) -> _Descent | None:
    """Compare two losses on the way down; None where one is not positive, or for fewer than five epochs in common."""
    if min(training.bounds[0], validation.bounds[0]) <= 0:
        return None
    epochs, ours, theirs = at_epoch_ends(validation, training)
    kept = theirs >= _BOTTOM * training.cost[0]
    kept[:1] = False
    at = epochs[kept]
    if len(at) < _FEWEST:
        return None
    logs = np.log(theirs)
    falls = (logs[:-1] - logs[1:])[kept[1:]]
    steady = np.argsort(np.abs(falls), kind="stable")[: int(_MOST * (len(falls) - 1)) + 1]
    ratio = block_medians(np.log(ours[kept] / theirs[kept]), min(_STRETCHES, len(at)))
    return _Descent((int(at[0]), int(at[-1])), ratio, float(falls[steady].sum()))


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
    descended = _descent(validation, training)
    if descended is None or descended.way <= 0:
        return None
    distances = np.abs(descended.ratio)
    distances.sort()
    apart = float(distances[int(_MOST * (len(distances) - 1))])
    share = apart / descended.way
    return Measurement(share, descended.epochs, {"apart": apart} if share <= within else {})


TWIN_DISTANCE = Statistic(
    twin_distance,
    inputs=2,
    points=_FEWEST,
    arguments={"within": Argument("number")},
    fields=("apart",),
)


def twin_fall(validation: Series, training: Series) -> Measurement | None:
    """How many times smaller training became over the compared epochs, without the tenth with the largest steps.

    Curves that keep their ratio while nothing moves prove nothing, and a fall in a few leaps (a part of the network is
    thawed, the learning rate drops) leaves them hardly an epoch in which to part. Unit: times. None where a loss is not
    positive, or for fewer than five epochs in common.
    """
    way = _descent(validation, training)
    return way and Measurement(math.exp(way.way), way.epochs)


TWIN_FALL = Statistic(twin_fall, inputs=2, points=_FEWEST)


def twin_lead(validation: Series, training: Series) -> Measurement | None:
    """Share of the way down on which validation is no worse than training (shifted by half an epoch).

    Of a loss that falls ever more slowly, the mean of two epochs is never below the loss between them, and every batch
    is measured before the step which it causes: on the training samples themselves, validation comes out ahead time
    after time. Unit: 0 to 1. None where a loss is not positive, or for fewer than five epochs in common.
    """
    way = _descent(validation, training)
    return way and Measurement(float((way.ratio <= 0).mean()), way.epochs)


TWIN_LEAD = Statistic(twin_lead, inputs=2, points=_FEWEST)
