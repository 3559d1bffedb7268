"""Two curves on their way down, moment by moment: are they those of the same samples?"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from trainlog_doctor.engine.measures.half_epoch import at_epoch_ends
from trainlog_doctor.engine.measures.remembered import remembered

if TYPE_CHECKING:
    from trainlog_doctor.engine.series import Series
    from trainlog_doctor.model import FloatArray

FEWEST = 5
"""Epochs of a way down."""

_BOTTOM = 0.05
"""Epochs whose training loss is below this share of the first one are left out: down there, single steps of the
optimiser move both losses by more than any difference between the sets."""

MOST = 0.9
"""Share of the epochs that a distance must cover: single bad epochs are noise."""


class Descent(NamedTuple):
    """The way down after the first epoch.

    Attributes
    ----------
    epochs
        First and last epoch of it.
    ratio
        Natural logarithm of validation over training (shifted by half an epoch), shape (n_epochs,).
    way
        How far training fell over these epochs, as a logarithm, without the tenth of them with the largest steps: a
        fall in a few leaps (a part of the network is thawed, the learning rate drops) leaves two curves hardly an
        epoch in which to part.
    """

    epochs: tuple[int, int]
    ratio: FloatArray
    way: float

    def share_of_way(self, distance: float) -> float | None:
        """A distance beside the way, on which it had the time to grow; None where training did not come down."""
        return distance / self.way if self.way > 0 else None


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
    falls = -np.diff(np.log(theirs), prepend=np.nan)[kept]
    falls.sort()
    way = float(falls[: int(MOST * (len(falls) - 1)) + 1].sum())
    return Descent((int(at[0]), int(at[-1])), np.log(ours[kept] / theirs[kept]), way)


def reach(distances: FloatArray) -> float:
    """Largest absolute distance of nine tenths of the epochs."""
    ordered = np.abs(distances)
    ordered.sort()
    return float(ordered[int(MOST * (len(ordered) - 1))])
