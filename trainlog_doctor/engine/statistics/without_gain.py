"""How long a run went on after nothing improved any more."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.measures.noise import TIE
from trainlog_doctor.engine.measures.remembered import remembered
from trainlog_doctor.engine.measures.trend import kendall_score
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic

_CERTAIN = 2.3
"""Mann-Kendall score of a fall that chance makes once in a hundred times."""


def without_gain(first: Series | None, second: Series | None, unit: str) -> Measurement | None:
    """What of the run came since either series last gained anything beyond its noise, and not merely by luck.

    A series' last gain is the earliest epoch that ties with its best: within twice its noise. Where its values fall on
    from there beyond chance, it is the epoch of its lowest level (smoothed over three epochs). Unit: ``epochs``, their
    ``share`` of the run's (with those before an excerpt), or the ``hours`` that they took (0 where the log holds no
    times). None without any series.

    Fields
    ------
    best_epoch
        The later one of the two series' last gains.
    clock
        What the epochs since then took, as hours, minutes and seconds; empty where the log holds no times.
    """
    there = [one for one in (first, second) if one is not None and len(one.values)]
    if not there:
        return None
    run = there[0].run
    best, last = max(map(_last_gain, there)), int(run.frame.epoch[-1])
    since = run.frame.epoch > best
    seconds = 0.0 if run.epoch_seconds is None else float(np.nansum(run.epoch_seconds[since]))
    lengths = {"epochs": float(since.sum()), "share": (last - best) / last, "hours": seconds / 3600}
    span = (best + 1, last) if last > best else None
    return Measurement(lengths[unit], span, {"best_epoch": best, "clock": _clock(seconds)})


@remembered
def _last_gain(series: Series) -> int:
    tie = int((series.cost <= series.lowest + TIE * series.jitter).argmax())
    score = kendall_score(series.cost[tie + 1 :])
    falls_on = score is not None and score <= -_CERTAIN
    return int(series.epochs[max(tie, int(series.smooth.argmin())) if falls_on else tie])


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if seconds else ""


WITHOUT_GAIN = Statistic(
    without_gain,
    inputs=2,
    points=0,
    required=0,
    arguments={"unit": Argument("word", "epochs", ("epochs", "share", "hours"))},
    fields=("best_epoch", "clock"),
)
