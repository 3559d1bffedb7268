"""Epochs whose loss cannot be right beside their accuracy."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from trainlog_doctor.model import FloatArray, IntArray

_MARGIN = 0.25
"""Share of the samples that must be wrong beyond what the loss allows: rounding, smoothed labels and means over
batches of unequal size blur the bound by far less."""
_MOST = 0.5
"""Share of such epochs so far from which on the loss is no cross-entropy, and the bound says nothing."""


def contradicted(loss: FloatArray, accuracy: FloatArray) -> npt.NDArray[np.bool_]:
    """Tell for each epoch whether far more samples are wrong than its cross-entropy allows.

    A sample that is answered wrongly was given a probability below 1/2, and so adds at least ln 2 to the sum of the
    losses: the share of wrong answers is at most loss / ln 2. A loss of 0.0000001 beside an accuracy of 0.12 is none.

    Parameters
    ----------
    loss, accuracy
        float64 arrays of shape (n,), NaN where not logged; accuracies as shares or percentages.

    Returns
    -------
    ndarray
        bool, shape (n,); False where so many epochs up to there contradict that the loss must be something else.
    """
    scale = 100.0 if np.nanmax(accuracy, initial=0.0) > 1 else 1.0
    found = 1 - accuracy / scale > np.maximum(loss, 0.0) / math.log(2) + _MARGIN
    so_far = np.cumsum(found) / np.arange(1, len(found) + 1)
    return np.asarray(found & (so_far < _MOST), dtype=bool)


def lowest_contradicted(
    epoch: IntArray, loss: FloatArray | None, accuracy: FloatArray | None, marked: npt.NDArray[np.bool_]
) -> tuple[int, float, float] | None:
    """Epoch, loss and accuracy where the loss is lowest of the epochs that are marked; None where none is."""
    if loss is None or accuracy is None or not marked.any():
        return None
    at = int(np.argmin(np.where(marked, loss, np.inf)))
    return int(epoch[at]), float(loss[at]), float(accuracy[at])
