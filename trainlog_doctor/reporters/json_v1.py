"""The JSON report, version 1: a published shape of its own, written out by hand, that no refactoring changes.

Keys may be added; none goes away.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.document import ErrorView, ReportView, RunView
    from trainlog_doctor.view.model import (
        BestView,
        EvidenceView,
        FactView,
        FindingView,
        NoticeView,
        OutcomeView,
        PhaseView,
        Text,
        VerdictView,
    )

SCHEMA = "trainlog-doctor/1"
Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


def render(view: ReportView, style: Style) -> str:
    """Write the document; what JSON has no number for is written as ``"nan"``, ``"inf"`` or ``"-inf"``."""
    document: Json = {
        "schema": SCHEMA,
        "tool": {"name": "trainlog-doctor", "version": view.version, "rules": view.rules_version},
        "runs": [_run(run, style.history) for run in view.runs],
        "errors": [_error(error) for error in view.errors],
    }
    return json.dumps(_plain(document), ensure_ascii=False, allow_nan=False) + "\n"


def _plain(value: object) -> Json:
    if isinstance(value, float):
        return value if math.isfinite(value) else "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int) else None


def _run(run: RunView, history: bool) -> Json:
    known: dict[str, object] = {
        "source": {"path": run.path, "format": run.format, "run": run.number, "name": run.name},
        "epochs": run.epochs,
        "planned_epochs": run.planned_epochs,
        "complete": run.complete,
        "metrics": [name for name in run.history if name != "epoch"],
        "roles": run.roles,
        "history": run.history,
        "logged_nan": run.logged_nan,
        "best_epoch": _best(run.best) if run.best else None,
        "verdict": _verdict(run.verdict),
        "phases": [_phase(phase) for phase in run.phases],
        "findings": [_finding(finding) for finding in run.findings],
        "outcomes": [_outcome(outcome) for outcome in run.outcomes],
        "notices": [_notice(notice) for notice in run.notices],
        "continues": run.continues,
        "facts": [_fact(fact) for fact in run.log_facts],
    }
    return _plain({key: value for key, value in known.items() if history or key not in {"history", "logged_nan"}})


def _best(best: BestView) -> Json:
    candidates = [{"by": c.by, "epoch": c.epoch, "value": c.value, "ties": c.ties} for c in best.candidates]
    return _plain(
        {"epoch": best.epoch, "by": best.by, "reason": best.reason, "values": best.values, "candidates": candidates}
    )


def _verdict(verdict: VerdictView) -> Json:
    return {"code": verdict.code, "label": verdict.label, "severity": verdict.severity, **verdict.text}


def _phase(phase: PhaseView) -> Json:
    return _plain({"kind": phase.kind, "first": phase.first, "last": phase.last, "message": phase.text})


def _finding(finding: FindingView) -> Json:
    return _plain(
        {
            "code": finding.code,
            "name": finding.name,
            "severity": finding.severity,
            "confidence": finding.confidence,
            "epochs": finding.epochs,
            "evidence": _values(finding.evidence),
            "message": finding.message,
            "advice": _by_language(finding.advice, finding.message),
        }
    )


def _by_language(texts: tuple[Text, ...], languages: Text) -> Mapping[str, list[str]]:
    return {language: [text[language] for text in texts] for language in languages}


def _values(evidence: tuple[EvidenceView, ...]) -> Mapping[str, object]:
    """Flatten predicates to ``name`` (its value) and ``name.field``."""
    return {
        key: value
        for one in evidence
        for key, value in ((one.name, one.value), *((f"{one.name}.{key}", value) for key, value in one.fields.items()))
    }


def _outcome(outcome: OutcomeView) -> Json:
    document: dict[str, object] = {"code": outcome.code, "name": outcome.name, "status": outcome.status}
    if outcome.reason is not None:
        document |= {"reason": outcome.reason["en"], "message": outcome.reason}
    if outcome.suppressed_by is not None:
        document["suppressed_by"] = outcome.suppressed_by
    document["measured"] = {
        one.name: {"value": one.value, "comparison": one.comparison, "threshold": one.threshold, "holds": one.holds}
        for one in outcome.evidence
    }
    return _plain(document)


def _fact(fact: FactView) -> Json:
    return _plain({"kind": fact.kind, "epoch": fact.epoch, "line": fact.line, "data": fact.data})


def _notice(notice: NoticeView) -> Json:
    return _plain({"code": notice.code, "line": notice.line, "message": notice.text})


def _error(error: ErrorView) -> Json:
    details = [dict(detail) for detail in error.details]
    document = {"path": error.path, "code": error.code, "reason": error.text["en"], "message": error.text}
    return _plain(document | ({"details": details} if details else {}))
