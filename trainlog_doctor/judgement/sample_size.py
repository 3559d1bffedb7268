"""How many samples a validation set has: small ones make scores jump by luck."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.facts import SAMPLES, numeric, of_kind

if TYPE_CHECKING:
    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.model import FloatArray, Run

_PRINTED = 6e-5
"""Error of a share that is printed with four digits."""
_FEWEST_STEPS = 0.05
_MOST_STEPS = 0.2
"""Distance from a whole number, in samples, within which a share is a count of samples: for few, and for most."""
_MOST_SAMPLES = int(_MOST_STEPS / _PRINTED)
_FRACTION = 1.5
"""A share above is in per cent."""


def validation_size(run: Run, roles: Roles) -> int | None:
    """Number of validation samples: as the log says, else as the steps of the validation accuracy show.

    An accuracy is a whole number of samples over all of them, so that its values lie on a grid.

    Returns
    -------
    int or None
        None where neither tells, as with more samples than the printed digits resolve.
    """
    told = [numeric(fact.data.get("validation")) for fact in of_kind(run, SAMPLES)]
    known = [int(size) for size in told if size is not None and size >= 1]
    if known:
        return known[-1]
    role = roles.get("val_accuracy")
    values = None if role is None else run.frame.columns.get(role.name)
    return None if values is None else _size_of_grid(values[np.isfinite(values)])


def _size_of_grid(shares: FloatArray) -> int | None:
    """The coarsest grid on which all shares lie: the smallest step between them is one, two or three samples."""
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
    counts = shares[:, np.newaxis] * sizes
    off = np.abs(counts - np.round(counts)).max(axis=0)
    best = int(np.argmin(off / sizes))
    return int(sizes[best]) if off[best] <= max(_FEWEST_STEPS, _PRINTED * sizes[best]) else None
