"""A series' noise at the end as a share of the range that it has passed through."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.measures.noise import jitter_of_finite
from trainlog_doctor.engine.measures.windows import end, relative
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic

_FEWEST = 4


def swing_of_range(series: Series, share: float) -> Measurement:
    """Noise (see ``engine.measures.noise``) of the last part / range of all values but the outermost tenths.

    What a person sees of the swings on a plot of the run, whatever the level: beside a level near 0 any noise is large.
    The lowest and the highest tenth (at least one value each) are left out, since one bad epoch stretches the range.
    Unit: fraction.

    Parameters
    ----------
    share
        Part of the run, counted from its end, whose noise is measured, 0 to 1; at least four points.
    """
    outer = max(1, len(series.values) // 10)
    inner = np.sort(series.values)[outer:-outer]
    noise = jitter_of_finite(end(series.values, share, _FEWEST))
    return Measurement(relative(noise, float(inner[-1] - inner[0]), series.values))


SWING_OF_RANGE = Statistic(swing_of_range, points=_FEWEST, arguments={"share": Argument("number", 0.5)})
