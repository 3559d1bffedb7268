"""Which of the judged epochs to keep, by what each would cost, loss and score together. Numbers in, a position out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.noise import TIE
from trainlog_doctor.judgement.luck import beyond_luck, steadied
from trainlog_doctor.judgement.smoothing import supported
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from trainlog_doctor.judgement.curve import Curve
    from trainlog_doctor.judgement.curves import Curves
    from trainlog_doctor.model import FloatArray

_SCORE_WEIGHT = 1.25
"""Against the loss: on other samples a score's gain beyond luck is found again whole, a loss's by some nine tenths."""
_UNLEARNT = 0.03
"""Rise of the errors on validation and training samples alike, in spite of a falling loss, that adds as much again."""
_BEATEN = 0.1
"""Share of the epochs from an earlier tie to the lowest cost that may be better than the tie."""
_MOST_TIES = 200
"""Of more ties than that only every second, third … is looked at: each costs a pass over the curve."""
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Choice:
    """Positions within the judged epochs.

    Attributes
    ----------
    kept
        The epoch to keep.
    lowest
        The epoch of the lowest weighed cost; later than ``kept`` where both are ties.
    """

    kept: int
    lowest: int


def choose(curves: Curves, *, named: bool) -> Choice:
    """Weigh loss and score, then step back to the earliest epoch that is as good but for a sample.

    Parameters
    ----------
    named
        The user said which score counts: it decides alone, the loss only between equal scores.
    """
    costs = weighed(curves, named=named)
    lowest = _first_written(curves, int(np.flatnonzero(costs <= costs.min() + _ROUNDING)[0]))
    if named or curves.loss is None or curves.samples is None:
        return Choice(lowest, lowest)
    return Choice(_earliest_tie(costs, lowest, 1 / curves.samples), lowest)


def _first_written(curves: Curves, position: int) -> int:
    """The first of the epochs in a row that have the same values to the digit: checkpoints keep that one."""
    judged = [curve.values for curve in (curves.loss, curves.score) if curve is not None]
    while position and all(values[position - 1] == values[position] for values in judged):
        position -= 1
    return position


def _earliest_tie(costs: FloatArray, lowest: int, worth: float) -> int:
    """The first epoch within the worth of one sample of the lowest cost, if hardly any epoch from there on beats it."""
    positions = np.flatnonzero(costs[:lowest] - costs[lowest] <= worth)
    for position in positions[:: 1 + len(positions) // _MOST_TIES]:
        after = costs[position + 1 : lowest + 1]
        if np.mean(after < costs[position] - _ROUNDING) <= _BEATEN:
            return int(position)
    return lowest


def weighed(curves: Curves, *, named: bool) -> FloatArray:
    """Cost of each judged epoch: a score lower by 0.04 weighs as much as a loss higher by 5%.

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
        return np.asarray(np.where(lost > 0, total.max(initial=0.0) + lost, total), dtype=np.float64)
    if curves.score.bounded:
        lost = _SCORE_WEIGHT * beyond_luck(lost, curves.samples)
    return total + lost * (1 + _unlearnt(curves) / _UNLEARNT)


def _believed(curve: Curve) -> FloatArray:
    """Relative costs, without the luck of isolated epochs of a loss."""
    costs = curve.relative
    return costs if curve.bounded else supported(costs)


def _lowered(costs: FloatArray) -> FloatArray:
    lowered: FloatArray = costs - costs.min()
    return lowered


def _unlearnt(curves: Curves) -> float:
    """How far the errors came to rise on the validation and on the training samples while the loss fell.

    Such a loss measures something else than errors, as a penalty on the weights, and does so in every epoch:
    overfitting takes the score from the validation samples only. The jitter of the training is left out.
    """
    if curves.loss is None or curves.errors is None:
        return 0.0
    validation, training = (curve.relative for curve in curves.errors)
    risen = np.minimum(*(costs - np.minimum.accumulate(costs) for costs in (validation, training)))
    fewest = validation <= np.minimum.accumulate(validation)
    since = np.maximum.accumulate(np.where(fewest, np.arange(len(fewest)), 0))
    fell = curves.loss.costs < curves.loss.costs[since]
    return max(0.0, float(np.max(risen, initial=0.0, where=fell)) - TIE * curves.errors[1].noise)
