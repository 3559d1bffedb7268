"""The epoch whose weights to keep, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.measures.noise import TIE
from trainlog_doctor.judgement.advice import BestEpoch, Candidate
from trainlog_doctor.judgement.choice import choose
from trainlog_doctor.judgement.curves import curves
from trainlog_doctor.judgement.luck import largest
from trainlog_doctor.judgement.reasons import reason_for

if TYPE_CHECKING:
    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.judgement.curve import Curve
    from trainlog_doctor.judgement.curves import Curves
    from trainlog_doctor.model import Run


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
