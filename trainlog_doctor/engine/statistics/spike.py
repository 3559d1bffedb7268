"""The largest sudden jump of a series."""

from __future__ import annotations

import numpy as np

from trainlog_doctor.engine.measures.noise import noise_unit
from trainlog_doctor.engine.measures.yardstick import yardstick
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def spike(series: Series, unit: str) -> Measurement:
    """Largest rise of one point above the worst of the three before it, in the bad direction.

    A swing that was there already is none.

    Unit: ``share`` of the level before the jump (see ``engine.measures.yardstick``), or standard deviations of the
    series' own ``noise``.

    Fields
    ------
    epoch, before, peak
        Where it jumped, from what, to what.
    back_epoch
        First epoch at which the series was no worse than before the jump again; 0 if it never was.
    above, left
        For how many epochs on end it stood above that level, and how many there were from the jump on.
    """
    cost = series.cost
    before = np.maximum(np.maximum(cost[:-3], cost[1:-2]), cost[2:-1])
    rises = cost[3:] - before
    sizes = rises / yardstick(cost, before)
    pick = int(np.argmax(sizes))
    at = pick + 3
    back = np.flatnonzero(cost[at:] <= before[pick])
    back_epoch = int(series.epochs[at + back[0]]) if len(back) else 0
    fields = {
        "epoch": int(series.epochs[at]),
        "before": float(-before[pick] if series.better == "higher" else before[pick]),
        "peak": float(series.values[at]),
        "back_epoch": back_epoch,
        "above": int(back[0]) if len(back) else len(cost) - at,
        "left": len(cost) - at,
    }
    noise = noise_unit(series.jitter, float(np.abs(cost).max()))
    value = float(rises[pick]) / noise if unit == "noise" else float(sizes[pick])
    return Measurement(value, (int(series.epochs[at]), back_epoch or int(series.epochs[-1])), fields)


SPIKE = Statistic(
    "spike",
    spike,
    points=6,
    arguments={"unit": Argument("word", "share", ("share", "noise"))},
    fields=("epoch", "before", "peak", "back_epoch", "above", "left"),
)
