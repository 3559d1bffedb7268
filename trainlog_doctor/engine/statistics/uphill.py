"""How much of a series' way led in the wrong direction."""

from __future__ import annotations

import math

import numpy as np

from trainlog_doctor.engine.measures.remembered import remembered
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def uphill(series: Series, errors: float) -> Measurement:
    """Share of the total variation after the first epoch that was spent getting worse.

    Unit: 0 to 1; a steady descent gives 0, pure noise 0.5. The first step is left out: it is the steepest of all
    descents and would hide what comes after it.

    Parameters
    ----------
    errors
        Standard errors to take off (that of a ratio of sums over the steps): what the share is at least, since a few
        steps, or a few large ones among many, lead upwards by chance.
    """
    share, error = _upwards(series)
    return Measurement(max(0.0, share - errors * error) if errors else share)


@remembered
def _upwards(series: Series) -> tuple[float, float]:
    """The share, and its standard error."""
    steps = series.steps[1:]
    sizes, rises = np.abs(steps), steps > 0
    total = float(sizes.sum())
    if total <= 0:
        return 0.0, 0.0
    share = float(steps[rises].sum()) / total
    off = sizes * (rises - share)
    return share, math.sqrt(off.dot(off)) / total


UPHILL = Statistic(uphill, points=4, arguments={"errors": Argument("number", 0.0)})
