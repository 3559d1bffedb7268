"""How far a curve's single values are to be believed: lucky epochs, and the jitter of small validation sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.noise import jitter

if TYPE_CHECKING:
    from trainlog_doctor.judgement.curves import Curve
    from trainlog_doctor.model import FloatArray

_MAD_TO_SIGMA = 1.4826
_LUCK = 3.0
"""Local deviations by which an epoch may be better than its neighbours promise."""
_LINE_OVER_MEAN = 2.0
"""At the ends only one line is known, and the noise of its promise is twice that of the mean: sqrt(6) to sqrt(1.5)."""
_REACH = 6
"""Epochs to each side that tell the local deviation."""
_FAR = 2 * _REACH
"""Epochs beyond which others have no say in what an epoch's neighbours promise."""
_BLOCK = 1 << 16
"""Epochs that are looked at together: their neighbours are copied."""
_UNDERSTATED = 2.0
"""Training losses are means over an epoch and so jitter less than the weights at its end; the factor allows for it."""
_FEWEST = 6
"""Epochs below which nothing can be called lucky."""


def relative(curve: Curve) -> FloatArray:
    """A curve's costs in units that can be compared between curves: shape (n,), lowest 0.

    A loss counts by its ratio to the lowest, so that its scale does not matter; a bounded score by its difference,
    in parts of what a perfect one is written as, or of its best value where that is above (a PSNR).
    """
    costs = curve.costs
    lowest = float(costs.min())
    if curve.bounded:
        return (costs - lowest) / max(curve.whole, abs(lowest))
    if lowest > 0:
        return np.asarray(np.log(costs) - np.log(lowest), dtype=np.float64)
    quarter, three_quarters = np.quantile(costs, (0.25, 0.75))
    scale = max(abs(lowest), three_quarters - quarter, 1e-12 * float(np.ptp(costs)))
    return np.asarray((costs - lowest) / (scale or 1.0), dtype=np.float64)


def supported(costs: FloatArray) -> FloatArray:
    """Costs without the part of an isolated low that the neighbours do not support.

    An epoch may be at most ``_LUCK`` local deviations below what its neighbours promise: their mean, or the line
    through the two before or the two after it, whichever is lowest (a sharp valley is no luck). The deviations are
    those of the epochs around it.
    """
    if len(costs) < _FEWEST:
        return costs
    mean, before, after = (np.full(len(costs), np.inf) for _ in range(3))
    mean[1:-1] = (costs[:-2] + costs[2:]) / 2
    before[2:] = 2 * costs[1:-1] - costs[:-2]
    after[:-2] = 2 * costs[1:-1] - costs[2:]
    promised = np.minimum(mean, np.minimum(before, after))
    bends = np.abs(mean - costs)
    bends[[0, -1]] = bends[[1, -2]]
    luck = _LUCK * _around(bends)
    luck[[0, -1]] *= _LINE_OVER_MEAN
    return np.asarray(np.maximum(costs, promised - luck), dtype=np.float64)


def stands_alone(curve: Curve, position: int) -> bool:
    """Whether a curve's value is better than its neighbours support."""
    first = max(0, position - _FAR)
    near = relative(curve)[first : position + _FAR + 1]
    return bool(supported(near)[position - first] > near[position - first])


def _around(deviations: FloatArray) -> FloatArray:
    """Robust mean deviation around each epoch, without itself and its neighbours, which share its luck."""
    count, reach = len(deviations), min(_REACH, len(deviations) - 1)
    mirrored = np.concatenate((deviations[reach:0:-1], deviations, deviations[-2 : -reach - 2 : -1]))
    parts = [_middles(mirrored[begin : begin + _BLOCK + 2 * reach], reach) for begin in range(0, count, _BLOCK)]
    return np.asarray(_MAD_TO_SIGMA * (np.concatenate(parts) / 2), dtype=np.float64)


def _middles(mirrored: FloatArray, reach: int) -> FloatArray:
    """Twice the median around each value that has so many on both sides."""
    count, width = len(mirrored) - 2 * reach, len(mirrored) - reach + 2
    sides = np.ndarray((reach - 1, width), np.float64, mirrored, strides=2 * mirrored.strides).copy()
    sides.sort(axis=0)
    # Of two sorted sides the smaller half are the lesser of each pair, one's smallest taken with the other's largest.
    before, after = sides[:, :count], sides[::-1, reach + 2 :][:, :count]
    middles: FloatArray = np.minimum(before, after).max(axis=0) + np.maximum(before, after).min(axis=0)
    return middles


def sampling_share(loss: FloatArray, training: FloatArray | None) -> float:
    """Share (0 to 1) of the validation loss's jitter, as variance, that the training loss does not show.

    Where both jitter alike, the weights themselves move and each epoch's value is real. Where only the validation
    jitters, the ruler does: a small validation set.

    Parameters
    ----------
    loss, training
        Relative costs, shape (n,); without training losses nothing is put down to the ruler.
    """
    own = jitter(loss)
    moving = 0.0 if training is None else _UNDERSTATED * jitter(training)
    if training is None or own <= moving:
        return 0.0
    return 1.0 - (moving / own) ** 2
