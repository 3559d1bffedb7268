"""How much of a series' way led in the wrong direction."""

from __future__ import annotations

import numpy as np

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
    steps = series.steps[1:]
    total = float(abs(steps).sum())
    if total <= 0:
        return Measurement(0.0)
    share = float(steps[steps > 0].sum()) / total
    if not errors:
        return Measurement(share)
    error = float(np.linalg.norm(abs(steps) * ((steps > 0) - share))) / total
    return Measurement(max(0.0, share - errors * error))


UPHILL = Statistic("uphill", uphill, points=4, arguments={"errors": Argument("number", 0.0)})
