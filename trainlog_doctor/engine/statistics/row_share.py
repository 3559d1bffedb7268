"""Whether the rows of a log are epochs, or only steps between one measurement of a metric and the next."""

from __future__ import annotations

from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def row_share(series: Series | None, other: Series | None) -> Measurement:
    """Values of the first series over those of the second, at most 1. Unit: fraction.

    1 where the log does not have the first: nothing tells that its rows are no epochs.
    """
    if series is None or other is None or not len(series.values):
        return Measurement(1.0)
    return Measurement(min(1.0, len(series.values) / max(1, len(other.values))))


ROW_SHARE = Statistic("row_share", row_share, inputs=2, points=0, required=0)
