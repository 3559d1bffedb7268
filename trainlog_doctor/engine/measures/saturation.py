"""Outputs that are always fully certain: every wrong answer then costs what the clipped logarithm allows at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.windows import end

if TYPE_CHECKING:
    from trainlog_doctor.engine.series import Series
    from trainlog_doctor.model import FloatArray

_COSTS = 15.2, 16.2
"""What a wrong answer of full certainty costs: Keras clips probabilities at 1e-7, -ln of which is 16.12; single
precision and the term that is added once more before the logarithm make it 15.94, 15.42, 15.33 or 15.25."""

_PRINTED = 0.00005
"""Half of the last printed digit."""

_WRONG = 0.001, 0.02
"""Share of wrong answers: of fewer, printed digits do not resolve the cost of one; beside more, the accuracy itself
does not look like a success."""


def saturated(loss: Series, accuracy: Series, share: float) -> bool:
    """Tell whether loss and accuracy stand still at the end, and each wrong answer costs as much as it can.

    Parameters
    ----------
    share
        Part of the run that counts as its end, 0 to 1; at least three points.
    """
    losses, accuracies = end(loss.values, share, 3), end(accuracy.values, share, 3)
    if len(losses) < 3 or len(accuracies) < 3:
        return False
    return _WRONG[0] <= 1 - float(accuracies[-1]) <= _WRONG[1] and costs_most(losses, accuracies)


def hopeless(losses: FloatArray, accuracies: FloatArray) -> bool:
    """Tell the same of the ends of both where more answers are wrong than beside a success."""
    return 1 - float(accuracies[-1]) > _WRONG[1] and costs_most(losses, accuracies)


def costs_most(losses: FloatArray, accuracies: FloatArray) -> bool:
    """Tell whether neither moves, and each wrong answer costs as much as it can."""
    if max(np.ptp(losses), np.ptp(accuracies)) > 2 * _PRINTED:
        return False
    wrong = 1 - float(accuracies[-1])
    least = (float(losses[-1]) - _PRINTED) / (wrong + _PRINTED)
    most = (float(losses[-1]) + _PRINTED) / (wrong - _PRINTED)
    return least <= _COSTS[1] and most >= _COSTS[0]
