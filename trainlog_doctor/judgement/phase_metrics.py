"""What a phase tells of the metrics: where each came from and went, and which of them go another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.judgement.columns import costs_of, logged
from trainlog_doctor.judgement.progress import PROGRESS, pieces

if TYPE_CHECKING:
    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.judgement.course import Datum
    from trainlog_doctor.judgement.progress import Piece
    from trainlog_doctor.model import FloatArray, Frame

ROLES_TOLD = ("val_loss", "val_score", "loss", "score")
"""Roles of which a phase tells, the most telling first."""
_TRAINING_TOLD = frozenset({"stuck", "overconfident", "overfitting", "gap", "oscillating", "diverging", "worsening"})
"""Kinds in which the training's curves belong to the story even where validation was logged."""
_LONG_ENOUGH = 5
"""Epochs in which a score can be told to get better, as a rule asks of a trend."""


def metrics_told(frame: Frame, roles: Roles, piece: Piece) -> dict[str, Datum]:
    """Collect the placeholders of a phase's sentence; a phase begins where the one before it ended."""
    start = max(0, piece.first - 1)
    told = {role: _course(frame, roles, role, piece) for role in ROLES_TOLD}
    if piece.kind not in _TRAINING_TOLD and (told["val_loss"] or told["val_score"]):
        told = {role: told[role] for role in ("val_loss", "val_score")}
    data = {key: value for each in told.values() for key, value in each.items()}
    if piece.kind == "worsening" and _worsens(frame, roles, start, piece.last):
        data["training"] = roles["loss"].name
    if piece.kind == "plateau" and told["val_loss"] and _gets_better(frame, roles, piece):
        data["improving"] = roles["val_score"].name
    return data


def _course(frame: Frame, roles: Roles, role: str, piece: Piece) -> dict[str, Datum]:
    """Where a metric came from, what it went through and where it went; empty where nothing finite was logged.

    Its change is told as a share of the start for a loss that is not negative, else in the metric's own unit.
    """
    column = roles.get(role)
    values = logged(frame, column)
    if column is None or values is None:
        return {}
    own = _finite(values[piece.first : piece.last + 1])
    finite = _finite(values[max(0, piece.first - 1) : piece.last + 1])
    if not len(own):
        return {}
    start, end = float(finite[0]), float(finite[-1])
    relative = column.better == "lower" and start > 0 <= end
    return {
        role: column.name,
        f"{role}_start": start,
        f"{role}_end": end,
        f"{role}_low": float(own.min()),
        f"{role}_high": float(own.max()),
        f"{role}_change": (end - start) / start if relative else end - start,
        f"{role}_relative": relative,
    }


def _finite(values: FloatArray) -> FloatArray:
    return values[np.isfinite(values)]


def _worsens(frame: Frame, roles: Roles, start: int, last: int) -> bool:
    """Tell whether the training loss gets worse over a stretch as well: then it is the training that goes astray."""
    costs = costs_of(frame, roles.get("loss"))
    return costs is not None and pieces(costs, start, last)[0].kind == "worsening"


def _gets_better(frame: Frame, roles: Roles, piece: Piece) -> bool:
    """Tell whether the validation score improves to the end of a stretch in which the loss stands still."""
    costs, long = costs_of(frame, roles.get("val_score")), piece.last - piece.first + 1 >= _LONG_ENOUGH
    return costs is not None and long and pieces(costs, max(0, piece.first - 1), piece.last)[-1].kind in PROGRESS
