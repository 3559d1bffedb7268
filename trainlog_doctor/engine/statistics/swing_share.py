"""A series' noise as a share of its level, where that level is still to be seen."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.measures.median import median
from trainlog_doctor.engine.measures.noise import jitter_of_finite
from trainlog_doctor.engine.measures.windows import changes_sign, end, relative
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic

_FEWEST = 4

_BOTTOM = 0.1
"""No level counts as less than this share of the second value: at the bottom of a long descent, swings that nobody
would see are a good part of what is left. The first value is no measure, since it holds the very first batches."""


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
