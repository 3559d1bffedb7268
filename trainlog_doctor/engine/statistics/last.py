"""The last value of a series."""

from __future__ import annotations

from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def last(series: Series) -> Measurement | None:
    """Value at the last epoch that has one. Unit: the series' own, as logged.

    None where the log printed NaN or an infinity after it: the run does not end with that value.

    Fields
    ------
    last_epoch
        Where it was logged.
    """
    epoch = int(series.epochs[-1])
    if series.nonfinite and series.nonfinite[-1] > epoch:
        return None
    return Measurement(float(series.values[-1]), (epoch, epoch), {"last_epoch": epoch})


LAST = Statistic(last, fields=("last_epoch",), lacks="ends_nonfinite", units={"value": "metric"}, logged=True)
