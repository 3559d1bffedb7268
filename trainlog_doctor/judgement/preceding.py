"""What an excerpt tells of the epochs before it: the best value that its checkpoint callback waits to be beaten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.facts import CHECKPOINT_NOT_IMPROVED, numeric, of_kind
from trainlog_doctor.judgement.columns import costs_of

if TYPE_CHECKING:
    from trainlog_doctor.engine.roles import RoleColumn, Roles
    from trainlog_doctor.model import Frame, Run

_ROUNDING = 1e-4
"""Metrics are printed with four decimals, what a callback waits for with five."""


def better_before(run: Run, roles: Roles) -> tuple[str, float] | None:
    """Find the checkpoint from before an excerpt that is better than all of it: the metric it monitors, its value.

    None where the log begins with its first epoch, no callback names what it waits to be beaten, or an epoch beats it.
    """
    if not len(run.frame) or run.frame.epoch[0] == 1:
        return None
    known = {column.name: column for column in roles.values() if column.better}
    for fact in of_kind(run, CHECKPOINT_NOT_IMPROVED):
        column, value = known.get(str(fact.data.get("monitor"))), numeric(fact.data.get("best"))
        if column is not None and value is not None and _unbeaten(value, column, run.frame):
            return column.name, value
    return None


def _unbeaten(value: float, column: RoleColumn, frame: Frame) -> bool:
    """Tell whether a value is better than every one that was logged, by more than rounding."""
    shown = costs_of(frame, column)
    if shown is None or not np.isfinite(shown).any():
        return False
    cost = -value if column.better == "higher" else value
    return cost < float(np.nanmin(shown)) - _ROUNDING
