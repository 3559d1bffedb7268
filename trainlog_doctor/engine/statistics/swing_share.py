"""A series' noise as a share of its level, where that level is still to be seen."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.measures.median import median
from trainlog_doctor.engine.measures.windows import relative
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic

_BOTTOM = 0.1
"""No level counts as less than this share of the second value: at the bottom of a long descent, swings that nobody
would see are a good part of what is left. The first value is no measure, since it holds the very first batches."""


def swing_share(series: Series) -> Measurement:
    """Noise (see ``engine.measures.noise``) / median of the values, or a tenth of the second where that is more.

    Unit: fraction.
    """
    level = max(median(np.abs(series.values)), _BOTTOM * abs(float(series.values[1])))
    return Measurement(relative(series.jitter, level, series.values))


SWING_SHARE = Statistic("swing_share", swing_share, points=4)
