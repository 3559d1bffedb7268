"""What it means that no rule gives a verdict on a run."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trainlog_doctor.judgement.phase_metrics import ROLES_TOLD
from trainlog_doctor.judgement.silence import Silence, Unexplained

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.engine.outcome import Outcome, Status
    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.judgement.diagnosis import Phase
    from trainlog_doctor.judgement.silence import SilenceKind
    from trainlog_doctor.model import Frame, Run


def meaning(run: Run, roles: Roles, outcomes: Sequence[Outcome], phases: Sequence[Phase]) -> Silence:
    """Say what it means that none of the outcomes is a verdict; what fired is a remark.

    Parameters
    ----------
    phases
        The run's, as `judgement.phases.phases` tells them.
    """
    answers = {outcome.status for outcome in outcomes}
    if "fired" not in answers and roles.keys().isdisjoint(ROLES_TOLD):
        return Silence("not-judged", unknown=tuple(run.frame.columns))
    left = unexplained(run, phases) if answers else None
    # Of a standstill a remark tells enough.
    if left is not None and left.kind != "worsening" and "fired" in answers:
        left = None
    return Silence(_kind(answers, left), left)


def _kind(answers: set[Status], left: Unexplained | None) -> SilenceKind:
    if answers.isdisjoint({"fired", "clear"}):
        return "not-judged"
    if left is None:
        return "only-remarks" if "fired" in answers else "no-finding"
    if left.kind == "worsening":
        return "no-cause"
    return "no-progress" if left.constant is None else "no-change"


def unexplained(run: Run, phases: Sequence[Phase]) -> Unexplained | None:
    """What silence about a run must not hide: that it gets worse up to its end, or that nothing in it gets better.

    A run that early stopping has ended gets worse to its end as it must.
    """
    kinds = [phase.kind for phase in phases]
    worse, level = kinds[-1:] == ["worsening"], kinds == ["plateau"]
    if run.stopped_early or not (worse or level):
        return None
    told = phases[-1].data
    metric = next((str(told[role]) for role in ROLES_TOLD if role in told), None)
    if metric is None or "improving" in told:
        return None
    if level:
        return Unexplained("plateau", metric, constant=_constant(run.frame, metric))
    return Unexplained("worsening", metric, training=str(told["training"]) if "training" in told else None)


def _constant(frame: Frame, metric: str) -> float | None:
    values = {value for value in frame.columns[metric].tolist() if not math.isnan(value)}
    return values.pop() if len(values) == 1 else None
