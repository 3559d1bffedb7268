"""What speaks, epoch by epoch, for ending a training: a rise beyond the noise, or too long a wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.judgement.learning_rate import learning_rates, lowered
from trainlog_doctor.judgement.standstill import Standstill, latest, levels, standstill
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    import numpy.typing as npt

    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.judgement.curve import Curve
    from trainlog_doctor.judgement.curves import Curves
    from trainlog_doctor.model import FloatArray, IntArray, Run

    Flags = npt.NDArray[np.bool_]

SHORTEST_WAIT = 3
"""Epochs without a new best before a rise counts."""
_NOISES = 7.0
"""Rise in units of the noise from which curves hardly ever come back."""
_RISE = 0.01
"""Rise that matters: a share of a loss, or the difference of a score."""
_SLOW_RISE = 0.002
_SLOW_WAIT = 0.15
"""A smaller rise matters too, once it has lasted this share of the epochs up to the best one."""
_LONGEST_WAIT = 20
_LONGEST_SHARE = 2.0
"""A wait without any rise ends after so many epochs, and so many times the epochs up to the best one."""
_SAME_RATE = 1.05
"""Ratio up to which two learning rates are the same."""
_NO_UNIT, _LARGEST = 1e-6, 1e100
"""A first cost nearer to zero says nothing of a curve's size; beyond the other, differences would overflow."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks at each epoch for ending the training there; arrays of shape (n_judged,).

    Attributes
    ----------
    seen
        The decisive curve's best epochs and rises.
    waited
        Epochs since the best one, or since the learning rate was lowered.
    patience
        Epochs to wait at the most.
    rate_changed
        The learning rate is higher than it was at the best epoch: the rise may be its doing.
    disturbed
        So is the training loss: what has hit the weights is no overfitting, and may pass.
    """

    seen: Standstill
    waited: IntArray
    patience: IntArray
    rate_changed: Flags
    disturbed: Flags

    @property
    def risen(self) -> Flags:
        """Where the rise is beyond the noise, large or lasting enough to matter, and nothing else explains it."""
        lasting = (self.waited >= _SLOW_WAIT * (self.seen.best + 1)) & (self.seen.rise >= _SLOW_RISE)
        matters = ((self.seen.rise >= _RISE) | lasting) & (self.seen.noises >= _NOISES)
        return matters & (self.waited >= SHORTEST_WAIT) & ~self.rate_changed & ~self.disturbed

    @property
    def overdue(self) -> Flags:
        """Where the wait has been too long, whatever the reason."""
        return (self.waited >= self.patience) & ~self.rate_changed

    @property
    def told(self) -> IntArray:
        """The latest epoch that spoke for ending the training and still holds, by position; -1 where none does.

        A rise that jitters about its limit takes nothing back: a new best epoch does, or what explains the rise.
        """
        signs = self.risen | self.overdue
        taken_back = (self.waited == 0) | self.rate_changed | self.disturbed
        last = latest(signs)
        return np.where(signs | (last > latest(taken_back)), last, -1)


def signs_of(run: Run, roles: Roles, known: Curves, curve: Curve) -> Signs:
    """Look at each epoch as if it were the last: nothing at an epoch is made of later ones."""
    seen = standstill(_comparable(curve))
    rates = learning_rates(run, roles, known.epoch)
    training = np.full(len(known.epoch), np.nan) if known.training is None else known.training
    return Signs(
        seen=seen,
        waited=np.arange(len(known.epoch)) - np.maximum(seen.best, latest(lowered(run, rates, known.epoch))),
        patience=np.maximum(_LONGEST_WAIT, np.ceil(_LONGEST_SHARE * (seen.best + 1))).astype(np.int64),
        rate_changed=rates > _SAME_RATE * rates[seen.best],
        disturbed=levels(training) > training[seen.best],
    )


def _comparable(curve: Curve) -> FloatArray:
    """Costs whose differences mean the same everywhere: logarithms of a positive loss, else parts of a yardstick."""
    if curve.is_ratio:
        return np.asarray(np.log(np.clip(curve.costs, 1 / _LARGEST, _LARGEST)), dtype=np.float64)
    return np.clip(curve.costs, -_LARGEST, _LARGEST) / yardstick(curve)


def yardstick(curve: Curve) -> float:
    """What differences of a curve are parts of: a perfect score, or the best one where that is above (a PSNR); of a
    loss that may be negative the first value.
    """
    if curve.bounded:
        return max(curve.whole, min(_LARGEST, float(np.abs(curve.costs).max())))
    first = min(_LARGEST, abs(float(curve.costs[0])))
    return first if first > _NO_UNIT else 1.0
