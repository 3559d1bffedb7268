"""How often a series prints one and the same number."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.measures.windows import epoch_span
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def constant_share(series: Series, decimals: float) -> Measurement:
    """Share of the points that equal the commonest number, after rounding as a log prints it. Unit: 0 to 1.

    Parameters
    ----------
    decimals
        Digits behind the point; Keras prints four.

    Fields
    ------
    common
        That number.
    count
        Points that equal it.
    """
    ordered = np.sort(np.round(series.values, int(decimals)))
    starts = np.concatenate(([0], np.flatnonzero(np.diff(ordered)) + 1, [len(ordered)]))
    counts = np.diff(starts)
    at = int(np.argmax(counts))
    fields = {"common": float(ordered[starts[at]]), "count": int(counts[at])}
    return Measurement(float(counts[at]) / len(series.values), epoch_span(series), fields)


CONSTANT_SHARE = Statistic(
    "constant_share",
    constant_share,
    points=4,
    arguments={"decimals": Argument("count", 4)},
    fields=("common", "count"),
)
