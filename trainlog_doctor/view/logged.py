"""What a log says besides its metrics. Values only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.model import Fact


@dataclass(frozen=True, slots=True)
class LogLineView:
    """Everything of one kind that the log says besides its metrics, in one line."""

    name: str
    label: Text
    text: Text


@dataclass(frozen=True, slots=True)
class SecondsView:
    """How long an epoch took (the median), and all together; ``total`` is None where an epoch does not tell."""

    median: float
    total: float | None


@dataclass(frozen=True, slots=True)
class LogView:
    """What the log says besides its metrics: in words, and as it stands."""

    lines: tuple[LogLineView, ...] = ()
    facts: tuple[Fact, ...] = ()
    seconds: SecondsView | None = None
