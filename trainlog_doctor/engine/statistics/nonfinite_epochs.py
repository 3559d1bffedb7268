"""Epochs at which the log itself printed NaN or an infinity."""

from __future__ import annotations

from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def nonfinite_epochs(first: Series | None, second: Series | None) -> Measurement | None:
    """Count the epochs at which either series is NaN or infinite. Unit: epochs. None when the log has neither.

    Fields
    ------
    metric
        The series in which the first of them stands.
    first_epoch
        The first of them; 0 if there is none.
    last_finite_epoch
        The last epoch before it at which that series was finite; 0 if there is none.
    """
    there = [series for series in (first, second) if series is not None]
    if not there:
        return None
    hit = min((series for series in there if series.nonfinite), key=lambda series: series.nonfinite[0], default=None)
    if hit is None:
        return Measurement(0.0, None, {"metric": there[0].name, "first_epoch": 0, "last_finite_epoch": 0})
    start = hit.nonfinite[0]
    before = hit.epochs[hit.epochs < start]
    fields: dict[str, float | int | str] = {
        "metric": hit.name,
        "first_epoch": start,
        "last_finite_epoch": int(before[-1]) if len(before) else 0,
    }
    count = len({epoch for series in there for epoch in series.nonfinite})
    return Measurement(float(count), (start, int(hit.run.frame.epoch[-1])), fields)


NONFINITE_EPOCHS = Statistic(
    "nonfinite_epochs", nonfinite_epochs, inputs=2, required=0, points=0, fields=("first_epoch", "last_finite_epoch")
)
