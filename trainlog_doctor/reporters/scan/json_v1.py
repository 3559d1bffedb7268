"""A sweep as one JSON document, version 1. Keys may be added; none goes away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.plain_json import written
from trainlog_doctor.sweep.earlier import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.scan.document import LevelView, RuleCountView, ScanView


def render(view: ScanView, style: Style) -> Iterator[str]:
    """Write the document run by run; what JSON has no number for is ``"nan"``, ``"inf"`` or ``"-inf"``."""
    head = {
        "schema": SCHEMA,
        "tool": {"name": "trainlog-doctor", "version": view.version, "rules": view.rules_version},
        "ranked_by": {"metric": view.metric.name, "better": view.metric.better} if view.metric else None,
    }
    tail = {
        "rules": [_rule(one) for one in view.rules],
        "common": {"message": view.common, "levels": [_level(one) for one in view.levels]},
        "errors": [{"path": one.path, "code": one.code, "message": one.text} for one in view.errors],
        "beside": list(view.beside),
    }
    yield written(head).removesuffix("}\n") + ', "runs": ['
    for at, record in enumerate(view.records):
        yield (", " if at else "") + written(record).rstrip("\n")
    yield "], " + written(tail).removeprefix("{")


def _rule(one: RuleCountView) -> dict[str, object]:
    return {"code": one.code, "name": one.name, "severity": one.severity, "runs": one.runs}


def _level(one: LevelView) -> dict[str, object]:
    return {"parameter": one.parameter, "value": one.value, "runs": one.runs, "top": one.top, "standing": one.standing}
