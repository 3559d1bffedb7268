"""Whether validation is measured on the training samples themselves, all of them in one batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.printed import printed_step
from trainlog_doctor.engine.measures.shared import shared_places
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray

_FEWEST = 2

_LUCK = 0.001
"""Chance that curves of other samples come as near, above which nothing is told: a few printed digits agree easily."""


def echo(validation: Series, training: Series) -> Measurement | None:
    """Largest distance of a validation loss from the training loss of the next epoch.

    With one batch an epoch, training is measured before the step and validation after it: on the same samples the one
    prints what the other printed an epoch before. On other samples, or with more batches, about a whole step lies
    between.

    Unit: steps of the training loss from that epoch to the next; 1 where it takes none, and where the steps are of so
    few printed digits, or so few themselves, that luck may explain it. None for fewer than two epochs that are followed
    by another.

    Fields
    ------
    count
        How many epochs were compared.
    """
    followed = training.epochs[:-1] + 1 == training.epochs[1:]
    now, after = training.cost[:-1][followed], training.cost[1:][followed]
    ours, theirs = shared_places(validation.epochs, training.epochs[:-1][followed])
    if len(ours) < _FEWEST:
        return None
    steps = after[theirs] - now[theirs]
    misses = _in_steps(validation.cost[ours] - after[theirs], steps)
    chances = 2 * misses + _in_steps(np.full(len(ours), printed_step(training.values)), steps)
    lucky = float(np.minimum(chances, 1).prod()) > _LUCK
    return Measurement(1.0 if lucky else float(misses.max()), None, {"count": len(ours)})


def _in_steps(misses: FloatArray, steps: FloatArray) -> FloatArray:
    return np.divide(np.abs(misses), np.abs(steps), out=np.ones(len(steps)), where=steps != 0)


ECHO = Statistic(echo, inputs=2, points=3, fields=("count",))
