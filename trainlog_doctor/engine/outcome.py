"""What a rule says of a run. Numbers and codes, no prose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.engine.rule import Confidence, Severity

Status: TypeAlias = Literal["fired", "clear", "skipped", "suppressed"]


class Measured(NamedTuple):
    """One predicate's result; a tuple, since a hundred of them are made for every run of a sweep.

    Attributes
    ----------
    holds
        Three-valued: None when the statistic could not be computed.
    value
        The statistic's value; None when unknown.
    threshold
        What it was compared with.
    missing
        When unknown: what was missing, as a role (``val_score``) or a key of the catalogue topic ``reasons``.
    epochs
        First and last epoch that the value speaks of; None where it speaks of none in particular.
    fields
        Further values for placeholders and evidence (``best_epoch``, ``metric``), by name.
    """

    holds: bool | None
    value: float | None
    threshold: float
    comparison: str
    missing: str | None = None
    epochs: tuple[int, int] | None = None
    fields: Mapping[str, float | int | str] = {}


class Output(NamedTuple):
    """One of several outputs of a model: its name as the log has it, and the roles of its own columns."""

    name: str
    roles: Roles


class Outcome(NamedTuple):
    """What one rule says of one run; a tuple, since one a rule is made for every run of a sweep.

    Attributes
    ----------
    status
        ``fired``, ``clear``, ``skipped`` (it could not be judged) or ``suppressed`` (another rule explains it).
    severity, confidence
        In force for this run: the project's override of severity; confidence lowered for short runs.
    missing
        For ``skipped``: roles or reason keys of the catalogue topic ``reasons``, in the order of the predicates.
    suppressed_by
        Code of the rule that explains this one away.
    epochs
        First and last epoch (1-based) that the finding covers; None unless fired or suppressed.
    measured
        Every predicate's result, by name; unless the rule fired they may be computed when they are looked at.
    outputs
        The outputs of the model of which alone this is said, the first of them measured; none for the whole model.
    """

    code: str
    status: Status
    severity: Severity
    confidence: Confidence
    measured: Mapping[str, Measured] = {}
    epochs: tuple[int, int] | None = None
    missing: tuple[str, ...] = ()
    suppressed_by: str | None = None
    outputs: tuple[Output, ...] = ()
