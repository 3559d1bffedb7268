"""A series' noise as a share of its level."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.statistic import Measurement, Series, Statistic
from trainlog_doctor.engine.windows import relative


def jitter_share(series: Series) -> Measurement:
    """Noise (see ``engine.noise``) / median of the values. Unit: fraction."""
    level = float(np.median(np.abs(series.values)))
    return Measurement(relative(series.jitter, level, series.values), None, {"jitter": series.jitter, "level": level})


JITTER_SHARE = Statistic("jitter_share", jitter_share, points=4, fields=("jitter", "level"))
