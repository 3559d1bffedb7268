"""What was logged of a role: as it stands, as numbers to reckon with, and turned into costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from trainlog_doctor.engine.roles import RoleColumn
    from trainlog_doctor.model import FloatArray, Frame

_LARGEST = 1e100
"""Values beyond are as good as infinite to arithmetic that squares and adds; told, they are numbers."""


def logged(frame: Frame, role: RoleColumn | None) -> FloatArray | None:
    """Take a role's column; None where no column plays it, or nothing was logged in that yet."""
    return None if role is None else frame.columns.get(role.name)


def finite(values: FloatArray) -> FloatArray:
    """Put NaN for what is infinite or as good as that."""
    return np.where(np.abs(values) < _LARGEST, values, np.nan)


def costs_of(frame: Frame, role: RoleColumn | None) -> FloatArray | None:
    """Take a role's finite values, turned so that lower is better; NaN for the others, None as in `logged`."""
    values = logged(frame, role)
    if role is None or values is None:
        return None
    return -finite(values) if role.better == "higher" else finite(values)
