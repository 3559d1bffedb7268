"""Whether the errors of a regression are spread like noise, or follow a pattern that the network cannot express."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from trainlog_doctor.engine.measures.shared import shared_places
from trainlog_doctor.engine.measures.windows import tail_level
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray

_EVEN = 3**0.5 / 2
"""Mean absolute over root mean square error where every error up to a bound is as frequent."""

_PRINTED = 1.001
"""Beyond rounding, a mean absolute error is never above the root of the mean of squares."""

_SQUARE = 1.5
"""Power of the mean error from which on a loss counts as its square: 2 where the spread of the errors stays the same, 1
where the loss is the mean error itself."""

_STILL = 0.01
"""Movement within which neither says how it depends on the other."""

_UNTOLD = -1.0
"""Less flat than any noise."""


def residual_flatness(loss: Series, absolute: Series | None, squared: Series | None, last: float) -> Measurement:
    """(MAE / root of MSE - 0.866) / (1 - 0.866), medians of the last points.

    0 where all errors up to a bound are as frequent, 1 where all are of one size; normal noise has -0.51, noise with
    outliers less. A wave that a straight line is drawn through has 0.25. The mean squared error is the column of that
    name, else the loss. Unit: 1; -1 where the log has no MAE, or no mean square can be behind the loss (it moves as
    the MAE does, or the MAE exceeds its root in some epoch).
    Source: R. C. Geary, The ratio of the mean deviation to the standard deviation as a test of normality, Biometrika
    27, 1935.
    """
    errors = None if absolute is None else _errors(absolute, squared or loss)
    if errors is None or not (squared or _is_square(errors)):
        return Measurement(_UNTOLD)
    ratios = errors.mean / np.sqrt(errors.square)
    if float(ratios.max()) > _PRINTED or float(ratios.min()) < 0:
        return Measurement(_UNTOLD)
    return Measurement((tail_level(ratios, last) - _EVEN) / (1 - _EVEN))


class _Errors(NamedTuple):
    """Mean absolute and mean squared errors of the same epochs, positive."""

    mean: FloatArray
    square: FloatArray


def _errors(absolute: Series, square: Series) -> _Errors | None:
    ours, theirs = shared_places(absolute.epochs, square.epochs)
    found = _Errors(absolute.values[ours], square.values[theirs])
    return found if len(ours) and min(float(values.min()) for values in found) > 0 else None


def _is_square(errors: _Errors) -> bool:
    """Whether a loss may be a mean square: then it moves by the square of what the mean error moves by."""
    moved, by = (abs(float(np.log(values[0] / values[-1]))) for values in (errors.square, errors.mean))
    return moved >= _SQUARE * by - _STILL


RESIDUAL_FLATNESS = Statistic(
    residual_flatness,
    inputs=3,
    required=1,
    points=0,
    arguments={"last": Argument("count", 5)},
)
