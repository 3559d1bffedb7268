"""The JSON report, version 1: a published shape of its own, written out by hand, that no refactoring changes.

Keys may be added; none goes away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.json_gate import gate_document
from trainlog_doctor.reporters.plain_json import plain, written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.model import Unfinished
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.reporters.plain_json import Json
    from trainlog_doctor.view.document import ErrorView, OverviewView, ReportView, RunView
    from trainlog_doctor.view.logged import FactView, SecondsView
    from trainlog_doctor.view.model import (
        BestView,
        CallbacksView,
        EvidenceView,
        FindingView,
        NoticeView,
        OutcomeView,
        PhaseView,
        StopNowView,
        VerdictView,
    )

SCHEMA = "trainlog-doctor/1"


def render(view: ReportView, style: Style) -> str:
    """Write the document; what JSON has no number for is written as ``"nan"``, ``"inf"`` or ``"-inf"``."""
    document: dict[str, Json] = {
        "schema": SCHEMA,
        "tool": {"name": "trainlog-doctor", "version": view.version, "rules": view.rules_version},
        "overview": _overview(view.overview) if view.overview else None,
        "runs": [_run(run, style.history) for run in view.runs],
        "errors": [_error(error) for error in view.errors],
    }
    if view.gate is not None:
        document["gate"] = plain(gate_document(view.gate))
    return written(document)


def _overview(overview: OverviewView) -> Json:
    means = [{"metric": m.metric, "mean": m.mean, "deviation": m.deviation, "runs": m.runs} for m in overview.means]
    return plain({"means": means, "messages": overview.summaries})


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
        "unfinished": _unfinished(run.unfinished) if run.unfinished else None,
        "seconds": _seconds(run.log.seconds) if run.log.seconds else None,
        "facts": [_fact(fact) for fact in run.log.facts],
        "early_stopping": run.stopping.replayed,
        "stop": _stop(run.stopping.now) if run.stopping.now else None,
        "callbacks": _callbacks(run.stopping.callbacks) if run.stopping.callbacks else None,
    }
    return plain({key: value for key, value in known.items() if history or key not in {"history", "logged_nan"}})


def _best(best: BestView) -> Json:
    candidates = [{"by": c.by, "epoch": c.epoch, "value": c.value, "ties": c.ties} for c in best.candidates]
    return plain(
        {"epoch": best.epoch, "by": best.by, "reason": best.reason, "values": best.values, "candidates": candidates}
    )


def _verdict(verdict: VerdictView) -> Json:
    return {"code": verdict.code, "label": verdict.label, "severity": verdict.severity, **verdict.text}


def _phase(phase: PhaseView) -> Json:
    return plain({"kind": phase.kind, "first": phase.first, "last": phase.last, "message": phase.text})


def _finding(finding: FindingView) -> Json:
    return plain(
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
    return plain(document)


def _fact(fact: FactView) -> Json:
    return plain({"kind": fact.kind, "epoch": fact.epoch, "line": fact.line, "data": fact.data})


def _unfinished(unfinished: Unfinished) -> Json:
    return {"epoch": unfinished.epoch, "fraction": unfinished.fraction}


def _seconds(seconds: SecondsView) -> Json:
    return plain({"median": seconds.median, "total": seconds.total})


def _callbacks(callbacks: CallbacksView) -> Json:
    return plain(
        {
            "monitor": callbacks.monitor,
            "mode": callbacks.mode,
            "patience": callbacks.patience,
            "min_delta": callbacks.min_delta,
            "code": callbacks.code,
            "message": callbacks.reason,
        }
    )


def _stop(stop: StopNowView) -> Json:
    return plain({"now": stop.now, "since": stop.since, "keep": stop.keep, "reason": stop.reason, "message": stop.text})


def _notice(notice: NoticeView) -> Json:
    return plain({"code": notice.code, "line": notice.line, "message": notice.text})


def _error(error: ErrorView) -> Json:
    details = [dict(detail) for detail in error.details]
    document = {"path": error.path, "code": error.code, "reason": error.text["en"], "message": error.text}
    return plain(document | ({"details": details} if details else {}))
