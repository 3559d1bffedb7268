"""How much noisier one series is than another."""

from __future__ import annotations

from trainlog_doctor.engine.measures.noise import MOST
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic
from trainlog_doctor.engine.statistics.jitter_share import jitter_share


def jitter_ratio(series: Series, other: Series) -> Measurement:
    """Noise of the first series as a share of its level (see ``jitter_share``), over the same of the second one.

    None is needed of their levels being alike: an easy validation set has a lower loss than training. Unit: times.
    """
    first, second = jitter_share(series).value, jitter_share(other).value
    if first <= 0:
        return Measurement(0.0)
    return Measurement(min(MOST, first / second) if second > 0 else MOST)


JITTER_RATIO = Statistic(jitter_ratio, inputs=2, points=4)
