"""Which of the judged epochs to keep. Numbers in, a position out; the reason is put together elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.judgement.weighing import weighed
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from trainlog_doctor.judgement.curves import Curves
    from trainlog_doctor.model import FloatArray

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
