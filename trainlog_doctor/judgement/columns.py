"""What was logged of a role: as it stands, as numbers to reckon with, turned into costs, and where it broke."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from trainlog_doctor.engine.roles import RoleColumn, Roles
    from trainlog_doctor.model import FloatArray, Frame

_LOSSES = ("loss", "val_loss")
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


def broken(frame: Frame, roles: Roles, role: str) -> npt.NDArray[np.bool_]:
    """Tell for each position whether the role's column was logged as NaN or infinite: bool array, shape (n_epochs,)."""
    column = roles.get(role)
    values = logged(frame, column)
    if column is None or values is None:
        return np.zeros(len(frame), dtype=bool)
    infinite = np.isinf(values)
    nan = frame.logged_nan.get(column.name, ())
    return np.asarray(infinite | np.isin(frame.epoch, nan), dtype=bool) if nan else infinite


def broken_losses(frame: Frame, roles: Roles) -> npt.NDArray[np.bool_]:
    """Tell for each position whether any loss was logged as NaN or infinite: bool array, shape (n_epochs,)."""
    first, second = (broken(frame, roles, role) for role in _LOSSES)
    return first | second


def broken_name(frame: Frame, roles: Roles, position: int) -> str:
    """Name of the loss that is broken at a position, the training's first; empty if none is."""
    return next((roles[role].name for role in _LOSSES if broken(frame, roles, role)[position]), "")
