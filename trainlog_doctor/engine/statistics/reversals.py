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
    steps = np.diff(series.values)
    turns = steps[1:] * steps[:-1] < 0
    return Measurement(float(turns.mean()), epoch_span(series), {"count": int(turns.sum())})


REVERSALS = Statistic("reversals", reversals, points=4, fields=("count",))
