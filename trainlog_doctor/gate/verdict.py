"""The gate itself: a report and a policy in, everything that was looked at out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.rule import SEVERITIES
from trainlog_doctor.gate.baseline import run_keys
from trainlog_doctor.gate.case import Case
from trainlog_doctor.gate.demands import demand_items
from trainlog_doctor.gate.findings import finding_items
from trainlog_doctor.gate.result import STATES, GateResult, Item

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.engine.rule import Severity
    from trainlog_doctor.gate.baseline import Baseline
    from trainlog_doctor.gate.policy import Policy, Suppression
    from trainlog_doctor.gate.result import State, Verdict
    from trainlog_doctor.judgement.report import Report

_KINDS = ("finding", "requirement", "drop", "suppression", "unread", "coverage", "unchecked")


def decide(
    report: Report,
    policies: Callable[[str], Policy],
    baselines: Mapping[str, Baseline],
    pack: Pack,
    paths: Mapping[str, str],
    today: date,
) -> GateResult:
    """Hold a report against the policy of each source.

    Parameters
    ----------
    policies
        Source, as the user named it, to what it must satisfy.
    baselines
        By their path, as policies name it.
    pack
        Every rule that judged any of the runs.
    paths
        Every source, as the user named it, to its path in the keys of runs.
    today
        The day on which suppressions are looked at.
    """
    keys = run_keys(report.diagnoses, paths)
    items: list[Item] = [
        Item("unread", "unjudged", one.path, None, one.error.key, file=one.path) for one in report.errors
    ]
    for diagnosis, key in zip(report.diagnoses, keys, strict=True):
        policy = policies(diagnosis.origin.path)
        case = Case(diagnosis, key, policy, baselines.get(policy.baseline or ""))
        items += [*finding_items(case, pack.rules, today), *demand_items(case, pack.metrics)]
    known = list(dict.fromkeys(one for path in paths for one in policies(path).suppressions))
    items += _expired(known, today)
    if not report.errors:
        items += _unused(known, items, today)
    items.sort(key=lambda item: (STATES.index(item.state), -SEVERITIES.index(item.severity), _KINDS.index(item.kind)))
    return GateResult(tuple(items), _state(items, policies))


def _expired(suppressions: Iterable[Suppression], today: date) -> Iterator[Item]:
    """A suppression that has run out fails, whether or not its finding is still there: it is a promise not kept."""
    for one in suppressions:
        if one.until is not None and one.until < today:
            yield _about(one, "failed", "error", until=one.until.isoformat())


def _unused(suppressions: Iterable[Suppression], items: Sequence[Item], today: date) -> list[Item]:
    """Suppressions in force that accept nothing: no failure, but one day they would hide what nobody has looked at."""
    used = {item.data.get("place") for item in items if item.state == "accepted"}
    idle = (one for one in suppressions if one.place not in used and (one.until is None or one.until >= today))
    return [_about(one, "passed", "info") for one in idle]


def _about(one: Suppression, state: State, severity: Severity, **more: str) -> Item:
    data = {"rule": one.rule, "why": one.reason, "place": one.place, **more}
    return Item("suppression", state, "", None, one.rule, severity, data=data, file=one.file, line=one.line)


def _state(items: Iterable[Item], policies: Callable[[str], Policy]) -> Verdict:
    """A failure is certain whatever else is unknown: in three-valued logic, false and unknown is false."""
    states = {item.state for item in items if item.state != "unjudged" or not policies(item.path).allow_unjudged}
    return "failed" if "failed" in states else "unjudged" if "unjudged" in states else "passed"
