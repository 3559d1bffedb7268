"""The gate's part of the JSON report, version 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.json_v1.rules import measured

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.view.gate.model import GateItemView, GateView


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
        "measured": measured(item.evidence),
    }
