"""The epoch whose weights to keep, and why; and what an excerpt tells of a better one before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.facts import CHECKPOINT_NOT_IMPROVED, numeric, of_kind
from trainlog_doctor.engine.measures.noise import TIE
from trainlog_doctor.judgement.advice import BestEpoch, Candidate
from trainlog_doctor.judgement.columns import costs_of
from trainlog_doctor.judgement.curves import curves
from trainlog_doctor.judgement.luck import largest
from trainlog_doctor.judgement.reasons import reason_for
from trainlog_doctor.judgement.weighing import choose

if TYPE_CHECKING:
    from trainlog_doctor.engine.roles import RoleColumn, Roles
    from trainlog_doctor.judgement.curve import Curve
    from trainlog_doctor.judgement.curves import Curves
    from trainlog_doctor.model import Frame, Run

_ROUNDING = 1e-4
"""Metrics are printed with four decimals, what a callback waits for with five."""


def best_epoch(run: Run, roles: Roles, *, named: bool = False) -> BestEpoch | None:
    """Name one epoch to keep, with the reason and the candidates; None when no epoch has a finite value to judge it by.

    Parameters
    ----------
    named
        The user said which metric the score is: then it decides.
    """
    known = curves(run, roles)
    judged = [] if known is None else [curve for curve in (known.loss, known.score) if curve is not None]
    if known is None or not judged:
        return None
    choice = choose(known, named=named and known.score is not None)
    kept = choice.kept
    by, reason, data = reason_for(known, choice, named=named)
    told = reason if known.validated else f"{reason}_training"
    return BestEpoch(
        epoch=int(known.epoch[kept]),
        by=by,
        reason="only" if len(known.epoch) == 1 else told,
        candidates=(*(_best(one, known, kept) for one in judged), Candidate("last", int(run.frame.epoch[-1]), None)),
        data=data,
    )


def _best(curve: Curve, known: Curves, kept: int) -> Candidate:
    """The best epoch by one curve (of equals the kept one), and its ties: no further away than luck, for all jitter."""
    # By ratio, where a loss has one: what explodes later has steps beyond any noise of the low ones.
    near = curve.relative <= min(TIE * curve.noise, largest(known.samples, share=curve.bounded))
    at = kept if curve.costs[kept] == curve.lowest else curve.best
    near[at] = False
    return Candidate(curve.name, int(known.epoch[at]), float(curve.values[at]), tuple(known.epoch[near].tolist()))


def better_before(run: Run, roles: Roles) -> tuple[str, float] | None:
    """Find the checkpoint from before an excerpt that is better than all of it: the metric it monitors, its value.

    None where the log begins with its first epoch, no callback names what it waits to be beaten, or an epoch beats it.
    """
    if not len(run.frame) or run.frame.epoch[0] == 1:
        return None
    known = {column.name: column for column in roles.values() if column.better}
    for fact in of_kind(run, CHECKPOINT_NOT_IMPROVED):
        column, value = known.get(str(fact.data.get("monitor"))), numeric(fact.data.get("best"))
        if column is not None and value is not None and _unbeaten(value, column, run.frame):
            return column.name, value
    return None


def _unbeaten(value: float, column: RoleColumn, frame: Frame) -> bool:
    """Tell whether a value is better than every one that was logged, by more than rounding."""
    shown = costs_of(frame, column)
    if shown is None or not np.isfinite(shown).any():
        return False
    cost = -value if column.better == "higher" else value
    return cost < float(np.nanmin(shown)) - _ROUNDING
