"""For how long validation stays between the training losses of its own epoch and the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.shared import shared_places
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic

if TYPE_CHECKING:
    import numpy.typing as npt


def between(validation: Series, training: Series, unit: str) -> Measurement | None:
    """Longest run of epochs whose validation lies between the training values of that epoch and the next, better one.

    Training is the mean over an epoch, validation stands at its end: on the same samples, and while training improves,
    it lies halfway. The first epoch is left out: training falls so far in it that most values lie between.

    Unit: ``epochs`` of that run, or ``fall``, by what factor training fell over it. None where a value is not positive.
    """
    if min(validation.bounds[0], training.bounds[0]) <= 0:
        return None
    ours, theirs = shared_places(validation.epochs, training.epochs[1:-1])
    level, now, after = validation.cost[ours], training.cost[1:-1][theirs], training.cost[2:][theirs]
    followed = training.epochs[1:-1][theirs] + 1 == training.epochs[2:][theirs]
    first, last = _longest(followed & (after <= level) & (level <= now))
    if last < first:
        return Measurement(0.0)
    epochs = validation.epochs[ours]
    value = float(now[first] / after[last]) if unit == "fall" else last - first + 1.0
    return Measurement(value, (int(epochs[first]), int(epochs[last])))


def _longest(inside: npt.NDArray[np.bool_]) -> tuple[int, int]:
    """First and last position of the longest run of True, the earliest of equals; (0, -1) where there is none."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False]))))
    begins, ends = edges[::2], edges[1::2]
    if not len(begins):
        return 0, -1
    longest = int((ends - begins).argmax())
    return int(begins[longest]), int(ends[longest]) - 1


BETWEEN = Statistic(between, inputs=2, points=4, arguments={"unit": Argument("word", "epochs", ("epochs", "fall"))})
