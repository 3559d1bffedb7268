"""How much noisier one series is than another."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.measures.median import median
from trainlog_doctor.engine.measures.noise import MOST
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def jitter_ratio(series: Series, other: Series) -> Measurement:
    """Noise of the first series as a share of its level, over the same of the second one. Unit: times.

    None is needed of their levels being alike: an easy validation set has a lower loss than training.
    """
    first, second = _share(series), _share(other)
    if first <= 0:
        return Measurement(0.0)
    return Measurement(min(MOST, first / second) if second > 0 else MOST)


def _share(series: Series) -> float:
    level = median(np.abs(series.values))
    return series.jitter / level if level > 0 else series.jitter


JITTER_RATIO = Statistic("jitter_ratio", jitter_ratio, inputs=2, points=4)
