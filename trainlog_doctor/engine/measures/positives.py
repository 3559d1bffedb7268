"""What the metrics of an epoch say of the share of positives, which is the same in every epoch of one data set.

With t true positives, e errors and p positives, all as shares of the samples, F1 = 2t / (2t + e), recall = t / p, and
t <= p <= t + e. Means over batches obey none of this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.f1 import AVERAGED, FEWEST, Doubt, together
from trainlog_doctor.engine.measures.median import median, running_median

if TYPE_CHECKING:
    from trainlog_doctor.engine.series import Series
    from trainlog_doctor.model import FloatArray

_FEW_ERRORS = 2e-3
"""Share of errors below which four printed digits say little of what they are."""


def against_positives(f1: Series, accuracy: Series, parts: tuple[Series, Series] | None) -> Doubt | None:
    """Compare the last F1 with the lowest that its errors allow, given the positives that earlier epochs prove.

    Parameters
    ----------
    parts
        Precision and recall, by which each epoch tells the share of positives itself and not only a lower bound.

    Returns
    -------
    Doubt or None
        None for an average over classes, for fewer than five epochs that tell anything, and where the last epochs have
        more errors than there are positives for sure.
    """
    if any(word in f1.name.lower() for word in AVERAGED):
        return None
    scores, correct, *rest = together(f1, accuracy, *(parts or ()))
    errors = 1 - correct
    proven = _from_parts(errors, rest[0], rest[1]) if parts else _from_score(errors, scores)
    told = proven[np.isfinite(proven) & (proven > 0) & (errors > _FEW_ERRORS)]
    if len(told) < FEWEST:
        return None
    positives, wrong = min(1.0, float(running_median(told).max())), median(errors[-FEWEST:])
    hits = positives - wrong
    return Doubt(f1.name, accuracy.name, median(scores[-FEWEST:]), 2 * hits / (2 * hits + wrong)) if hits > 0 else None


def _from_score(errors: FloatArray, scores: FloatArray) -> FloatArray:
    """True positives, which are no more than the positives."""
    return _divided(scores * errors, 2 * (1 - scores))


def _from_parts(errors: FloatArray, precision: FloatArray, recall: FloatArray) -> FloatArray:
    """Positives: errors per true positive are 1 / precision + 1 / recall - 2."""
    per_hit = _divided(np.ones_like(precision), precision) + _divided(np.ones_like(recall), recall) - 2
    return _divided(_divided(errors, per_hit), recall)


def _divided(above: FloatArray, below: FloatArray) -> FloatArray:
    return np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0)
