"""How much noise a series has: in its own unit, and as a share of what it may be compared with."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.measures.median import median
from trainlog_doctor.engine.measures.noise import MOST, jitter_of_finite
from trainlog_doctor.engine.measures.perfection import as_fraction
from trainlog_doctor.engine.measures.sample_grid import luck, size_of_grid
from trainlog_doctor.engine.measures.windows import changes_sign, end, relative
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic

_FEWEST = 4

_BOTTOM = 0.1
"""No level counts as less than this share of the second value: at the bottom of a long descent, swings that nobody
would see are a good part of what is left. The first value is no measure, since it holds the very first batches."""


def jitter_size(series: Series) -> Measurement:
    """Noise (see ``engine.measures.noise``). Unit: the series' own (0.01 of an accuracy)."""
    return Measurement(series.jitter)


JITTER_SIZE = Statistic(jitter_size, points=4, units={"value": "metric"})


def jitter_share(series: Series) -> Measurement:
    """Noise (see ``engine.measures.noise``) / median of the values.

    Unit: fraction; of the range where the values change sign.
    """
    level = 0.0 if changes_sign(series) else median(np.abs(series.values))
    return Measurement(relative(series.jitter, level, series.values), None, {"jitter": series.jitter, "level": level})


JITTER_SHARE = Statistic(
    jitter_share, points=4, fields=("jitter", "level"), units={"jitter": "metric", "level": "metric"}
)


def jitter_ratio(series: Series, other: Series) -> Measurement:
    """Noise of the first series as a share of its level (see ``jitter_share``), over the same of the second one.

    None is needed of their levels being alike: an easy validation set has a lower loss than training. Unit: times.
    """
    first, second = jitter_share(series).value, jitter_share(other).value
    if first <= 0:
        return Measurement(0.0)
    return Measurement(min(MOST, first / second) if second > 0 else MOST)


JITTER_RATIO = Statistic(jitter_ratio, inputs=2, points=4)


def jitter_over_luck(shares: Series | None, few: float) -> Measurement:
    """Noise (see ``engine.measures.noise``) / standard error of a share of as many samples as the values show.

    About 1 where each value is that of other samples, as the accuracy of the latest batch is. Unit: times; ``MOST``
    where there are fewer than four values, or no grid of so few samples holds them all.

    Parameters
    ----------
    few
        Samples, at most, that are taken for a batch.
    """
    values = np.empty(0) if shares is None else shares.values
    samples = size_of_grid(values) if len(values) >= _FEWEST else None
    if samples is None or samples > few:
        return Measurement(MOST)
    told = as_fraction(values)
    return Measurement(jitter_of_finite(told) / luck(median(told), samples))


JITTER_OVER_LUCK = Statistic(jitter_over_luck, points=0, required=0, arguments={"few": Argument("number", 64)})


def swing_share(series: Series, other: Series | None, share: float) -> Measurement:
    """Noise (see ``engine.measures.noise``) / median of the values, or a tenth of the second where that is more.

    Or a tenth of the median of another series, where there is one: beside a validation loss of 1.3 nobody would see
    the swings of a training loss of 0.04. Unit: fraction; of the range where the values change sign.

    Parameters
    ----------
    share
        Part of the run, counted from its end, that is measured, 0 to 1; at least four points. The bend of a steep
        start counts as noise where there are few others.
    """
    values = end(series.values, share, _FEWEST)
    noise = series.jitter if len(values) == len(series.values) else jitter_of_finite(values)
    beside = 0.0 if other is None else median(np.abs(other.values))
    level = max(median(np.abs(values)), _BOTTOM * abs(float(series.values[1])), _BOTTOM * beside)
    return Measurement(relative(noise, 0.0 if changes_sign(series) else level, series.values))


SWING_SHARE = Statistic(swing_share, inputs=2, required=1, points=_FEWEST, arguments={"share": Argument("number", 1.0)})


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
