"""The JSON report, version 1: a published shape of its own, written out by hand, that no refactoring changes.

Keys may be added; none goes away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.json_v1.rules import measured
from trainlog_doctor.reporters.json_v1.run import run_document
from trainlog_doctor.reporters.plain_json import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.document import ErrorView, OverviewView, ReportView
    from trainlog_doctor.view.gate.model import GateItemView, GateView

SCHEMA = "trainlog-doctor/1"


def render(view: ReportView, style: Style) -> str:
    """Write the document; what JSON has no number for is written as ``"nan"``, ``"inf"`` or ``"-inf"``."""
    document: dict[str, object] = {
        "schema": SCHEMA,
        "tool": {"name": "trainlog-doctor", "version": view.version, "rules": view.rules_version},
        "overview": _overview(view.overview) if view.overview else None,
        "runs": [run_document(run, style.history) for run in view.runs],
        "errors": [_error(error) for error in view.errors],
    }
    if view.gate is not None:
        document["gate"] = _gate(view.gate)
    return written(document)


def _overview(overview: OverviewView) -> Mapping[str, object]:
    means = [{"metric": m.metric, "mean": m.mean, "deviation": m.deviation, "runs": m.runs} for m in overview.means]
    return {"means": means, "messages": overview.summaries}


def _error(error: ErrorView) -> Mapping[str, object]:
    document = {"path": error.path, "code": error.code, "reason": error.text["en"], "message": error.text}
    return document | ({"details": error.details} if error.details else {})


def _gate(gate: GateView) -> Mapping[str, object]:
    return {"state": gate.state, "message": gate.sentence, "items": [_item(item) for item in gate.items]}


def _item(item: GateItemView) -> Mapping[str, object]:
    return {
        "kind": item.kind,
        "state": item.state,
        "path": item.path,
        "run": item.number,
        "code": item.code,
        "severity": item.severity,
        "message": item.text,
        "note": item.note,
        "file": item.file,
        "line": item.line,
        "measured": measured(item.evidence),
    }
