"""What the rules said, in the JSON report, version 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trainlog_doctor.view.model import EvidenceView, FindingView, OutcomeView


def finding_document(finding: FindingView) -> Mapping[str, object]:
    """Name what a rule found."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "epochs": finding.epochs,
        "evidence": _values(finding.evidence),
        "message": finding.message,
        "advice": {language: [text[language] for text in finding.advice] for language in finding.message},
    }


def _values(evidence: Iterable[EvidenceView]) -> Mapping[str, object]:
    """Flatten predicates to ``name`` (its value) and ``name.field``."""
    return {
        key: value
        for one in evidence
        for key, value in ((one.name, one.value), *((f"{one.name}.{key}", value) for key, value in one.fields.items()))
    }


def outcome_document(outcome: OutcomeView) -> Mapping[str, object]:
    """Name what a rule answered, and why."""
    document: dict[str, object] = {"code": outcome.code, "name": outcome.name, "status": outcome.status}
    if outcome.reason is not None:
        document |= {"reason": outcome.reason["en"], "message": outcome.reason}
    if outcome.suppressed_by is not None:
        document["suppressed_by"] = outcome.suppressed_by
    if outcome.outputs:
        document["outputs"] = outcome.outputs
    return document | {"measured": measured(outcome.evidence)}


def measured(evidence: Iterable[EvidenceView]) -> Mapping[str, object]:
    """Name what was compared with what."""
    return {
        one.name: {"value": one.value, "comparison": one.comparison, "threshold": one.threshold, "holds": one.holds}
        for one in evidence
    }
