"""What speaks against a logged F1 being that of a whole data set: three comparisons with the metrics beside it.

A function metric is computed for each batch and then averaged, which is right for an accuracy and wrong for an F1. With
t true positives and e errors, both as shares of all samples, F1 = 2t / (2t + e).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from trainlog_doctor.engine.measures.median import median
from trainlog_doctor.engine.measures.windows import tail_level

if TYPE_CHECKING:
    from trainlog_doctor.engine.series import Series
    from trainlog_doctor.model import FloatArray

AVERAGED = ("macro", "weighted", "micro")
"""Words in the name of an F1 that is an average over classes."""

_PRINTED = 2e-4
"""Bends that rounding to four digits alone may cause."""

_EXACT = 1e-3
"""Distance from an identity that three printed digits may cause."""

FEWEST = 5
"""Points of a mean bend, and of a level."""


class Doubt(NamedTuple):
    """A comparison: of what, by which yardstick, what was logged and expected; the sign of jumps if it is of them."""

    metric: str
    yardstick: str
    logged: float
    expected: float
    jumps: str | None = None


def against_parts(f1: Series, precision: Series, recall: Series) -> Doubt | None:
    """Compare the last F1 values with 2PR / (P + R).

    None where a name says that the F1 is an average over classes: a mean of harmonic means is no harmonic mean of
    means.
    """
    if any(word in f1.name.lower() for word in AVERAGED):
        return None
    scores, p, r = (values[-FEWEST:] for values in together(f1, precision, recall))
    if not len(scores):
        return None
    return Doubt(f1.name, "2PR/(P+R)", median(scores), median(_harmonic_mean(p, r)))


def weighted_over_classes(accuracy: Series | None, recall: Series) -> bool:
    """Whether the recall is the accuracy in every epoch, as a mean over classes by their frequency is."""
    if accuracy is None:
        return False
    correct, found = together(accuracy, recall)
    return len(found) > 0 and float(np.abs(correct - found).max()) <= _EXACT


def made_of_parts(f1: Series, precision: Series | None, recall: Series | None) -> bool:
    """Whether F1 is 2PR / (P + R) in every epoch: means over batches are not, however close they come in some."""
    if precision is None or recall is None:
        return False
    scores, p, r = together(f1, precision, recall)
    return len(scores) >= FEWEST and float(np.abs(scores - _harmonic_mean(p, r)).max()) <= _EXACT


def _harmonic_mean(p: FloatArray, r: FloatArray) -> FloatArray:
    total = p + r
    return np.divide(2 * p * r, total, out=np.zeros_like(total), where=total > 0)


def restlessness(f1: Series, accuracy: Series) -> Doubt | None:
    """Compare how the F1 jumps with what the jumps of the accuracy explain.

    Jumps are mean absolute second differences (steady progress cancels in them) over the second half of the run. Errors
    that come and go independently move the F1 by no more than the accuracy's jump times its steepest slope; a mean over
    batches also depends on how the positives fell into the batches, which shuffling changes every epoch.
    """
    scores, correct = together(f1, accuracy)
    half = len(scores) // 2
    scores, correct = scores[half:], correct[half:]
    if len(scores) < FEWEST:
        return None
    slope = steepest_slope(median(scores), median(correct))
    jumps = [float(np.abs(np.diff(values, n=2)).mean()) for values in (scores, correct)]
    if slope is None:
        return None
    return Doubt(f"Δ{f1.name}", f"Δ{accuracy.name}", jumps[0], slope * max(jumps[1], _PRINTED), "Δ")


def behind_validation(f1: Series, accuracy: Series, val_f1: Series, val_accuracy: Series) -> Doubt | None:
    """Compare the training F1 with validation's, less what the difference of the accuracies explains."""
    levels = [tail_level(one.values, FEWEST) for one in (f1, accuracy, val_f1, val_accuracy)]
    slope = steepest_slope(levels[0], levels[1])
    if slope is None:
        return None
    return Doubt(f1.name, val_f1.name, levels[0], levels[2] - slope * abs(levels[3] - levels[1]))


def steepest_slope(f1: float, accuracy: float) -> float | None:
    """How much of an F1 one unit of accuracy can move: the error more that is a positive lost.

    The derivative of 2t / (2t + e) along such errors, 2 (t + e) / (2t + e)^2. None where either is at its bounds.
    """
    errors = 1 - accuracy
    if not (0 < f1 < 1 and 0 < errors < 1):
        return None
    hits = f1 * errors / (2 * (1 - f1))
    return 2 * (hits + errors) / (2 * hits + errors) ** 2


def together(*series: Series) -> list[FloatArray]:
    """Values of each series at the epochs that all of them have."""
    epochs = series[0].epochs
    if all(one.epochs is epochs for one in series):
        return [one.values for one in series]
    for one in series[1:]:
        epochs = epochs[np.isin(epochs, one.epochs, assume_unique=True)]
    return [one.values[np.searchsorted(one.epochs, epochs)] for one in series]
