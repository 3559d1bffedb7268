"""A run that has not come to its end is compared at the same epoch too: where was the other one then?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.judgement.comparison.result import AtEpoch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.judgement.comparison.model import Side
    from trainlog_doctor.model import Frame


def at_same_epoch(sides: tuple[Side, Side], metrics: Sequence[tuple[str, str, str]]) -> AtEpoch | None:
    """Read both sides at the last epoch that both have; None unless one of two single runs broke off or goes on there.

    Parameters
    ----------
    metrics
        Role, and its column on each side.
    """
    if any(len(side.trainings) != 1 or len(side.trainings[0].phases) != 1 for side in sides):
        return None
    frames = [side.first.run.frame for side in sides]
    if all(side.trainings[0].complete for side in sides) or not all(map(len, frames)):
        return None
    lasts = [int(frame.epoch[-1]) for frame in frames]
    if lasts[0] == lasts[1]:
        return None
    epoch = min(lasts)
    read = {role: (_at(frames[0], base, epoch), _at(frames[1], other, epoch)) for role, base, other in metrics}
    values = {role: (one, two) for role, (one, two) in read.items() if one is not None and two is not None}
    return AtEpoch(epoch, values) if values else None


def _at(frame: Frame, column: str, epoch: int) -> float | None:
    (places,) = (frame.epoch == epoch).nonzero()
    value = float(frame.columns[column][places[0]]) if len(places) else np.nan
    return value if np.isfinite(value) else None
