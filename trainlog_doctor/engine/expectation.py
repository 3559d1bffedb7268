"""What a test that a rule carries is, once its file has been read. Data only; `engine.testing` runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from trainlog_doctor.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.model import Fact


@dataclass(frozen=True, slots=True)
class Expectation:
    """What one of a rule's own tests expects: exactly one of ``fires``, ``clear`` and ``skipped``.

    Attributes
    ----------
    skipped
        Role or reason that must be named as missing.
    epochs
        First and last epoch that the finding must cover.
    evidence
        ``predicate.field`` to the expected number.
    contains
        Language to text that the message must contain.
    """

    outcome: Literal["fires", "clear", "skipped"]
    skipped: str | None = None
    epochs: tuple[int, int] | None = None
    evidence: Mapping[str, float] = field(default_factory=dict)
    contains: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a test says of its run besides the series; by default as little as a plain table of numbers tells.

    Attributes
    ----------
    planned_epochs, stopped_early
        As in ``Run``.
    first_epoch
        Number of the first epoch, 1-based.
    unfinished
        Number of the epoch that had begun when the log ended.
    epoch_seconds
        Seconds that every epoch took.
    facts
        What the log says besides metrics.
    """

    planned_epochs: int | None = None
    stopped_early: bool = False
    first_epoch: int = 1
    unfinished: int | None = None
    epoch_seconds: float | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleTest:
    """A short synthetic run with what the rule must say of it.

    Attributes
    ----------
    series
        Column name to values in promtool's notation.
    known_miss
        True marks a documented weakness: the expectation is what would be right, and it is known not to hold.
    run
        What else is known of the run.
    """

    name: str
    series: Mapping[str, str]
    expects: Expectation
    known_miss: bool = False
    line: int | None = None
    run: Circumstances = field(default_factory=Circumstances)
