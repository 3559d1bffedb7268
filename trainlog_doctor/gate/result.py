"""The gate's verdict, as a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from trainlog_doctor.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.outcome import Outcome
    from trainlog_doctor.engine.rule import Severity
    from trainlog_doctor.gate.notation import Requirement

State: TypeAlias = Literal["failed", "unjudged", "accepted", "passed"]
Verdict: TypeAlias = Literal["failed", "unjudged", "passed"]
Kind: TypeAlias = Literal[
    "finding",  # a rule fired
    "requirement",  # a required value
    "drop",  # a value compared with the baseline
    "suppression",  # a suppression whose time is over
    "unread",  # a source, or a run of it, that could not be read or judged
    "unchecked",  # a rule that could have failed the gate, and gave no answer
    "coverage",  # a rule says that the run cannot be judged
]
Datum: TypeAlias = "float | int | str | tuple[str, ...]"

STATES: tuple[State, ...] = ("failed", "unjudged", "accepted", "passed")
"""The gravest first."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the gate looked at.

    Attributes
    ----------
    path, number
        The run; ``number`` is None for a whole source, and ``path`` empty for the policy itself.
    subject
        Code of the rule, or the requirement as typed.
    outcome
        What the engine says of the rule, or of the requirement as a rule that fires when it does not hold.
    requirement
        Of requirements and drops.
    reason
        Key of the catalogue topic ``gate``: why it is accepted, or could not be judged where the outcome does not say.
    data
        Values of that reason's placeholders, and of the sentence about the item.
    file, line
        Where a person should look: the source, at the line of the epoch in question, or the file of the policy; the
        line is 1-based, None where it is not known.
    """

    kind: Kind
    state: State
    path: str
    number: int | None
    subject: str
    severity: Severity = "error"
    outcome: Outcome | None = None
    requirement: Requirement | None = None
    reason: str = ""
    data: Mapping[str, Datum] = field(default_factory=dict)
    file: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class GateResult:
    """What the gate says of a whole report.

    Attributes
    ----------
    items
        The gravest first: what failed, what could not be judged, what was accepted, which requirements hold.
    state
        ``failed`` if anything did; else ``unjudged`` if anything could not be judged and that is not allowed.
    """

    items: tuple[Item, ...]
    state: Verdict
