"""How many samples shares are shares of: an accuracy counts whole samples, so its values lie on a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.facts import validation_samples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.model import FloatArray, IntArray, Run

_PRINTED = 6e-5
"""Error of a share that is printed with four digits."""
_FEWEST_STEPS = 0.05
_MOST_STEPS = 0.2
"""Distance from a whole number, in samples, within which a share is a count of samples: for few, and for most."""
_MOST_SAMPLES = int(_MOST_STEPS / _PRINTED)
_AT_ONCE = 10
"""Shares that are compared with all sizes at once: memory stays small, however long the run."""
_FRACTION = 1.5
"""A share above is in per cent."""


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


def size_of_grid(shares: FloatArray) -> int | None:
    """Find the coarsest grid on which all shares lie: the smallest step between them is one, two or three samples.

    Returns
    -------
    int or None
        None where there is none, as with more samples than the printed digits resolve.
    """
    if not len(shares) or shares.min() < 0:
        return None
    # Not np.unique: it imports the masked arrays, which takes longer than all the rest of a judgement.
    distinct = np.array(sorted(set((shares / 100 if shares.max() > _FRACTION else shares).tolist())))
    steps = np.diff(distinct)
    steps = steps[steps > 2 * _PRINTED]
    if not len(steps):
        return None
    fitting = (_best_fit(distinct, samples, float(steps.min())) for samples in (1, 2, 3))
    return next((size for size in fitting if size is not None), None)


def _best_fit(shares: FloatArray, samples: int, step: float) -> int | None:
    """The size by which the shares are nearest to whole numbers, given that a step is so many samples."""
    least, most = samples / (step + 2 * _PRINTED), samples / (step - 2 * _PRINTED)
    sizes = np.arange(max(1, int(np.ceil(least))), min(int(most), _MOST_SAMPLES) + 1)
    if not len(sizes):
        return None
    limits = np.maximum(_FEWEST_STEPS, _PRINTED * sizes)
    if not _any_fits(shares, sizes, limits):
        return None
    off = np.maximum.reduce([_off(part, sizes) for part in _parts(shares)])
    best = int(np.argmin(off / sizes))
    return int(sizes[best]) if off[best] <= limits[best] else None


def _any_fits(shares: FloatArray, sizes: IntArray, limits: FloatArray) -> bool:
    """Whether all shares lie on the grid of any size. Most curves lie on none, which their first few values show."""
    for part in _parts(shares):
        fits = _off(part, sizes) <= limits
        sizes, limits = sizes[fits], limits[fits]
        if not len(sizes):
            return False
    return True


def _parts(shares: FloatArray) -> Iterator[FloatArray]:
    return (shares[first : first + _AT_ONCE] for first in range(0, len(shares), _AT_ONCE))


def _off(shares: FloatArray, sizes: IntArray) -> FloatArray:
    """Largest distance of any of the shares from a whole number of samples, for each size."""
    counts = shares[:, np.newaxis] * sizes
    return np.asarray(np.abs(counts - np.round(counts)).max(axis=0), dtype=np.float64)
