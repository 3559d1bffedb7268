"""The parts of a report: worded in every language, ordered, counted and rounded. Values only."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal

    from trainlog_doctor.engine.outcome import Status
    from trainlog_doctor.engine.rule import Confidence, Severity
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.advice import Callbacks, Candidate, StopNow
    from trainlog_doctor.judgement.silence import SilenceKind

Number: TypeAlias = "float | int | str | None"
Weight: TypeAlias = "Severity | Literal['calm', 'open']"
"""How much there is to worry about: of a run without a verdict nothing, or that cannot be said."""


@dataclass(frozen=True, slots=True)
class VerdictView:
    """The one sentence about a run. ``code`` and ``severity`` are None where no rule gives it, else ``silence`` is."""

    code: str | None
    label: str
    severity: Severity | None
    severity_label: Text
    text: Text
    weight: Weight
    silence: SilenceKind | None = None

    @property
    def rule(self) -> str:
        """Code and name of the rule; empty where none fired."""
        return f"{self.code} {self.label}" if self.code else ""

    @property
    def brief(self) -> Text:
        """The rule, or in a word or two why there is none."""
        return dict.fromkeys(self.severity_label, self.rule) if self.code else self.severity_label


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One epoch of the comparison: what it is the best by, and its ties."""

    epoch: int
    title: Text
    notes: tuple[Text, ...]
    kept: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """One metric at each of the compared epochs, rounded alike."""

    metric: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BestView:
    """The epoch to keep beside the other candidates; ``worth_keeping`` is false when nothing was learnt at all."""

    epoch: int
    by: str
    title: Text
    reason: Text
    values: Mapping[str, float]
    candidates: tuple[Candidate, ...]
    columns: tuple[ColumnView, ...]
    rows: tuple[RowView, ...]
    worth_keeping: bool = True


@dataclass(frozen=True, slots=True)
class PhaseView:
    """A stretch of the run, told in one sentence; ``name`` is its kind in a word or two."""

    kind: str
    first: int
    last: int
    name: Text
    span: Text
    text: Text


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One predicate: ``risen = 31% (≥ 5%)`` as text, and its numbers."""

    name: str
    text: str
    value: float | None
    threshold: float
    comparison: str
    holds: bool | None
    fields: Mapping[str, Number]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A fired rule.

    Attributes
    ----------
    proof
        The predicates that held, each worded by what its threshold means.
    line
        Where the log has the first of its epochs, 1-based; None where there are no lines.
    is_verdict
        Whether the verdict has said its message.
    """

    code: str
    name: str
    title: Text
    severity: Severity
    severity_label: Text
    confidence: Confidence
    confidence_label: Text
    epochs: tuple[int, int] | None
    span: Text | None
    evidence: Sequence[EvidenceView]
    proof: tuple[Text, ...]
    message: Text
    advice: tuple[Text, ...]
    line: int | None = None
    is_verdict: bool = False


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What a rule said; ``reason`` is set unless it fired or is clear, ``outputs`` where it is said of these alone."""

    code: str
    name: str
    status: Status
    status_label: Text
    reason: Text | None
    suppressed_by: str | None
    evidence: Sequence[EvidenceView]
    outputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeView:
    """Something the reader noticed; ``placed`` is the text with its line, where it has one."""

    code: str
    line: int | None
    text: Text
    placed: Text


@dataclass(frozen=True, slots=True)
class CallbacksView:
    """Python code that fits this run, with the reason for its patience, and what was advised in numbers."""

    code: str
    reason: Text
    advised: Callbacks


@dataclass(frozen=True, slots=True)
class StopsView:
    """What early stopping would have done: a table, a row for each metric and the patiences that come to the same."""

    title: Text
    headings: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    note: Text


@dataclass(frozen=True, slots=True)
class StopNowView:
    """Whether a training that may still go on should be ended; ``text`` says it with the reason."""

    found: StopNow
    text: Text


@dataclass(frozen=True, slots=True)
class StoppingView:
    """When to stop: what fits the next run, what would have been done in this one, and whether to go on with it.

    Attributes
    ----------
    callbacks
        None where nothing can be advised.
    table, replayed
        What early stopping would have done: in words, and row by row in numbers.
    now
        Whether to go on, where the run may.
    """

    callbacks: CallbacksView | None = None
    table: StopsView | None = None
    replayed: tuple[Mapping[str, object], ...] = ()
    now: StopNowView | None = None
