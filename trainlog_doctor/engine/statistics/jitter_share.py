"""A series' noise as a share of its level."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.measures.median import median
from trainlog_doctor.engine.measures.windows import changes_sign, relative
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def jitter_share(series: Series) -> Measurement:
    """Noise (see ``engine.measures.noise``) / median of the values.

    Unit: fraction; of the range where the values change sign.
    """
    level = 0.0 if changes_sign(series) else median(np.abs(series.values))
    return Measurement(relative(series.jitter, level, series.values), None, {"jitter": series.jitter, "level": level})


JITTER_SHARE = Statistic(
    jitter_share, points=4, fields=("jitter", "level"), units={"jitter": "metric", "level": "metric"}
)
