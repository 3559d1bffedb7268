"""Which of the judged epochs to keep. Numbers in, a position out; the reason is put together elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.noise import jitter
from trainlog_doctor.judgement.smoothing import relative, sampling_share, supported
from trainlog_doctor.judgement.weighing import weighed
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from trainlog_doctor.judgement.curves import Curves
    from trainlog_doctor.model import FloatArray

_UNMATCHED = 0.25
"""Share of the epochs in between that may be better than an earlier tie."""
_LEARNED = 0.5
"""Share of the training's own progress (in log loss) that must have been made by a tie within the noise."""
_MOSTLY = 2 / 3
"""Share of the jitter's variance that must be the validation set's: where training swings too, epochs really differ."""
_NEGLIGIBLE = 0.002
"""Costs (shares of the loss) that close are ties whatever the noise."""
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
    """Weigh loss and score, then step back to the earliest epoch that is as good within the noise.

    Parameters
    ----------
    named
        The user said which score counts: it decides alone, the loss only between equal scores.
    """
    training = _log(curves.training)
    costs = weighed(curves, named=named)
    lowest = int(np.flatnonzero(costs <= costs.min() + _ROUNDING)[0])
    kept = lowest if named else _earliest_tie(costs, lowest, _ruler_noise(curves, training), training)
    return Choice(_unbeaten(curves, costs, kept), lowest)


def _ruler_noise(curves: Curves, training: FloatArray | None) -> float:
    """Deviation of the loss from epoch to epoch that the validation set makes; 0 where the weights make much of it."""
    if curves.loss is None:
        return 0.0
    loss = relative(curves.loss)
    share = sampling_share(loss, training)
    return float(share**0.5 * jitter(loss)) if share >= _MOSTLY else 0.0


def _unbeaten(curves: Curves, costs: FloatArray, kept: int) -> int:
    """Step back while an earlier epoch is better by loss and by score as they stand: nobody would keep the later one.

    Lucky epochs are left out; among several that of the lowest weighed cost is taken.
    """
    known = [curve.costs for curve in (curves.loss, curves.score) if curve is not None]
    believed = np.ones(len(costs), dtype=bool)
    if curves.loss is not None:
        seen = relative(curves.loss)
        believed = supported(seen) <= seen
    while len(better := _better_before(kept, known, believed)):
        kept = int(better[np.argmin(costs[better])])
    return kept


def _better_before(kept: int, known: Sequence[FloatArray], believed: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """Positions before an epoch that are believed, and better than it by a curve and worse by none; rising."""
    as_good = np.logical_and.reduce([values[:kept] <= values[kept] for values in known])
    better = np.logical_or.reduce([values[:kept] < values[kept] for values in known])
    return np.flatnonzero(as_good & better & believed[:kept])


def _log(training: FloatArray | None) -> FloatArray | None:
    """Training losses in log units; None where that cannot be: not all logged, or not all positive."""
    if training is None or not np.isfinite(training).all() or training.min() <= 0:
        return None
    return np.asarray(np.log(training), dtype=np.float64)


def _earliest_tie(costs: FloatArray, lowest: int, noise: float, training: FloatArray | None) -> int:
    """The first epoch as good as the lowest, within the noise, that few of the epochs after it beat."""
    above = costs[:lowest] - costs[lowest]
    near = above <= noise
    if training is not None:
        learned = training[0] - training[: lowest + 1]
        near &= learned[:-1] >= _LEARNED * learned[-1]
    near |= above <= _NEGLIGIBLE
    positions = np.flatnonzero(near)
    for position in positions[:: 1 + len(positions) // _MOST_TIES]:
        after = costs[position + 1 : lowest + 1]
        if np.mean(after < costs[position] - _ROUNDING) <= _UNMATCHED:
            return int(position)
    return lowest
