"""A report as a list of checks: what CI systems call tests, results, annotations or issues."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal, TypeAlias

from trainlog_doctor.i18n import translations
from trainlog_doctor.record import dataclass
from trainlog_doctor.view.phrases import same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.engine.rule import Severity
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.view.document import ErrorView, ReportView, RunView
    from trainlog_doctor.view.gate.model import GateItemView
    from trainlog_doctor.view.model import FindingView, OutcomeView

CheckState: TypeAlias = Literal[
    "failed",  # it counts against the run
    "unjudged",  # it could not be judged, and should have been
    "noted",  # found, and worth telling, but it does not fail
    "accepted",  # found, and accepted
    "skipped",  # not checked, or explained by another
    "passed",
]

STATES: tuple[CheckState, ...] = ("failed", "unjudged", "noted", "accepted", "skipped", "passed")
_DEMANDS = ("requirement", "drop")
_INFO = "info"


@dataclass(frozen=True, slots=True)
class Check:
    """One rule or requirement over one run.

    Attributes
    ----------
    file, line
        Where to look: the source, at the line of the epoch in question, or the file of the policy; the line is 1-based.
    title
        Of the run; empty for what concerns the policy itself.
    code
        Code of the rule; ``requirement``, ``max-drop``, ``suppression`` or ``unread`` for the rest.
    label
        What is checked: the rule's code and name, or the requirement as typed.
    text
        What was found; empty where nothing is to be told.
    note
        Why it is accepted.
    fingerprint
        Hexadecimal; the same for the same check of the same run, whatever its numbers and words.
    """

    file: str
    title: str
    code: str
    label: str
    state: CheckState
    severity: Severity
    text: Text
    fingerprint: str
    line: int | None = None
    note: Text | None = None


def checks(view: ReportView) -> tuple[Check, ...]:
    """List every check, run by run, in the order of the report; then sources that could not be read, and the policy."""
    items = view.gate.items if view.gate else ()
    own: dict[tuple[str, int], list[GateItemView]] = {}
    for item in items:
        own.setdefault((item.path, item.number or 0), []).append(item)
    found = [one for run in view.runs for one in _of_run(run, own.get((run.path, run.number), []), view)]
    found += [_unread(error) for error in view.errors]
    found += [_of_item(item, "") for item in items if item.kind == "suppression"]
    return tuple(found)


def gravest_first(found: tuple[Check, ...]) -> tuple[Check, ...]:
    """Order checks by their state, else as they are: CI systems show only so many."""
    return tuple(sorted(found, key=lambda one: STATES.index(one.state)))


def _of_run(run: RunView, items: list[GateItemView], view: ReportView) -> Iterator[Check]:
    told = {item.code: item for item in items if item.kind not in _DEMANDS}
    findings = {finding.code: finding for finding in run.findings}
    for outcome in run.outcomes:
        item = told.get(outcome.code)
        yield _of_rule(run, outcome, findings.get(outcome.code), item, gated=view.gate is not None)
    yield from (_of_item(item, _name(run)) for item in items if item.kind in _DEMANDS)


def _of_rule(
    run: RunView, outcome: OutcomeView, finding: FindingView | None, item: GateItemView | None, *, gated: bool
) -> Check:
    silent = item.text if item else outcome.reason or same("")
    return Check(
        file=run.path,
        line=finding.line if finding else item.line if item else None,
        title=run.title,
        code=outcome.code,
        label=f"{outcome.code} {outcome.name}",
        state=item.state if item else _ungated(outcome, finding, gated=gated),
        severity=finding.severity if finding else item.severity if item else _INFO,  # type: ignore[arg-type]
        text=finding.message if finding else silent,
        note=item.note if item else None,
        fingerprint=_fingerprint(run.path, _name(run), outcome.code),
    )


def _ungated(outcome: OutcomeView, finding: FindingView | None, *, gated: bool) -> CheckState:
    """Without a gate, what a person must act on fails; with one, only what the gate says."""
    if finding is None:
        return "passed" if outcome.status == "clear" else "skipped"
    return "noted" if gated or finding.severity == _INFO else "failed"


def _of_item(item: GateItemView, run: str) -> Check:
    idle = item.kind == "suppression" and item.state == "passed"
    code = "max-drop" if item.kind == "drop" else item.kind
    return Check(
        file=item.file,
        line=item.line,
        title=item.title,
        code=code,
        label=item.label,
        state="noted" if idle else item.state,
        severity=item.severity,
        text=item.text,
        note=item.note,
        fingerprint=_fingerprint(item.path, run, code, item.label),
    )


def _unread(error: ErrorView) -> Check:
    return Check(
        file=error.path,
        title=error.path,
        code="unread",
        label=translations("gate.brief.unread")["en"],
        state="unjudged",
        severity="error",
        text=error.text,
        fingerprint=_fingerprint(error.path, "", "unread", error.code),
    )


def _name(run: RunView) -> str:
    return run.name or str(run.number)


def _fingerprint(*about: str) -> str:
    plain = "\0".join(about).replace("\\", "/")
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:40]
