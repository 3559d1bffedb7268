"""What early stopping would have done to a run, replayed exactly as Keras counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.judgement.advice import Stop
from trainlog_doctor.judgement.columns import logged
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from trainlog_doctor.engine.roles import RoleColumn, Roles
    from trainlog_doctor.judgement.advice import BestEpoch, Mode
    from trainlog_doctor.model import FloatArray, IntArray, Run

PATIENCES = (3, 5, 10, 20)
"""What people write; the report shows what each would have done."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A metric as the callback is given it: the epochs that logged it, NaN included.

    Attributes
    ----------
    epoch
        int64 array of shape (n_watched,), 1-based.
    costs
        float64 array of the same shape, turned so that lower is better; may hold NaN and infinities.
    """

    monitor: str
    mode: Mode
    epoch: IntArray
    costs: FloatArray


def stops(run: Run, roles: Roles, best: BestEpoch | None) -> tuple[Stop, ...]:
    """Replay ``EarlyStopping`` for the judged metrics and the usual patiences.

    Parameters
    ----------
    best
        The epoch to keep, against which the costs are told.
    """
    if best is None:
        return ()
    judged, watched = _judged(run, roles)
    return tuple(_stop(run, judged, one, patience, best.epoch) for one in watched for patience in PATIENCES)


def replay(watched: Watched, patience: int, min_delta: float = 0.0) -> tuple[int | None, int]:
    """Count as the callback does: position at which it stops (None: never) and position whose weights it returns.

    Keras compares with infinity at first, so NaN and infinities are never an improvement; it keeps the first epoch's
    weights until something improves; it does not stop in epoch 1.

    Parameters
    ----------
    watched
        At least one epoch.
    """
    improved = _improvements(watched.costs, min_delta)
    places = np.arange(len(watched.costs))
    newest = np.maximum.accumulate(np.where(improved, places, -1))
    over = (places - newest >= max(1, patience)) & (watched.epoch > 1)
    stopped = int(np.argmax(over)) if over.any() else None
    last = len(places) - 1 if stopped is None else stopped
    return stopped, max(0, int(newest[last]))


def watch(run: Run, role: RoleColumn) -> Watched | None:
    """Take the epochs at which a metric reached the callback; None where none did, or its direction is unknown.

    An epoch that did not log it (``validation_freq``) is passed over, as Keras does; a logged NaN counts.
    """
    values = logged(run.frame, role)
    if values is None or role.better is None:
        return None
    there = ~np.isnan(values) | np.isin(run.frame.epoch, run.frame.logged_nan.get(role.name, ()))
    if not there.any():
        return None
    higher = role.better == "higher"
    known = values[there]
    return Watched(role.name, "max" if higher else "min", run.frame.epoch[there], -known if higher else known)


def _improvements(costs: FloatArray, min_delta: float) -> npt.NDArray[np.bool_]:
    """Tell which epochs the callback takes as its new best."""
    known = np.where(np.isnan(costs), np.inf, costs)
    lowest = np.concatenate(([np.inf], np.minimum.accumulate(known)[:-1]))
    better: npt.NDArray[np.bool_] = known < lowest
    if min_delta == 0:
        return better
    # The best is only replaced by a value that is better by more than min_delta, so that it must be followed.
    taken = np.zeros(len(known), dtype=bool)
    newest = np.inf
    for place in np.flatnonzero(better):
        if known[place] + min_delta < newest:
            newest, taken[place] = known[place], True
    return taken


def _judged(run: Run, roles: Roles) -> tuple[Sequence[RoleColumn], Sequence[Watched]]:
    """The loss and the main metric: the validation's, or the training's where no validation was logged."""
    for names in (("val_loss", "val_score"), ("loss", "score")):
        found = list(dict.fromkeys(roles[name] for name in names if name in roles))
        watched = [one for one in (watch(run, role) for role in found) if one is not None]
        if watched:
            return found, watched
    return (), ()


def _stop(run: Run, judged: Sequence[RoleColumn], watched: Watched, patience: int, best: int) -> Stop:
    at, kept = replay(watched, patience)
    stopped = None if at is None else int(watched.epoch[at])
    return Stop(
        monitor=watched.monitor,
        mode=watched.mode,
        patience=patience,
        stopped=stopped,
        kept=int(watched.epoch[kept]),
        cost=dict(_costs(run, judged, int(watched.epoch[kept]), best)),
        saved_epochs=0 if stopped is None else int(run.frame.epoch[-1]) - stopped,
        saved_seconds=_seconds_after(run, stopped),
    )


def _costs(run: Run, judged: Sequence[RoleColumn], kept: int, best: int) -> Iterator[tuple[str, float]]:
    """What each judged metric is worse by at one epoch than at another."""
    here, there = (int(np.searchsorted(run.frame.epoch, epoch)) for epoch in (kept, best))
    for role in judged:
        values = logged(run.frame, role)
        if values is None or not np.isfinite(values[[here, there]]).all():
            continue
        yield role.name, float(values[here] - values[there]) * (-1 if role.better == "higher" else 1)


def _seconds_after(run: Run, stopped: int | None) -> float | None:
    """Time of the epochs after one; those without a time count as the others do on average."""
    if run.epoch_seconds is None or stopped is None:
        return None
    after = run.epoch_seconds[run.frame.epoch > stopped]
    known = after[np.isfinite(after)]
    return float(known.mean() * len(after)) if len(known) else None
