"""Which columns hold shares in per cent: rules judge them as fractions, as their thresholds are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.measures.perfection import is_per_cent

if TYPE_CHECKING:
    from trainlog_doctor.engine.roles import RoleColumn, Roles
    from trainlog_doctor.model import Frame

_SHARES = ("accuracy", "balanced_accuracy", "f1", "iou", "auc", "recall", "precision", "topk")
"""Families of scores between 0 and 1; others, such as the PSNR, have no upper end."""


def in_per_cent(column: RoleColumn, roles: Roles, frame: Frame) -> bool:
    """Tell whether a column is a share in per cent. Training and validation are written alike, so the higher tells."""
    for family in _SHARES:
        sides = [roles[role] for role in (family, f"val_{family}") if role in roles]
        if any(side.name == column.name for side in sides):
            logged = [frame.columns[side.name] for side in sides if side.name in frame.columns]
            return any(is_per_cent(values) for values in logged)
    return False
