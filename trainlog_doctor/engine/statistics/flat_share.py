"""How long a series has stood still."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.measures.median import median
from trainlog_doctor.engine.measures.trend import block_end, block_medians
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic

_BLOCKS = 20
"""Longer runs are taken in so many blocks, by their medians: over hundreds of epochs some stray by chance alone."""


def flat_share(series: Series, tolerance: float) -> Measurement:
    """Share of the run, counted back from its end, in which a series stayed at the level at which it ended.

    Staying means: the running median (its level over each twentieth of a longer run) keeps within two standard
    deviations of the noise, or within a part of the way from the first value to the end, of the median of the last
    fifth. Unit: 0 to 1.

    Parameters
    ----------
    tolerance
        That part of the way.

    Fields
    ------
    since_epoch
        The first epoch of that share.
    """
    smooth = series.smooth
    end = median(smooth[-max(3, len(smooth) // 5) :])
    near = max(2 * series.jitter, tolerance * abs(float(series.cost[0]) - end))
    blocks = min(len(smooth), _BLOCKS)
    off = np.flatnonzero(np.abs(block_medians(smooth, blocks) - end) > near)
    start = block_end(len(smooth), blocks, int(off[-1])) if len(off) else 0
    if start >= len(smooth):
        return Measurement(0.0, None, {"since_epoch": int(series.epochs[-1])})
    since = int(series.epochs[start])
    return Measurement(1 - start / len(smooth), (since, int(series.epochs[-1])), {"since_epoch": since})


FLAT_SHARE = Statistic(flat_share, points=5, arguments={"tolerance": Argument("number", 0.02)}, fields=("since_epoch",))
