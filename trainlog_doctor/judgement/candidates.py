"""The table of epochs that somebody might keep: best by the loss, best by the score, last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.measures.noise import TIE
from trainlog_doctor.judgement.diagnosis import Candidate
from trainlog_doctor.judgement.luck import largest

if TYPE_CHECKING:
    from trainlog_doctor.judgement.curve import Curve
    from trainlog_doctor.judgement.curves import Curves


def candidates(curves: Curves, last: int) -> tuple[Candidate, ...]:
    """List the candidates in the order of the report's table.

    Parameters
    ----------
    last
        The run's last epoch (1-based), whether its values are finite or not.
    """
    found = [_best(curves, curve) for curve in (curves.loss, curves.score) if curve is not None]
    return (*found, Candidate(by="last", epoch=last, value=None))


def _best(curves: Curves, curve: Curve) -> Candidate:
    """The best epoch by one curve, and its ties: no further away than luck goes, however much the curve jitters."""
    # By ratio, where a loss has one: what explodes later has steps beyond any noise of the low ones.
    near = curve.relative <= min(TIE * curve.noise, largest(curves.samples, share=curve.bounded))
    near[curve.best] = False
    value = float(curve.values[curve.best])
    return Candidate(curve.name, int(curves.epoch[curve.best]), value, tuple(curves.epoch[near].tolist()))
