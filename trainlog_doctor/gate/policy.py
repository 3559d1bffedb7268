"""What a project demands of its runs."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from datetime import date

    from trainlog_doctor.engine.rule import Severity
    from trainlog_doctor.gate.notation import Requirement

Unit: TypeAlias = Literal["absolute", "relative", "noise"]


class MaxDrop(NamedTuple):
    """How much worse than in the baseline a measure may be.

    Attributes
    ----------
    measure
        As a requirement writes it: ``val_f1``, ``best(val_loss)``.
    series, value
        The role or column that it is about, and which field of its `Standing`.
    limit
        In the measure's own unit, or as a fraction of the baseline's value; 0 where the unit is ``noise``.
    text
        As it was typed.
    """

    measure: str
    series: str
    value: str
    limit: float
    unit: Unit
    text: str


class Suppression(NamedTuple):
    """Findings of one rule that are accepted for a while.

    Attributes
    ----------
    rule
        Its code.
    until
        The last day on which it holds; None without end.
    file, line
        Where it is written.
    """

    rule: str
    reason: str
    until: date | None
    file: str
    line: int

    @property
    def place(self) -> str:
        """Where it is written, in short."""
        return f"{PurePath(self.file).name}:{self.line}"


@dataclass(frozen=True, slots=True)
class Policy:
    """What one source must satisfy.

    Attributes
    ----------
    fail_on
        The least severity of a finding that fails; None lets every finding pass.
    baseline
        Path of the earlier runs to compare with.
    allow_unjudged
        Whether what could not be judged passes.
    """

    fail_on: Severity | None = "error"
    require: tuple[Requirement, ...] = ()
    max_drop: tuple[MaxDrop, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    baseline: str | None = None
    allow_unjudged: bool = False
