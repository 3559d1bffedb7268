"""Short ways to write a run, its roles and what the rules said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.outcome import Outcome
from trainlog_doctor.engine.roles import RoleColumn, Roles
from trainlog_doctor.model import Frame, Run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROLES: Mapping[str, RoleColumn] = {
    "loss": RoleColumn("loss", "lower"),
    "val_loss": RoleColumn("val_loss", "lower"),
    "score": RoleColumn("f1", "higher"),
    "val_score": RoleColumn("val_f1", "higher"),
    "f1": RoleColumn("f1", "higher"),
    "val_f1": RoleColumn("val_f1", "higher"),
    "accuracy": RoleColumn("accuracy", "higher"),
    "val_accuracy": RoleColumn("val_accuracy", "higher"),
}


def make_run(first: int = 1, **columns: Sequence[float]) -> Run:
    """Build a run; a NaN in a column counts as logged."""
    arrays = {name: np.asarray(values, dtype=np.float64) for name, values in columns.items()}
    epoch = np.arange(first, first + len(next(iter(arrays.values()), ())), dtype=np.int64)
    logged = {name: tuple(epoch[np.isnan(values)].tolist()) for name, values in arrays.items()}
    return Run("test", Frame(epoch, arrays, {name: epochs for name, epochs in logged.items() if epochs}))


def roles_of(run: Run, better: str = "higher") -> Roles:
    """Roles of the columns that the run has."""
    known = {role: column for role, column in ROLES.items() if column.name in run.frame.columns}
    if better == "lower" and "val_score" in known:
        known["val_score"] = RoleColumn("val_f1", "lower")
    return known


def fired(code: str, epochs: tuple[int, int] | None = None) -> Outcome:
    return Outcome(code, "fired", "warning", "high", epochs=epochs)
