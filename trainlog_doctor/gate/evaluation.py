"""Requirements over one diagnosed run."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trainlog_doctor.engine.evaluate import evaluate
from trainlog_doctor.engine.pack import Pack
from trainlog_doctor.engine.roles import RoleColumn, assign
from trainlog_doctor.gate.notation import kept
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.engine.outcome import Outcome
    from trainlog_doctor.engine.roles import Better, MetricTable, Roles
    from trainlog_doctor.gate.notation import Requirement
    from trainlog_doctor.judgement.diagnosis import Diagnosis


def measured(diagnosis: Diagnosis, requirements: Sequence[Requirement], table: MetricTable) -> tuple[Outcome, ...]:
    """Evaluate requirements; an outcome that ``fired`` is one that does not hold, ``skipped`` is unknown."""
    epoch = kept(diagnosis.best.epoch if diagnosis.best else math.nan)
    # Named by their place, since the same requirement may be demanded twice.
    rules = {
        str(place): replace(one.rule, id=str(place), params=dict.fromkeys(one.rule.params, epoch))
        for place, one in enumerate(requirements)
    }
    roles = with_columns(diagnosis, (name for one in requirements for name in one.series), table)
    return evaluate(diagnosis.run, roles, Pack(rules, table, ""), as_logged=True) if rules else ()


def with_columns(diagnosis: Diagnosis, names: Iterable[str], table: MetricTable) -> Roles:
    """Let columns of the run be named beside the roles; a column's own name goes before a role of that name."""
    columns = diagnosis.run.frame.columns
    there = {name: RoleColumn(name, _direction(name, diagnosis.roles, table)) for name in names if name in columns}
    return {**diagnosis.roles, **there}


def _direction(column: str, roles: Roles, table: MetricTable) -> Better | None:
    """Where the column should go: as its role in this run says, else as its name does."""
    playing = [*roles.values(), *assign((column,), table).values()]
    return next((one.better for one in playing if one.name == column and one.better), None)
