"""Arguments of ModelCheckpoint and EarlyStopping that would have kept this run's best epoch."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.noise import jitter
from trainlog_doctor.engine.roles import RoleColumn
from trainlog_doctor.judgement.advice import Callbacks
from trainlog_doctor.judgement.curves import curves
from trainlog_doctor.judgement.stopping import replay, watch

if TYPE_CHECKING:
    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.judgement.advice import BestEpoch
    from trainlog_doctor.judgement.course import Datum
    from trainlog_doctor.judgement.curve import Curve
    from trainlog_doctor.judgement.curves import Curves
    from trainlog_doctor.judgement.stopping import Watched
    from trainlog_doctor.model import FloatArray, Run

_FEWEST = 5
"""Patience below which a single bad stretch ends a training."""
_SHARE = 0.05
"""Least patience as a share of the run's epochs: long runs go by small steps."""
_LEAST_DELTA, _MOST_DELTA = 1e-6, 0.02
"""``min_delta`` as a share of the best value: below, rounding alone is ruled out; above, real progress is too."""
_RESERVE = 1.5
"""Patience in units of the longest wait that the run shows: the next run may wait longer."""


def callbacks(run: Run, roles: Roles, best: BestEpoch | None) -> Callbacks | None:
    """Advise what to monitor, and for how long to wait; None without a best epoch.

    Parameters
    ----------
    best
        The epoch to keep: monitored is the metric that names it, or comes nearest to it.
    """
    known = curves(run, roles)
    curve = None if known is None or best is None else _monitored(known, best)
    if known is None or curve is None:
        return None
    noise = jitter(curve.values)
    min_delta = least_improvement(curve.costs, noise)
    wait, until = longest_wait(curve.costs, min_delta, noise)
    epochs = len(curve.costs)
    wanted = max(_FEWEST, math.ceil(_SHARE * epochs), math.ceil(_RESERVE * wait), wait + 1)
    patience = min(wanted, max(_FEWEST, epochs))
    data: dict[str, Datum] = {"wait": wait, "epoch": int(known.epoch[until]), "epochs": epochs}
    watched = watch(run, RoleColumn(curve.name, "higher" if curve.bounded else "lower"))
    assert watched is not None  # noqa: S101  (a curve was logged)
    data |= _replayed(watched, patience, min_delta)
    return Callbacks(curve.name, watched.mode, patience, min_delta, _reason(known, wait, epochs), data)


def longest_wait(costs: FloatArray, min_delta: float, noise: float) -> tuple[int, int]:
    """Count as ``EarlyStopping`` does, and keep the longest wait before what was still to come was real.

    A curve may fall by steps that are each within its noise: a callback that stopped before the first loses them all.

    Parameters
    ----------
    costs
        float64 array of shape (n,), finite, lower is better.
    min_delta
        What an improvement must exceed.
    noise
        What the lowest value from there on must be below the best before by, to be real.

    Returns
    -------
    tuple of int
        Epochs that it would have counted, and the position of the improvement that ended the wait; 0, 0 for none.
    """
    lowest, since, longest = float(costs[0]), 0, (0, 0)
    to_come = np.minimum.accumulate(costs[::-1])[::-1]
    for position in np.flatnonzero(costs[1:] < np.minimum.accumulate(costs)[:-1]) + 1:
        if lowest - float(costs[position]) <= min_delta:
            continue
        length = int(position) - since - 1
        if lowest - float(to_come[position]) > noise and length > longest[0]:
            longest = length, int(position)
        lowest, since = float(costs[position]), int(position)
    return longest


def least_improvement(costs: FloatArray, noise: float) -> float:
    """Half of the noise in one digit, as ``min_delta``: 0 for a curve without noise, never a good part of its level.

    Parameters
    ----------
    costs
        float64 array of shape (n,), finite, lower is better.
    noise
        Their jitter.
    """
    level = abs(float(costs.min()))
    wanted = noise / 2
    return float(f"{min(wanted, _MOST_DELTA * level):.0e}") if wanted >= _LEAST_DELTA * level else 0.0


def _monitored(known: Curves, best: BestEpoch) -> Curve | None:
    """The curve that decided alone, or the one whose own first best epoch is nearest to the kept one.

    A loss that was not believed at some epoch would be taken at its word by a callback.
    """
    pair = (None if known.disbelieved and known.score else known.loss, known.score)
    available = {curve.name: curve for curve in pair if curve is not None}
    if best.by in available:
        return available[best.by]
    return min(available.values(), key=lambda curve: abs(int(known.epoch[curve.best]) - best.epoch), default=None)


def _replayed(watched: Watched, patience: int, min_delta: float) -> dict[str, Datum]:
    """What the advised callback would have done to this run: ``kept``, and ``stopped`` unless it would not have."""
    stopped, kept = replay(watched, patience, min_delta)
    ended: dict[str, Datum] = {} if stopped is None else {"stopped": int(watched.epoch[stopped])}
    return {"kept": int(watched.epoch[kept]), **ended}


def _reason(known: Curves, wait: int, epochs: int) -> str:
    if not known.validated:
        return "training"
    if epochs <= _FEWEST:
        return "short"
    return "waited" if wait else "steady"
