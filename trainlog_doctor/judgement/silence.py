"""What it means that no rule gives a verdict on a run: calm, ignorance, or a question that stays open."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, TypeAlias

from trainlog_doctor.judgement.phase_metrics import ROLES_TOLD
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.engine.outcome import Outcome, Status
    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.judgement.course import Phase
    from trainlog_doctor.model import Frame, Run

SilenceKind: TypeAlias = Literal[
    "no-finding",  # rules looked, and none fired
    "only-remarks",  # what fired is no verdict
    "no-cause",  # it gets worse up to its end, and no rule says why
    "no-progress",  # nothing in it gets better for good
    "no-change",  # the metric that tells its progress has one value throughout
    "not-judged",  # no rule could look at anything
]


@dataclass(frozen=True, slots=True)
class Unexplained:
    """How a run ends where no rule says why: it gets worse, or nothing in it has got better.

    Attributes
    ----------
    metric
        The metric that tells the run's progress.
    training
        The training loss where it gets worse as well; None where it does not.
    constant
        The one value that the metric has whenever it is logged; None where it moves.
    """

    kind: Literal["worsening", "plateau"]
    metric: str
    training: str | None = None
    constant: float | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """What a run without a verdict comes to.

    Attributes
    ----------
    unexplained
        What being calm about it would hide; None where that is nothing.
    unknown
        Columns of a run none of which is known to be a loss or a score: rules that hold their peace know nothing of it.
    """

    kind: SilenceKind
    unexplained: Unexplained | None = None
    unknown: tuple[str, ...] = ()


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
    values = [value for value in frame.columns[metric].tolist() if not math.isnan(value)]
    return values[0] if len(values) > 1 and len(set(values)) == 1 else None
