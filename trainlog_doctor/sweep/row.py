"""One run of a sweep: what the table needs of it, as numbers and codes, small enough to travel between processes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from trainlog_doctor.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.engine.roles import RoleColumn
    from trainlog_doctor.engine.rule import Severity
    from trainlog_doctor.errors import DoctorError
    from trainlog_doctor.judgement.judge import Judgement
    from trainlog_doctor.judgement.silence import Silence, SilenceKind
    from trainlog_doctor.model import Frame, Origin, Run

Value: TypeAlias = "str | int | float | bool | None"

ROLES = ("val_score", "val_loss", "score", "loss")
"""Roles that a row knows, in the order in which a sweep is ranked by them."""


class Stamp(NamedTuple):
    """What tells whether a source is as it was: its size in bytes, and when it was last written to."""

    size: int
    changed: str


class Trouble(NamedTuple):
    """An error as its key and data: wording waits until the end."""

    key: str
    data: Mapping[str, Value | Sequence[str]]


class Fired(NamedTuple):
    """A finding: the rule's code, and how grave it is."""

    code: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Row:
    """One run, or the reason why a source gave none.

    Attributes
    ----------
    path
        The source as it was found.
    number
        Number of the run within its source, 1-based; 0 where the source could not be read.
    stamp
        None where the source cannot be told from an earlier state of itself.
    best_epoch, by
        The epoch to keep, and the metric that decided; None where none can be named.
    worth_keeping
        False where nothing was learnt at all.
    roles
        The roles of `ROLES` that a column plays.
    best, last
        Every metric at the epoch to keep and at the last epoch; NaN was logged as NaN.
    verdict
        Code of the finding that a person should hear of first.
    silence
        What it means that there is none, as `judgement.silence` has it.
    judged
        How many rules could say anything.
    parameters
        What the run was trained with, by name.
    trouble
        Why the source could not be read or judged.
    parameter_trouble
        Why a file of parameters beside it could not be read.
    """

    path: str
    number: int = 0
    name: str | None = None
    format: str | None = None
    stamp: Stamp | None = None
    epochs: int = 0
    planned_epochs: int | None = None
    complete: bool = True
    best_epoch: int | None = None
    by: str | None = None
    worth_keeping: bool = False
    roles: Mapping[str, RoleColumn] = field(default_factory=dict)
    best: Mapping[str, float] = field(default_factory=dict)
    last: Mapping[str, float] = field(default_factory=dict)
    verdict: str | None = None
    silence: SilenceKind | None = None
    findings: tuple[Fired, ...] = ()
    judged: int = 0
    parameters: Mapping[str, Value] = field(default_factory=dict)
    trouble: Trouble | None = None
    parameter_trouble: Trouble | None = None


def row_of(origin: Origin, run: Run, judgement: Judgement, silence: Silence | None) -> Row:
    """Make the row of a judged run."""
    best, outcomes = judgement.best, judgement.outcomes
    return Row(
        path=origin.path,
        number=origin.number,
        name=run.name,
        format=run.format,
        epochs=len(run.frame),
        planned_epochs=run.planned_epochs,
        complete=run.complete,
        best_epoch=best.epoch if best else None,
        by=best.by if best else None,
        worth_keeping=best is not None and judgement.learnt,
        roles={role: judgement.roles[role] for role in ROLES if role in judgement.roles},
        best=_values(run.frame, best.epoch) if best else {},
        last=_values(run.frame, int(run.frame.epoch[-1])) if len(run.frame) else {},
        verdict=judgement.verdict,
        silence=silence.kind if silence else None,
        findings=tuple(Fired(one.code, one.severity) for one in outcomes if one.status == "fired"),
        judged=sum(one.status != "skipped" for one in outcomes),
    )


def trouble(error: DoctorError) -> Trouble:
    """Keep of an error what its wording needs."""
    return Trouble(error.key, {name: _plain(value) for name, value in error.data.items()})


def _plain(value: object) -> Value | Sequence[str]:
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return value if isinstance(value, int | float) else str(value)


def _values(frame: Frame, epoch: int) -> dict[str, float]:
    """Every metric that was logged at an epoch."""
    place = int(frame.epoch.searchsorted(epoch))
    found = {name: float(values[place]) for name, values in frame.columns.items()}
    return {
        name: value for name, value in found.items() if not math.isnan(value) or epoch in frame.logged_nan.get(name, ())
    }
