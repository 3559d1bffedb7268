"""The epoch whose weights to keep, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.judgement.candidates import candidates
from trainlog_doctor.judgement.choice import choose
from trainlog_doctor.judgement.curves import curves
from trainlog_doctor.judgement.diagnosis import BestEpoch
from trainlog_doctor.judgement.reasons import reason_for

if TYPE_CHECKING:
    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.model import Run


def best_epoch(run: Run, roles: Roles, *, named: bool = False) -> BestEpoch | None:
    """Name one epoch to keep, with the reason and the candidates.

    Parameters
    ----------
    named
        The user said which metric the score is: then it decides.

    Returns
    -------
    BestEpoch or None
        None when no epoch has a finite value to judge it by.
    """
    known = curves(run, roles)
    if known is None or (known.loss is None and known.score is None):
        return None
    choice = choose(known, named=named and known.score is not None)
    by, reason, data = reason_for(known, choice, named=named)
    told = reason if known.validated else f"{reason}_training"
    return BestEpoch(
        epoch=int(known.epoch[choice.kept]),
        by=by,
        reason="only" if len(known.epoch) == 1 else told,
        candidates=candidates(known, int(run.frame.epoch[-1])),
        data=data,
    )
