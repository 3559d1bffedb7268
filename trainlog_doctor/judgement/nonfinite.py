"""Losses that were logged as NaN or infinite."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.judgement.columns import logged

if TYPE_CHECKING:
    import numpy.typing as npt

    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.model import Frame

_LOSSES = ("loss", "val_loss")


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
