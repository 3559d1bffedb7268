"""How far a curve's single values are to be believed: lucky epochs, and the jitter of small validation sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.noise import MAD_TO_SIGMA

if TYPE_CHECKING:
    from trainlog_doctor.judgement.curve import Curve
    from trainlog_doctor.model import FloatArray

_LUCK = 5.0
"""Local deviations by which an epoch may be better than its neighbours promise: real minima are sharp."""
_REACH = 6
"""Epochs to each side that tell the local deviation."""
_FAR = 2 * _REACH
"""Epochs beyond which others have no say in what an epoch's neighbours promise."""
_BLOCK = 1 << 16
"""Epochs that are looked at together: their neighbours are copied."""
_FEWEST = 6
"""Epochs below which nothing can be called lucky."""


def supported(costs: FloatArray) -> FloatArray:
    """Costs without the part of an isolated low that the neighbours do not support.

    An epoch is isolated if its two neighbours lie nearer to each other than to it: where they do not, the curve makes
    a step. It may be at most ``_LUCK`` local deviations below what they promise: their mean, or the line through the
    two before or the two after it, whichever is lowest (a sharp valley is no luck). The deviations are those of the
    epochs around it. Of the first and the last epoch nobody can say.
    """
    if len(costs) < _FEWEST:
        return costs
    before, here, after = costs[:-2], costs[1:-1], costs[2:]
    bends = np.abs((before + after) / 2 - here)
    luck = _LUCK * _around(np.concatenate((bends[:1], bends, bends[-1:])))[1:-1]
    isolated = np.abs(after - before) < np.minimum(before, after) - here
    found = costs.copy()
    found[1:-1] = np.where(isolated, np.maximum(here, _promised(costs) - luck), here)
    return found


def _promised(costs: FloatArray) -> FloatArray:
    """What the neighbours of each inner epoch let expect: shape (n - 2,)."""
    promised = (costs[:-2] + costs[2:]) / 2
    promised[1:] = np.minimum(promised[1:], 2 * costs[1:-2] - costs[:-3])
    promised[:-1] = np.minimum(promised[:-1], 2 * costs[2:-1] - costs[3:])
    return promised


def stands_alone(curve: Curve, position: int) -> bool:
    """Whether a curve's value is better than its neighbours support."""
    first = max(0, position - _FAR)
    near = curve.relative[first : position + _FAR + 1]
    return bool(supported(near)[position - first] > near[position - first])


def _around(deviations: FloatArray) -> FloatArray:
    """Robust mean deviation around each epoch, without itself and its neighbours, which share its luck."""
    count, reach = len(deviations), min(_REACH, len(deviations) - 1)
    mirrored = np.concatenate((deviations[reach:0:-1], deviations, deviations[-2 : -reach - 2 : -1]))
    parts = [_middles(mirrored[begin : begin + _BLOCK + 2 * reach], reach) for begin in range(0, count, _BLOCK)]
    return np.asarray(MAD_TO_SIGMA * (np.concatenate(parts) / 2), dtype=np.float64)


def _middles(mirrored: FloatArray, reach: int) -> FloatArray:
    """Twice the median around each value that has so many on both sides."""
    count, width = len(mirrored) - 2 * reach, len(mirrored) - reach + 2
    sides = np.ndarray((reach - 1, width), np.float64, mirrored, strides=2 * mirrored.strides).copy()
    sides.sort(axis=0)
    # Of two sorted sides the smaller half are the lesser of each pair, one's smallest taken with the other's largest.
    before, after = sides[:, :count], sides[::-1, reach + 2 :][:, :count]
    middles: FloatArray = np.minimum(before, after).max(axis=0) + np.maximum(before, after).min(axis=0)
    return middles
