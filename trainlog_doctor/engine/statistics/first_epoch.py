"""With which epoch a log begins."""

from __future__ import annotations

from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def first_epoch(series: Series) -> Measurement:
    """Number of the first epoch that the log holds, 1-based: above 1 in an excerpt. Unit: epochs."""
    return Measurement(float(series.epochs[0]))


FIRST_EPOCH = Statistic(first_epoch)
