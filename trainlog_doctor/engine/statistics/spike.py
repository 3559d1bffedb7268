"""The largest sudden jump of a series."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray

_BEFORE = 3
"""A jump is measured from the worst of this many points before it: a swing that was there before is none."""

_FLOOR = 0.1
"""A loss that has fallen below this share of its first value is measured by that share: at the bottom, doubling is
nothing."""


def spike(series: Series, unit: str) -> Measurement:
    """Largest rise of one point above the worst of the three before it, in the bad direction.

    Unit: ``share`` of the level before the jump (of the series' range where a loss may be 0 or less), or standard
    deviations of the series' own ``noise``.

    Fields
    ------
    epoch, before, peak
        Where it jumped, from what, to what.
    back_epoch
        First epoch at which the series was no worse than before the jump again; 0 if it never was.
    """
    cost = series.cost
    before = np.lib.stride_tricks.sliding_window_view(cost, _BEFORE)[:-1].max(axis=1)
    rises = cost[_BEFORE:] - before
    sizes = rises / _levels(cost, before)
    pick = int(np.argmax(sizes))
    at = pick + _BEFORE
    back = np.flatnonzero(cost[at:] <= before[pick])
    back_epoch = int(series.epochs[at + back[0]]) if len(back) else 0
    noise = max(series.jitter, 1e-6 * float(np.abs(cost).max()), 1e-12)
    fields = {
        "epoch": int(series.epochs[at]),
        "before": float(abs(before[pick])),
        "peak": float(series.values[at]),
        "back_epoch": back_epoch,
    }
    value = float(rises[pick]) / noise if unit == "noise" else float(sizes[pick])
    return Measurement(value, (int(series.epochs[at]), back_epoch or int(series.epochs[-1])), fields)


def _levels(cost: FloatArray, before: FloatArray) -> FloatArray:
    """By what each rise is divided; positive."""
    if float(cost.min()) > 0:
        return np.maximum(before, _FLOOR * float(cost[0]))
    return np.full(len(before), max(float(np.median(np.abs(cost))), float(np.ptp(cost)) / 2, 1e-12))


SPIKE = Statistic(
    "spike",
    spike,
    points=_BEFORE + 3,
    arguments={"unit": Argument("word", "share", ("share", "noise"))},
    fields=("epoch", "before", "peak", "back_epoch"),
)
