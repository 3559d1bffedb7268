"""What keeping each epoch would cost, loss and score together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.noise import TIE, jitter
from trainlog_doctor.judgement.luck import beyond_luck, steadied
from trainlog_doctor.judgement.smoothing import relative, supported

if TYPE_CHECKING:
    from trainlog_doctor.judgement.curves import Curve, Curves
    from trainlog_doctor.model import FloatArray

_NAMED_WEIGHT = 1000.0
"""Against the loss, for a score that the user named: the loss only decides between equal scores."""
_UNLEARNT = 0.03
"""Fall of the score on the training samples that doubles the score's weight."""


def weighed(curves: Curves, *, named: bool) -> FloatArray:
    """Cost of each judged epoch: a loss higher by a share weighs as much as a score lower by the same share.

    Parameters
    ----------
    named
        The user said which score counts: it decides alone, the loss only between equal scores.
    """
    total = np.zeros(len(curves.epoch))
    if curves.loss is not None:
        total += _lowered(steadied(_believed(curves.loss), curves.samples))
    if curves.score is None:
        return total
    lost = _lowered(_believed(curves.score))
    if named or curves.loss is None:
        return total + _NAMED_WEIGHT * lost
    if curves.score.bounded:
        lost = beyond_luck(lost, curves.samples)
    return total + lost * (1 + _unlearnt(curves.score, curves.training_score) / _UNLEARNT)


def _believed(curve: Curve) -> FloatArray:
    """Relative costs, without the luck of isolated epochs of a loss."""
    costs = relative(curve)
    return costs if curve.bounded else supported(costs)


def _lowered(costs: FloatArray) -> FloatArray:
    lowered: FloatArray = costs - costs.min()
    return lowered


def _unlearnt(score: Curve, training: FloatArray | None) -> FloatArray:
    """How far the score has fallen both on the training and on the validation samples, beyond the training's jitter.

    Where that happens while the loss falls, the loss measures something else than errors, as a penalty on the weights:
    overfitting takes the score from the validation samples only.
    """
    if training is None or not score.bounded:
        return np.zeros(len(score.costs))
    fallen = np.minimum(*(costs - np.minimum.accumulate(costs) for costs in (score.costs, training)))
    return np.asarray(np.maximum(0.0, fallen - TIE * jitter(training)), dtype=np.float64)
