"""Training and validation at the same moment.

``fit`` prints as the training loss of an epoch the mean over its batches, so it speaks of the weights half an epoch
before those which validation sees. The mean of two consecutive training values is the training loss at the end of the
first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from trainlog_doctor.engine.statistic import Series
    from trainlog_doctor.model import FloatArray, IntArray


class Pairs(NamedTuple):
    """Costs at the ends of epochs, each array of shape (n_pairs,)."""

    epochs: IntArray
    validation: FloatArray
    training: FloatArray


def at_epoch_ends(validation: Series, training: Series) -> Pairs:
    """Pair validation with training shifted by half an epoch, wherever both and the next training value are there.

    The mean of two values is the geometric one where all are positive: losses fall by a ratio rather than by a step.
    """
    following = training.epochs[:-1] + 1 == training.epochs[1:]
    epochs, first, second = training.epochs[:-1][following], training.cost[:-1][following], training.cost[1:][following]
    geometric = len(training.cost) > 0 and float(training.cost.min()) > 0
    ends = np.sqrt(first * second) if geometric else (first + second) / 2
    shared, ours, theirs = np.intersect1d(validation.epochs, epochs, assume_unique=True, return_indices=True)
    return Pairs(shared, validation.cost[ours], ends[theirs])
