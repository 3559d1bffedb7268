"""When a training will end, by how long its latest epochs took."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from trainlog_doctor.model import Run

_LATEST = 5


class Moment(NamedTuple):
    """When an epoch was first seen finished, in seconds of any clock."""

    epoch: int
    at: float


def seconds_left(run: Run, seen: tuple[Moment, ...]) -> float | None:
    """Seconds until the planned end.

    Parameters
    ----------
    seen
        The latest moments, rising. The clock is believed more than the log, which prints whole seconds or none at all.

    Returns
    -------
    float or None
        None where no end is planned, it is reached, or no epoch has a time.
    """
    if run.planned_epochs is None or not len(run.frame):
        return None
    left = run.planned_epochs - int(run.frame.epoch[-1])
    each = _watched(seen) or logged_length(run)
    return left * each if left > 0 and each else None


def _watched(seen: tuple[Moment, ...]) -> float | None:
    if len(seen) < 2:
        return None
    first, last = seen[-_LATEST - 1 :][0], seen[-1]
    return (last.at - first.at) / (last.epoch - first.epoch)


def logged_length(run: Run) -> float | None:
    """Seconds that the latest epochs took by the log; None where it gives no times."""
    told = run.epoch_seconds[-_LATEST:] if run.epoch_seconds is not None else np.zeros(0)
    known = told[np.isfinite(told)]
    return float(np.median(known)) if len(known) else None


def clock(seconds: float) -> str:
    """``2:10`` or ``1:02:10``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
