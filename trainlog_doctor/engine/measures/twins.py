"""Two curves on their way down, moment by moment: are they those of the same samples?"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from trainlog_doctor.engine.measures.half_epoch import at_epoch_ends
from trainlog_doctor.engine.measures.remembered import remembered
from trainlog_doctor.engine.measures.trend import block_medians

if TYPE_CHECKING:
    from trainlog_doctor.engine.series import Series
    from trainlog_doctor.model import FloatArray

FEWEST = 5
"""Epochs of a way down."""

_BOTTOM = 0.05
"""Epochs whose training loss is below this share of the first one are left out: down there, single steps of the
optimiser move both losses by more than any difference between the sets."""

_STRETCHES = 10
"""The way down is compared in so many stretches, by their medians: a network that swings on its way swings more at the
end of an epoch than over all of it, on whichever samples."""

MOST = 0.9
"""Share of the stretches that a distance must cover, and of the steps that count as way."""


class Descent(NamedTuple):
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
def descent(validation: Series, training: Series) -> Descent | None:
    """Compare two losses on the way down; None where one is not positive, or for fewer than five epochs in common."""
    if min(training.bounds[0], validation.bounds[0]) <= 0:
        return None
    epochs, ours, theirs = at_epoch_ends(validation, training)
    kept = theirs >= _BOTTOM * training.cost[0]
    kept[:1] = False
    at = epochs[kept]
    if len(at) < FEWEST:
        return None
    logs = np.log(theirs)
    falls = (logs[:-1] - logs[1:])[kept[1:]]
    steady = np.argsort(np.abs(falls), kind="stable")[: int(MOST * (len(falls) - 1)) + 1]
    ratio = block_medians(np.log(ours[kept] / theirs[kept]), min(_STRETCHES, len(at)))
    return Descent((int(at[0]), int(at[-1])), ratio, float(falls[steady].sum()))
