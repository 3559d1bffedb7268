"""What it means that no rule gives a verdict on a run: calm, ignorance, or a question that stays open."""

from __future__ import annotations

from typing import Literal, TypeAlias

from trainlog_doctor.record import dataclass

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
