"""How many epochs a run went on after nothing improved any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.statistic import Measurement, Series, Statistic

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray

_TIE = 2.0
"""Values that differ by at most twice the noise are ties."""


def epochs_without_gain(first: Series | None, second: Series | None) -> Measurement | None:
    """Epochs since either series last gained anything beyond its noise, and not merely by luck. Unit: epochs.

    A series' last gain is the earliest epoch that ties with its best: within twice its noise. None without any series.

    Fields
    ------
    best_epoch
        The later one of the two series' last gains.
    share
        The value as a share of the run's epochs.
    clock
        Hours, minutes and seconds that these epochs took; empty where the log holds no times.
    """
    there = [one for one in (first, second) if one is not None and len(one.values)]
    if not there:
        return None
    run = there[0].run
    best, last = max(_last_gain(one) for one in there), int(run.frame.epoch[-1])
    wasted = run.frame.epoch > best
    clock = _clock(np.zeros(len(wasted)) if run.epoch_seconds is None else run.epoch_seconds[wasted])
    fields: dict[str, float | int | str] = {"best_epoch": best, "share": float(wasted.mean()), "clock": clock}
    return Measurement(float(wasted.sum()), (best + 1, last) if last > best else None, fields)


def _last_gain(series: Series) -> int:
    tie = series.cost <= series.cost.min() + _TIE * series.jitter
    return int(series.epochs[int(np.argmax(tie))])


def _clock(seconds: FloatArray) -> str:
    total = float(np.nansum(seconds))
    minutes, rest = divmod(round(total), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if total else ""


EPOCHS_WITHOUT_GAIN = Statistic(
    "epochs_without_gain",
    epochs_without_gain,
    inputs=2,
    points=0,
    required=0,
    fields=("best_epoch", "share", "clock"),
)
