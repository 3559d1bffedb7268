"""Whether a loss is as large as the mistakes beside it ask for."""

from __future__ import annotations

from trainlog_doctor.engine.measures.windows import value_level
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def loss_over_guess(loss: Series, accuracy: Series, last: float) -> Measurement | None:
    """Loss / (a (1 - a)), medians of the last points, a the accuracy.

    A wrong answer costs a cross-entropy at least ln 2, so that it is 0.69 (1 - a) or more. A squared error over one-hot
    answers that are no better than a guess among K classes is (K - 1)/K² = a (1 - a). A loss far below both, beside an
    accuracy that does not move, is not one of those answers. Unit: none. None where the accuracy is 0 or 1, and where
    the loss is below 0: neither of the two is.
    """
    error, level = 1 - value_level(accuracy, last), value_level(loss, last)
    if not 0 < error < 1 or level < 0:
        return None
    return Measurement(level / (error * (1 - error)))


LOSS_OVER_GUESS = Statistic(loss_over_guess, inputs=2, arguments={"last": Argument("count", 5)})
