"""The gate's part of the JSON report, version 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.view.gate.model import GateItemView, GateView
    from trainlog_doctor.view.model import EvidenceView


def gate_document(gate: GateView) -> Mapping[str, object]:
    """Name everything that the gate looked at, the gravest first."""
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
        "measured": {one.name: _measured(one) for one in item.evidence},
    }


def _measured(one: EvidenceView) -> Mapping[str, object]:
    return {"value": one.value, "comparison": one.comparison, "threshold": one.threshold, "holds": one.holds}
