"""The one value that leaves the core: everything known about one run, as numbers and codes, without wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from trainlog_doctor.engine.outcome import Outcome
    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.judgement.advice import BestEpoch, Callbacks, Stop, StopNow
    from trainlog_doctor.judgement.course import Phase
    from trainlog_doctor.judgement.silence import Silence
    from trainlog_doctor.model import Origin, Run


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Everything known about one run.

    Attributes
    ----------
    origin
        The source, its format, and which of its runs this is.
    run
        What was read: the frame, and what the log says beside it.
    roles
        Which column is what to the rules.
    outcomes
        One a rule, in the order of the codes.
    verdict
        Code of the fired rule that a person should hear of first; None when nothing fired.
    best
        The epoch to keep, and why; None where none can be named.
    phases
        The run as a few stretches that follow each other.
    callbacks
        What to pass to the next training; None where nothing can be advised.
    stops
        By metric, the loss first, then by patience; empty without an epoch to keep.
    stop_now
        Whether to go on; None unless that was asked, for a growing log or one cut after an epoch.
    silence
        What it means that there is no verdict; None where there is one.
    """

    origin: Origin
    run: Run
    roles: Roles
    outcomes: tuple[Outcome, ...]
    verdict: str | None
    best: BestEpoch | None
    phases: tuple[Phase, ...]
    callbacks: Callbacks | None
    stops: tuple[Stop, ...] = ()
    stop_now: StopNow | None = None
    silence: Silence | None = None
