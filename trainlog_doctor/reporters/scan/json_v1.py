"""A sweep as one JSON document, version 1. Keys may be added; none goes away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.plain_json import written
from trainlog_doctor.sweep.earlier import SCHEMA

if TYPE_CHECKING:
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.scan.document import LevelView, RuleCountView, ScanView


def render(view: ScanView, style: Style) -> str:
    """Write the document; what JSON has no number for is written as ``"nan"``, ``"inf"`` or ``"-inf"``."""
    document = {
        "schema": SCHEMA,
        "tool": {"name": "trainlog-doctor", "version": view.version, "rules": view.rules_version},
        "ranked_by": {"metric": view.metric, "better": view.better} if view.metric is not None else None,
        "runs": view.records,
        "rules": [_rule(one) for one in view.rules],
        "common": {"message": view.common, "levels": [_level(one) for one in view.levels]},
        "errors": [{"path": one.path, "code": one.code, "message": one.text} for one in view.errors],
    }
    return written(document)


def _rule(one: RuleCountView) -> dict[str, object]:
    return {"code": one.code, "name": one.name, "severity": one.severity, "runs": one.runs}


def _level(one: LevelView) -> dict[str, object]:
    return {"parameter": one.parameter, "value": one.value, "runs": one.runs, "top": one.top, "standing": one.standing}
