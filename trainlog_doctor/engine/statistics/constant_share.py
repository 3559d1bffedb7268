"""How often a series prints one and the same number."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.measures.windows import end, epoch_span
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic

_FEWEST = 3


def constant_share(series: Series, decimals: float, share: float) -> Measurement:
    """Share of the last points that equal the commonest number, after rounding as a log prints it. Unit: 0 to 1.

    Parameters
    ----------
    decimals
        Digits behind the point; Keras prints four.
    share
        Part of the run that counts as its end, 0 to 1; at least three points.

    Fields
    ------
    common
        That number.
    count
        Points that equal it.
    """
    printed = end(series.values, share, _FEWEST).round(int(decimals))
    printed.sort()
    begins = np.concatenate(([0], np.flatnonzero(printed[1:] != printed[:-1]) + 1, [len(printed)]))
    counts = begins[1:] - begins[:-1]
    at = int(counts.argmax())
    count, common = int(counts[at]), float(printed[begins[at]])
    return Measurement(count / len(printed), epoch_span(series, -len(printed)), {"common": common, "count": count})


CONSTANT_SHARE = Statistic(
    constant_share,
    points=_FEWEST,
    arguments={"decimals": Argument("count", 4), "share": Argument("number", 1.0)},
    fields=("common", "count"),
    units={"common": "metric"},
)


def lone_constant_share(
    training: Series, validation: Series | None, decimals: float, share: float
) -> Measurement | None:
    """What ``constant_share`` says of training's score; none where validation has one to look at, and for an error."""
    alone = validation is None and training.better == "higher"
    return constant_share(training, decimals, share) if alone else None


LONE_CONSTANT_SHARE = Statistic(
    lone_constant_share,
    inputs=2,
    points=CONSTANT_SHARE.points,
    arguments=CONSTANT_SHARE.arguments,
    fields=CONSTANT_SHARE.fields,
    units=CONSTANT_SHARE.units,
    required=1,
)
