"""Findings before the gate: which fail it, which are accepted and why, and which rules gave no answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.rule import SEVERITIES
from trainlog_doctor.gate.baseline import finding_keys
from trainlog_doctor.judgement.judge import COVERAGE_TAG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set
    from datetime import date

    from trainlog_doctor.engine.outcome import Outcome
    from trainlog_doctor.engine.rule import Rule, Severity
    from trainlog_doctor.gate.baseline import FindingKey
    from trainlog_doctor.gate.case import Case
    from trainlog_doctor.gate.result import Item, Kind, State

MUST = "error"
"""Severity of rules that must have an answer: what they ask cannot be left open."""


def finding_items(case: Case, rules: Mapping[str, Rule], today: date) -> Iterator[Item]:
    """Look at every outcome of a run that could keep it from passing."""
    if case.policy.fail_on is None:
        return
    counting = SEVERITIES[SEVERITIES.index(case.policy.fail_on) :]
    for outcome in case.diagnosis.outcomes:
        rule = rules[outcome.code]
        if outcome.status != "fired":
            continue
        if outcome.severity in counting:
            yield _fired(case, "finding", "failed", outcome, finding_keys(outcome, rule), today)
        elif COVERAGE_TAG in rule.tags:
            yield _fired(case, "coverage", "unjudged", outcome, finding_keys(outcome, rule), today)
    for outcome in _open(case, counting, rules):
        yield case.item("unchecked", "unjudged", outcome.code, severity=outcome.severity, outcome=outcome)


def _open(case: Case, counting: tuple[Severity, ...], rules: Mapping[str, Rule]) -> list[Outcome]:
    """Rules without an answer that leave the run unjudged: those that must have one, or all that could fail it.

    What a finding explains away needs no answer: after a NaN there is nothing left to diverge.
    """
    fired = (outcome.code for outcome in case.diagnosis.outcomes if outcome.status == "fired")
    explained = {code for cause in fired for code in rules[cause].suppresses}
    asked = [one for one in case.diagnosis.outcomes if one.severity in counting and one.code not in explained]
    skipped = [outcome for outcome in asked if outcome.status == "skipped"]
    return skipped if len(skipped) == len(asked) else [outcome for outcome in skipped if outcome.severity == MUST]


def _fired(case: Case, kind: Kind, otherwise: State, outcome: Outcome, named: Set[FindingKey], today: date) -> Item:
    reason, data = _accepted(case, outcome, named, today)
    state: State = "accepted" if reason else otherwise
    more = {"severity": outcome.severity, "outcome": outcome, "reason": reason, "data": data}
    return case.item(kind, state, outcome.code, outcome.epochs[0] if outcome.epochs else None, **more)


def _accepted(case: Case, outcome: Outcome, named: Set[FindingKey], today: date) -> tuple[str, Mapping[str, str]]:
    """Why a finding is accepted; empty where it is not. A suppression that has run out accepts nothing."""
    for one in case.policy.suppressions:
        if one.rule == outcome.code and (one.until is None or one.until >= today):
            until = {"until": one.until.isoformat()} if one.until else {}
            return "accepted.suppressed", {"why": one.reason, "place": one.place, **until}
    known = case.baseline.same(case.key) if case.baseline else None
    return ("accepted.baseline", {}) if known and named <= known.accepted else ("", {})
