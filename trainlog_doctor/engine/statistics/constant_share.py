"""How often a series prints one and the same number."""

from __future__ import annotations

from collections import Counter

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
    printed = Counter(series.values.round(int(decimals)).tolist())
    count = max(printed.values())
    common = min(number for number, times in printed.items() if times == count)
    return Measurement(count / len(series.values), epoch_span(series), {"common": common, "count": count})


CONSTANT_SHARE = Statistic(
    "constant_share",
    constant_share,
    points=4,
    arguments={"decimals": Argument("count", 4)},
    fields=("common", "count"),
)
