"""How many epochs a run went on after nothing improved any more."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.measures.remembered import remembered
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def epochs_without_gain(first: Series | None, second: Series | None) -> Measurement | None:
    """Epochs since either series last gained anything beyond its noise, and not merely by luck. Unit: epochs.

    A series' last gain is the earliest epoch that ties with its best: within twice its noise. None without any series.

    Fields
    ------
    best_epoch
        The later one of the two series' last gains.
    share
        The value as a share of the run's epochs.
    hours
        What these epochs took; 0 where the log holds no times.
    clock
        The same as hours, minutes and seconds; empty where the log holds no times.
    """
    there = [one for one in (first, second) if one is not None and len(one.values)]
    return _since_last_gain(*there) if there else None


@remembered
def _since_last_gain(one: Series, *more: Series) -> Measurement:
    run = one.run
    best, last = max(series.last_gain for series in (one, *more)), int(run.frame.epoch[-1])
    wasted = run.frame.epoch > best
    count = int(np.count_nonzero(wasted))
    seconds = 0.0 if run.epoch_seconds is None else float(np.nansum(run.epoch_seconds[wasted]))
    fields: dict[str, float | int | str] = {
        "best_epoch": best,
        "share": count / len(wasted),
        "hours": seconds / 3600,
        "clock": _clock(seconds),
    }
    return Measurement(float(count), (best + 1, last) if last > best else None, fields)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if seconds else ""


EPOCHS_WITHOUT_GAIN = Statistic(
    "epochs_without_gain",
    epochs_without_gain,
    inputs=2,
    points=0,
    required=0,
    fields=("best_epoch", "share", "hours", "clock"),
)
