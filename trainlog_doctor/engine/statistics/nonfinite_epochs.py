"""Epochs at which the log itself printed NaN or an infinity."""

from __future__ import annotations

from trainlog_doctor.engine.statistic import Measurement, Series, Statistic

_FATES = ("trained", "recovered", "lost_after", "never")


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
    trained, recovered, lost_after, never
        What became of the first series, one of the four if it is in the log, the others empty: epochs at which it is
        finite, if it always is; epochs at which it is finite again, if it ends so; the last epoch at which it was
        finite, if it does not; epochs at which it is not, if it never is finite.
    """
    there = [series for series in (first, second) if series is not None]
    if not there:
        return None
    hit = min((series for series in there if series.nonfinite), key=lambda series: series.nonfinite[0], default=None)
    fields: dict[str, float | int | str] = {**dict.fromkeys(_FATES, ""), **(_fate(first) if hit else {})}
    if hit is None:
        return Measurement(0.0, None, {"metric": there[0].name, "first_epoch": 0, "last_finite_epoch": 0, **fields})
    start = hit.nonfinite[0]
    before = hit.epochs[hit.epochs < start]
    fields |= {
        "metric": hit.name,
        "first_epoch": start,
        "last_finite_epoch": int(before[-1]) if len(before) else 0,
    }
    count = len({epoch for series in there for epoch in series.nonfinite})
    return Measurement(float(count), (start, int(hit.run.frame.epoch[-1])), fields)


def _fate(training: Series | None) -> dict[str, int]:
    """Tell a loss that was never touched, one that came back, one that is lost for good, and one that never was."""
    if training is None:
        return {}
    if not training.nonfinite:
        return {"trained": len(training.epochs)}
    if not len(training.epochs):
        return {"never": len(training.nonfinite)}
    last = int(training.epochs[-1])
    if last < training.nonfinite[-1]:
        return {"lost_after": last}
    return {"recovered": int((training.epochs > training.nonfinite[0]).sum())}


NONFINITE_EPOCHS = Statistic(
    nonfinite_epochs,
    inputs=2,
    required=0,
    points=0,
    fields=("first_epoch", "last_finite_epoch", *_FATES),
)
