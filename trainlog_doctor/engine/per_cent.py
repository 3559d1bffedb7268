"""Which columns hold shares in per cent: rules judge them as fractions, as their thresholds are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.measures.perfection import is_per_cent
from trainlog_doctor.i18n.numbers import PerCent

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from trainlog_doctor.engine.outcome import Measured
    from trainlog_doctor.engine.roles import RoleColumn, Roles
    from trainlog_doctor.model import Frame

SHARES = ("accuracy", "balanced_accuracy", "f1", "iou", "auc", "recall", "precision", "topk")
"""Families of scores between 0 and 1; others, such as the PSNR, have no upper end."""

_SIDES = tuple((family, f"val_{family}") for family in SHARES)


def in_per_cent(column: RoleColumn, roles: Roles, frame: Frame) -> bool:
    """Tell whether a column is a share in per cent. Training and validation are written alike, so the higher tells."""
    for sides in _SIDES:
        names = [roles[role].name for role in sides if role in roles]
        if column.name in names:
            return any(is_per_cent(frame.columns[name]) for name in names if name in frame.columns)
    return False


def whole(column: RoleColumn, roles: Roles, frame: Frame) -> float:
    """What a perfect share is written as: 100 in a column of per cent, else 1."""
    return 100.0 if in_per_cent(column, roles, frame) else 1.0


def as_logged(found: Measured, units: Mapping[str, str], columns: Collection[str]) -> Measured:
    """Carry a result back from fractions to the per cent of the log.

    Parameters
    ----------
    units
        As the statistic declares them.
    columns
        Names of the columns that were measured as fractions.
    """
    told = {name for name, column in units.items() if found.fields.get(column) in columns}
    if not told:
        return found
    fields = {name: _in_per_cent(value) if name in told else value for name, value in found.fields.items()}
    if found.value is None or "value" not in told:
        return found._replace(fields=fields)
    return found._replace(value=_in_per_cent(found.value), threshold=_in_per_cent(found.threshold), fields=fields)


def _in_per_cent(share: float | str) -> PerCent:
    """Multiply by 100; 15 digits are all that a log's number can be given back by."""
    return PerCent(f"{100 * float(share):.15g}")
