"""What reporters are given of the gate. Values only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.engine.rule import Severity
    from trainlog_doctor.gate.result import Kind, State, Verdict
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.view.model import EvidenceView


@dataclass(frozen=True, slots=True)
class GateItemView:
    """One thing that the gate looked at.

    Attributes
    ----------
    path, number
        The run; ``number`` is None for a whole source, ``path`` empty for the policy.
    code
        Code of the rule, or the requirement as typed.
    text, brief
        What is the matter, in one sentence and in a few words.
    note
        Why it is accepted; None where it is not.
    file, line
        Where a person should look: the source, or the file of the policy; the line is 1-based, None where unknown.
    """

    kind: Kind
    state: State
    path: str
    number: int | None
    title: str
    code: str
    label: str
    severity: Severity
    text: Text
    brief: Text
    note: Text | None
    file: str
    line: int | None
    evidence: Sequence[EvidenceView]


@dataclass(frozen=True, slots=True)
class GateRunView:
    """One run, or one source that could not be read: how it stands, and why, in one line."""

    title: str
    state: Verdict
    label: Text
    reasons: Text
    items: tuple[GateItemView, ...]


@dataclass(frozen=True, slots=True)
class GateView:
    """The gate's verdict, worded.

    Attributes
    ----------
    sentence
        All of it in one sentence.
    items
        The gravest first.
    runs
        Those that failed first.
    policy
        What failed of the policy itself, not of a run.
    remarks
        What is to be said of the policy without failing anything.
    headings
        Of a table of runs: state, run, reasons.
    """

    state: Verdict
    sentence: Text
    items: tuple[GateItemView, ...]
    runs: tuple[GateRunView, ...]
    policy: tuple[GateItemView, ...]
    remarks: tuple[GateItemView, ...]
    headings: tuple[Text, ...]
