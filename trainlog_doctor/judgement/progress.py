"""Where a curve waits, where it improves, and where it has stopped improving."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.median import median, running_median
from trainlog_doctor.engine.measures.noise import jitter
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from trainlog_doctor.judgement.course import PhaseKind
    from trainlog_doctor.model import FloatArray, IntArray

_NOTHING = 0.02
"""Improvement that counts as none: a share of all improvement, towards the end also of the level reached."""
_NOISE = 2.0
"""Improvement that counts as none, in deviations of the noise."""
_CLEAR = 3.0
"""A curve is cut only if it improves by this many times what counts as none: in mere noise there are no turns."""
_SHORTEST = 3
_SHORTEST_SHARE = 0.1
"""A phase is at least this many epochs and this share of its stretch long; shorter ones are not worth telling."""
_SHORTEST_HALF = 6
_WORSE = 0.04
"""Rise, as a share of the level, by which a stretch without improvement has become worse: what overfitting takes."""
_JITTERY = 0.03
"""Jitter, as a share of the way that a curve covers, above which its way was jittery."""


PROGRESS = frozenset({"learning", "jittery"})
"""Kinds of a stretch on which a curve improves."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of positions, both ends included."""

    kind: PhaseKind
    first: int
    last: int


def pieces(costs: FloatArray, first: int, last: int) -> list[Piece]:
    """Cut a stretch into waiting, improving and standing still.

    Parameters
    ----------
    costs
        float64 array over all positions of the run, lower is better, NaN = not logged.
    first, last
        The stretch, last included.
    """
    at = first + np.flatnonzero(np.isfinite(costs[first : last + 1]))
    if len(at) <= _SHORTEST:
        better = len(at) < 2 or costs[at[-1]] < costs[at[0]]
        return [Piece("learning", first, last) if better else _rest(costs, first, last)]
    lowest = np.minimum.accumulate(running_median(costs[at]))  # a single low is no progress
    gained = lowest[0] - lowest[-1]
    noise = _NOISE * _calm_jitter(costs[at])
    if gained <= max(noise, _NOTHING * abs(lowest[-1])):
        steady = (np.diff(costs[at]) < 0).all()  # however little: a fall without one step back is no standstill
        return [Piece("learning", first, last) if steady else _rest(costs, first, last)]
    if gained <= _CLEAR * noise:
        return [Piece(_manner(costs[at]), first, last)]
    return _cut(costs, at, lowest, noise, (first, last))


def _cut(costs: FloatArray, at: IntArray, lowest: FloatArray, noise: float, stretch: tuple[int, int]) -> list[Piece]:
    """Cut a stretch that improves where that begins and where it ends.

    Parameters
    ----------
    at, lowest
        Positions of the finite values, and the lowest level up to each; a gain up to the noise counts as none.
    """
    first, last = stretch
    gained = lowest[0] - lowest[-1]
    shortest = max(_SHORTEST, int(_SHORTEST_SHARE * (last - first + 1)))
    moving = int(np.flatnonzero(lowest[0] - lowest > max(_NOTHING * gained, noise))[0])
    nothing = max(_NOTHING * min(gained, abs(lowest[-1])), noise)
    rests = int(at[np.flatnonzero(lowest - lowest[-1] <= nothing)[0]])
    # Epochs of which one was better than all that came of them, however lucky, were no wait.
    waited = at[moving] - first >= shortest and costs[at[:moving]].min() > costs[at[moving:]].min()
    begins = int(at[moving]) if waited else first
    ends = rests if last - rests >= shortest and rests >= begins else last
    before = [Piece("plateau", first, begins - 1)] if begins > first else []
    after = [_rest(costs, ends + 1, last)] if ends < last else []
    if after and after[0].kind == "worsening":
        ends = int(np.clip(np.nanargmin(costs[begins : last + 1]) + begins, ends, last - shortest))
        after = [Piece("worsening", ends + 1, last)]
    return [*before, Piece(_manner(costs[begins : ends + 1]), begins, ends), *after]


def _rest(costs: FloatArray, first: int, last: int) -> Piece:
    """Tell a standstill from a curve that clearly gets worse."""
    finite = costs[first : last + 1]
    finite = finite[np.isfinite(finite)]
    worse = _worsens(finite) if len(finite) >= _SHORTEST_HALF else _worsens_steadily(finite)
    return Piece("worsening" if worse else "plateau", first, last)


def _worsens(costs: FloatArray) -> bool:
    """By the middles of the first and the last third."""
    third = len(costs) // 3
    level = median(costs[:third])
    return median(costs[-third:]) - level > max(_WORSE * abs(level), _CLEAR * jitter(costs))


def _worsens_steadily(costs: FloatArray) -> bool:
    """Of a few values, each worse than the one before."""
    return len(costs) > 1 and bool((np.diff(costs) > 0).all()) and costs[-1] - costs[0] > _WORSE * abs(costs[0])


def _calm_jitter(costs: FloatArray) -> float:
    """Jitter of the calmer half: the bend of a steep beginning is not noise. 0 where halves are too short to tell."""
    half = len(costs) // 2
    if half < _SHORTEST_HALF:
        return 0.0
    return min(jitter(costs[:half]), jitter(costs[half:]))


def _manner(costs: FloatArray) -> PhaseKind:
    """Tell a jittery way down from a smooth one: noise larger than both the mean step and a part of the whole way."""
    finite = costs[np.isfinite(costs)]
    noise = jitter(finite)
    step = abs(finite[0] - finite[-1]) / max(1, len(finite) - 1)
    return "jittery" if noise > max(step, _JITTERY * float(np.ptp(finite))) else "learning"
