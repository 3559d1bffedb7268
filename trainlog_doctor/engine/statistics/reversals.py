"""How often a series changes direction."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.measures.windows import epoch_span
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def reversals(series: Series) -> Measurement:
    """Share of inner points at which rising turns to falling or falling to rising.

    Unit: 0 to 1; pure noise gives 2/3, a zig-zag 1, a smooth curve about 0.
    Source: I. J. Bienayme's turning-point test, 1874.
    """
    turns = series.steps[1:] * series.steps[:-1] < 0
    count = int(np.count_nonzero(turns))
    return Measurement(count / len(turns), epoch_span(series), {"count": count})


REVERSALS = Statistic(reversals, points=4, fields=("count",))
