"""Whether a training should be ended now, by nothing but its log so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.judgement.advice import StopNow
from trainlog_doctor.judgement.columns import broken
from trainlog_doctor.judgement.curves import curves
from trainlog_doctor.judgement.stop_signs import SHORTEST_WAIT, signs_of, yardstick
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.judgement.advice import BestEpoch
    from trainlog_doctor.judgement.course import Datum
    from trainlog_doctor.judgement.curve import Curve
    from trainlog_doctor.judgement.curves import Curves
    from trainlog_doctor.judgement.stop_signs import Signs
    from trainlog_doctor.model import IntArray, Run

_FEWEST = 5
"""Judged epochs below which nothing is said."""


def stop_now(run: Run, roles: Roles, best: BestEpoch | None, *, named: bool = False) -> StopNow:
    """Decide by its log so far whether to end a training. Takes one pass over the epochs: linear in their number.

    Parameters
    ----------
    best
        The epoch to keep so far.
    named
        The user said which metric the score is: then it decides, else the loss.
    """
    found = _broken(run, roles) or _judged(run, roles, named=named)
    return replace(found, keep=None if best is None else best.epoch, data={**found.data, **_plan(run, found)})


def _broken(run: Run, roles: Roles) -> StopNow | None:
    """Say to stop where the training loss has become no number; None where the last one is one."""
    bad = broken(run.frame, roles, "loss")
    if not len(bad) or not bad[-1]:
        return None
    return StopNow(True, int(run.frame.epoch[_begin(bad)]), None, "broken", {"metric": roles["loss"].name})


def _judged(run: Run, roles: Roles, *, named: bool) -> StopNow:
    known = curves(run, roles)
    if known is not None and not known.validated:
        return StopNow(False, None, None, "unvalidated")
    curve = None if known is None else _decisive(known, named=named)
    if known is None or curve is None or len(known.epoch) < _FEWEST:
        return StopNow(False, None, None, "too_early")
    return _answer(signs_of(run, roles, known, curve), known.epoch, curve)


def _decisive(known: Curves, *, named: bool) -> Curve | None:
    first, second = (known.score, known.loss) if named else (known.loss, known.score)
    return first or second


def _answer(signs: Signs, epochs: IntArray, curve: Curve) -> StopNow:
    """Take the answer of the last epoch, and since when it has been the same."""
    told, best = signs.told, int(signs.seen.best[-1])
    at = int(told[-1])  # where nothing speaks for the end: the last epoch
    rise = float(signs.seen.rise[at])
    data: dict[str, Datum] = {
        "metric": curve.name,
        "epoch": int(epochs[best]),
        "waited": len(epochs) - 1 - best,
        "rise": float(np.expm1(rise)) if curve.is_ratio else rise * yardstick(curve),
        "noises": float(signs.seen.noises[at]),
        "until": int(epochs[-1] + signs.patience[-1] - signs.waited[-1]),
    }
    if at < 0:
        return StopNow(False, None, None, _why_not(signs, len(epochs) - 1 - best), data)
    risen = "risen" if curve.is_ratio else "risen_difference"
    return StopNow(True, int(epochs[_begin(told >= 0)]), None, risen if signs.risen[at] else "waited", data)


def _why_not(signs: Signs, since_best: int) -> str:
    if since_best < SHORTEST_WAIT:
        return "improving"
    if signs.rate_changed[-1] or signs.waited[-1] < since_best:
        return "learning_rate"
    return "disturbed" if signs.disturbed[-1] else "open"


def _plan(run: Run, found: StopNow) -> Mapping[str, Datum]:
    """Planned epochs that are still to come, where there are any; a wait beyond the plan is not told."""
    if run.planned_epochs is None or not len(run.frame):
        return {}
    left = run.planned_epochs - int(run.frame.epoch[-1])
    beyond = int(found.data.get("until", 0)) > run.planned_epochs
    return {**({"left": left} if left > 0 else {}), **({"until": ""} if beyond else {})}


def _begin(flags: npt.NDArray[np.bool_]) -> int:
    """Position at which the last unbroken streak of true values begins; the last one is true."""
    return int(np.flatnonzero(~flags)[-1]) + 1 if not flags.all() else 0
