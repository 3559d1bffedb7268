"""Exit codes, and how a report becomes one."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainlog_doctor.engine.rule import Severity
    from trainlog_doctor.gate.result import Verdict
    from trainlog_doctor.judgement.report import Report


class ExitCode(IntEnum):
    """What the shell is told."""

    FINE = 0
    GATE_FAILED = 1
    NOT_JUDGED = 2
    INTERRUPTED = 130


def of_gate(verdict: Verdict) -> ExitCode:
    """Turn the gate's verdict into an exit code; there a failure weighs more than what could not be judged."""
    return {"failed": ExitCode.GATE_FAILED, "unjudged": ExitCode.NOT_JUDGED, "passed": ExitCode.FINE}[verdict]


def decide(report: Report, fail_on: Severity | None) -> ExitCode:
    """Turn a report into an exit code; what could not be judged weighs more than a failed gate.

    Parameters
    ----------
    fail_on
        The least severity that fails; None lets every finding pass.
    """
    if report.errors or not report.diagnoses:
        return ExitCode.NOT_JUDGED
    if fail_on is None:
        return ExitCode.FINE
    from trainlog_doctor.engine.rule import SEVERITIES

    failing = SEVERITIES[SEVERITIES.index(fail_on) :]
    fired = (outcome for diagnosis in report.diagnoses for outcome in diagnosis.outcomes if outcome.status == "fired")
    return ExitCode.GATE_FAILED if any(outcome.severity in failing for outcome in fired) else ExitCode.FINE
