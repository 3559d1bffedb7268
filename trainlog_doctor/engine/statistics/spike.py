"""The largest sudden jump of a series."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from trainlog_doctor.engine.measures.noise import in_noise, jitter_of_finite
from trainlog_doctor.engine.measures.remembered import remembered
from trainlog_doctor.engine.measures.yardstick import yardstick
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic

_FEWEST = 4
"""Points around a jump that have a noise of their own."""


class _Jump(NamedTuple):
    """A jump: its rise, also as a share of the level before it, where it stands above that, and what else is told."""

    rise: float
    size: float
    above: slice
    epochs: tuple[int, int]
    fields: dict[str, float | int | str]


def spike(series: Series, unit: str) -> Measurement:
    """Largest rise of one point above the worst of the three before it, in the bad direction.

    A swing that was there already is none.

    Unit: ``share`` of the level before the jump (see ``engine.measures.yardstick``), standard deviations of the
    ``noise`` of the series without what stood above that level, since it is most of the noise of a short run, or how
    much of the epochs from there on it was ``lasting`` above that level (0 to 1).

    Fields
    ------
    epoch, before, peak
        Where it jumped, from what, to what.
    back_epoch
        First epoch at which the series was no worse than before the jump again; 0 if it never was.
    above, left
        For how many epochs on end it stood above that level, and how many there were from the jump on.
    """
    jump = _largest(series)
    if unit == "share":
        return Measurement(jump.size, jump.epochs, jump.fields)
    if unit == "lasting":
        return Measurement((jump.above.stop - jump.above.start) / float(jump.fields["left"]), jump.epochs, jump.fields)
    around = np.delete(series.cost, jump.above)
    noise = jitter_of_finite(around) if len(around) >= _FEWEST else series.jitter
    return Measurement(in_noise(jump.rise, noise, max(map(abs, series.bounds))), jump.epochs, jump.fields)


@remembered
def _largest(series: Series) -> _Jump:
    cost = series.cost
    before = np.maximum(np.maximum(cost[:-3], cost[1:-2]), cost[2:-1])
    rises = cost[3:] - before
    sizes = rises / yardstick(series, before)
    pick = int(sizes.argmax())
    at = pick + 3
    back = np.flatnonzero(cost[at:] <= before[pick])
    back_epoch = int(series.epochs[at + back[0]]) if len(back) else 0
    fields: dict[str, float | int | str] = {
        "epoch": int(series.epochs[at]),
        "before": float(-before[pick] if series.better == "higher" else before[pick]),
        "peak": float(series.values[at]),
        "back_epoch": back_epoch,
        "above": int(back[0]) if len(back) else len(cost) - at,
        "left": len(cost) - at,
    }
    epochs = int(series.epochs[at]), back_epoch or int(series.epochs[-1])
    above = slice(at, at + int(fields["above"]))
    return _Jump(float(rises[pick]), float(sizes[pick]), above, epochs, fields)


SPIKE = Statistic(
    spike,
    points=6,
    arguments={"unit": Argument("word", "share", ("share", "noise", "lasting"))},
    fields=("epoch", "before", "peak", "back_epoch", "above", "left"),
    units={"before": "metric", "peak": "metric"},
)
