"""One run before the gate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trainlog_doctor.gate.result import Item
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from trainlog_doctor.gate.baseline import Baseline, RunKey
    from trainlog_doctor.gate.policy import Policy
    from trainlog_doctor.gate.result import Kind, State
    from trainlog_doctor.judgement.diagnosis import Diagnosis


@dataclass(frozen=True, slots=True)
class Case:
    """A run with what it must satisfy, and the earlier runs it is held against."""

    diagnosis: Diagnosis
    key: RunKey
    policy: Policy
    baseline: Baseline | None

    def item(self, kind: Kind, state: State, subject: str, epoch: int | None = None, **more: Any) -> Item:  # noqa: ANN401
        """Make an item of this run, about an epoch if there is one in question; ``more`` are its further fields."""
        origin, line = self.diagnosis.origin, self.diagnosis.run.line_of(epoch)
        return Item(kind, state, origin.path, origin.number, subject, file=origin.path, line=line, **more)
