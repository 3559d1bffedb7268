"""How many samples shares are shares of: an accuracy counts whole samples, so its values lie on a grid."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.facts import validation_samples
from trainlog_doctor.engine.measures.perfection import as_fraction
from trainlog_doctor.engine.measures.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.engine.series import Series
    from trainlog_doctor.model import FloatArray, IntArray, Run

_PRINTED = 6e-5
"""Error of a share that is printed with four digits."""
_FEWEST_STEPS = 0.05
_MOST_STEPS = 0.2
"""Distance from a whole number, in samples, within which a share is a count of samples: for few, and for most."""
_MOST_SAMPLES = int(_MOST_STEPS / _PRINTED)
_FIRST = 3
"""Shares that rule out most sizes."""
_AT_ONCE = 10
"""Shares that are compared with all sizes at once: memory stays small, however long the run."""


def count_samples(run: Run, shares: FloatArray) -> int | None:
    """Number of validation samples: as the log tells it, else as the values of an accuracy show.

    Parameters
    ----------
    shares
        Validation accuracy, float64 array of shape (n_points,), finite; empty where none is logged.

    Returns
    -------
    int or None
        None where neither tells.
    """
    return validation_samples(run) or size_of_grid(shares)


@remembered
def samples_of(accuracy: Series) -> int | None:
    """`count_samples` of a series of validation accuracies."""
    return count_samples(accuracy.run, accuracy.values)


def luck(share: float, samples: float) -> float:
    """Standard error of a share of so many samples, which is estimated by Laplace's rule: 12 of 12 are no certainty."""
    likely = (min(max(share, 0.0), 1.0) * samples + 1) / (samples + 2)
    return math.sqrt(likely * (1 - likely) / samples)


def size_of_grid(shares: FloatArray) -> int | None:
    """Find the coarsest grid on which all shares lie: the smallest step between them is one, two or three samples.

    Returns
    -------
    int or None
        None where there is none, as with more samples than the printed digits resolve.
    """
    if not len(shares) or shares.min() < 0:
        return None
    ordered = as_fraction(shares).copy()
    ordered.sort()
    # Not np.unique: it imports the masked arrays, which takes longer than all the rest of a judgement.
    steps = ordered[1:] - ordered[:-1]
    distinct = np.concatenate((ordered[:1], ordered[1:][steps > 0]))
    steps = steps[steps > 2 * _PRINTED]
    if not len(steps):
        return None
    step = float(steps.min())
    ranges = [_sizes(samples, step) for samples in (1, 2, 3)]
    if not _any_fits(distinct, np.concatenate(ranges)):
        return None
    fitting = (_best_fit(distinct, sizes) for sizes in ranges if len(sizes))
    return next((size for size in fitting if size is not None), None)


def _sizes(samples: int, step: float) -> IntArray:
    """The sizes of which a step may be so many samples."""
    least, most = samples / (step + 2 * _PRINTED), samples / (step - 2 * _PRINTED)
    return np.arange(max(1, math.ceil(least)), min(int(most), _MOST_SAMPLES) + 1)


def _best_fit(shares: FloatArray, sizes: IntArray) -> int | None:
    """The size by which the shares are nearest to whole numbers."""
    off = np.maximum.reduce([_off(part, sizes) for part in _parts(shares)])
    best = int(np.argmin(off / sizes))
    return int(sizes[best]) if off[best] <= _limits(sizes[best]) else None


def _any_fits(shares: FloatArray, sizes: IntArray) -> bool:
    """Whether all shares lie on the grid of any size. Most curves lie on none, which their first few values show."""
    for part in _parts(shares):
        sizes = sizes[_off(part, sizes) <= _limits(sizes)]
        if not len(sizes):
            return False
    return True


def _limits(sizes: IntArray) -> FloatArray:
    """Distance from a whole number of samples that the printed digits allow, for each size."""
    return np.asarray(np.maximum(_FEWEST_STEPS, _PRINTED * sizes), dtype=np.float64)


def _parts(shares: FloatArray) -> Iterator[FloatArray]:
    yield shares[:_FIRST]
    yield from (shares[first : first + _AT_ONCE] for first in range(_FIRST, len(shares), _AT_ONCE))


def _off(shares: FloatArray, sizes: IntArray) -> FloatArray:
    """Largest distance of any of the shares from a whole number of samples, for each size."""
    counts = shares[:, np.newaxis] * sizes
    return np.asarray(np.abs(counts - np.rint(counts)).max(axis=0), dtype=np.float64)
