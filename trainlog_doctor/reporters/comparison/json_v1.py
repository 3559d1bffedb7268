"""The comparison as JSON, version 1: a published shape of its own, written out by hand, that no refactoring changes.

Keys may be added; none goes away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.plain_json import written

if TYPE_CHECKING:
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.comparison.document import (
        ComparisonView,
        DifferenceView,
        FindingChangeView,
        SideView,
        StandingView,
        TrainingView,
        VersusView,
    )

SCHEMA = "trainlog-doctor/compare-1"


def render(view: ComparisonView, style: Style) -> str:
    """Write the document; what JSON has no number for is written as ``"nan"``, ``"inf"`` or ``"-inf"``."""
    document = {
        "schema": SCHEMA,
        "tool": {"name": "trainlog-doctor", "version": view.version, "rules": view.rules_version},
        "sides": [_side(side) for side in view.sides],
        "metrics": {role: [_standing(one) for one in row] for role, row in view.standings.items()},
        "versus": [_versus(one) for one in view.versus],
        "ranking": view.ranking,
        "ranked_by": view.ranked_by,
        "facts": [{"key": one.key, "differs": one.differs, "values": one.values} for one in view.facts],
        "errors": [{"path": one.path, "code": one.code, "message": one.text} for one in view.errors],
    }
    return written(document)


def _side(side: SideView) -> dict[str, object]:
    return {
        "name": side.letter,
        "path": side.path,
        "runs": side.runs,
        "title": side.title,
        "verdict": side.verdict,
        "trainings": [_training(one) for one in side.trainings],
    }


def _training(one: TrainingView) -> dict[str, object]:
    best = None if one.keep is None else {"run": one.keep_run, "epoch": one.keep}
    return {
        "runs": one.runs,
        "epochs": one.epochs,
        "complete": one.complete,
        "best_epoch": best,
        "seconds": one.seconds,
    }


def _standing(one: StandingView | None) -> dict[str, object] | None:
    if one is None:
        return None
    return {
        "metric": one.metric,
        "value": one.value,
        "deviation": one.deviation,
        "epoch": one.epoch,
        "training": one.training,
        "trainings": one.trainings,
    }


def _versus(one: VersusView) -> dict[str, object]:
    return {
        "base": one.base,
        "other": one.other,
        "verdict": one.verdict,
        "message": one.headline,
        "reasons": {
            language: [reason[language] for reason in (*one.reasons, *one.caveats)] for language in one.headline
        },
        "differences": [_difference(difference) for difference in one.differences],
        "obstacles": one.obstacles,
        "at_epoch": one.at_epoch,
        "findings": [_finding(finding) for finding in one.findings],
    }


def _difference(one: DifferenceView) -> dict[str, object]:
    return {
        "role": one.role,
        "metric": one.metric,
        "base": one.base,
        "other": one.other,
        "gain": one.gain,
        "limit": one.limit,
        "noise": one.noise,
        "judged": one.judged,
    }


def _finding(one: FindingChangeView) -> dict[str, object]:
    return {"code": one.code, "name": one.name, "change": one.change, "base": one.base, "other": one.other}
