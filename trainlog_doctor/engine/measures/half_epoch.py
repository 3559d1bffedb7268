"""Training and validation at the same moment.

``fit`` prints as the training loss of an epoch the mean over its batches, so it speaks of the weights half an epoch
before those which validation sees. The mean of two consecutive training values is the training loss at the end of the
first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from trainlog_doctor.engine.measures.remembered import remembered
from trainlog_doctor.engine.measures.shared import shared_places

if TYPE_CHECKING:
    from trainlog_doctor.engine.series import Series
    from trainlog_doctor.model import FloatArray, IntArray


class Pairs(NamedTuple):
    """Costs at the ends of epochs, each array of shape (n_pairs,)."""

    epochs: IntArray
    validation: FloatArray
    training: FloatArray


@remembered
def at_epoch_ends(validation: Series, training: Series) -> Pairs:
    """Pair validation with training shifted by half an epoch, wherever both and the next training value are there."""
    epochs, ends = epoch_ends(training)
    points = len(epochs)
    whole = validation.epochs is training.epochs and points == len(validation.epochs) - 1  # as good as always
    if whole or np.array_equal(validation.epochs[:points], epochs):
        return Pairs(epochs, validation.cost[:points], ends)
    ours, theirs = shared_places(validation.epochs, epochs)
    return Pairs(epochs[theirs], validation.cost[ours], ends[theirs])


@remembered
def epoch_ends(training: Series) -> tuple[IntArray, FloatArray]:
    """Epochs that are followed by another, and the mean of their cost and the next, each of shape (n_ends,).

    The mean is the geometric one where all are positive: losses fall by a ratio rather than by a step.
    """
    epochs, cost = training.epochs, training.cost
    first, second = cost[:-1], cost[1:]
    positive = len(cost) > 0 and training.lowest > 0
    ends = np.sqrt(first * second) if positive else (first + second) / 2
    if len(epochs) and epochs[-1] - epochs[0] == len(epochs) - 1:
        return epochs[:-1], ends
    followed = epochs[:-1] + 1 == epochs[1:]
    return epochs[:-1][followed], ends[followed]
