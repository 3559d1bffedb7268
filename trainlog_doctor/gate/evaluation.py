"""Requirements over one diagnosed run."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trainlog_doctor.engine.evaluate import evaluate
from trainlog_doctor.engine.pack import Pack
from trainlog_doctor.engine.per_cent import in_per_cent
from trainlog_doctor.engine.roles import RoleColumn, direction
from trainlog_doctor.gate.notation import kept
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.engine.outcome import Outcome
    from trainlog_doctor.engine.predicate import Predicate
    from trainlog_doctor.engine.roles import MetricTable, Roles
    from trainlog_doctor.gate.notation import Requirement
    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.model import Frame

_PERFECT = 1.0
"""A share beyond this can only be meant in per cent."""
_DIGITS = 12
"""Decimals that a share has as typed; what multiplying by 100 adds to them is rounding."""


def measured(diagnosis: Diagnosis, requirements: Sequence[Requirement], table: MetricTable) -> tuple[Outcome, ...]:
    """Evaluate requirements; an outcome that ``fired`` is one that does not hold, ``skipped`` is unknown."""
    run, epoch = diagnosis.run, kept(diagnosis.best.epoch if diagnosis.best else math.nan)
    roles = with_columns(diagnosis, (name for one in requirements for name in one.series), table)
    rules = {}
    for place, one in enumerate(requirements):
        # Named by its place, since the same requirement may be demanded twice.
        code, params = str(place), dict.fromkeys(one.rule.params, epoch)
        detect = {name: _in_units(predicate, roles, run.frame) for name, predicate in one.rule.detect.items()}
        rules[code] = replace(one.rule, id=code, params=params, detect=detect)
    return evaluate(run, roles, Pack(rules, table, ""), as_logged=True)


def _in_units(predicate: Predicate, roles: Roles, frame: Frame) -> Predicate:
    """Carry a share, ``0.8`` or ``80%``, over to a column that the log has in per cent: 76.4 is not above it.

    Only what is compared with a logged value is carried over; a difference of 0.5 may well be meant in per cent.
    """
    from trainlog_doctor.engine.statistics import STATISTICS

    column, threshold = roles.get(predicate.of[0]), predicate.threshold
    if column is None or not isinstance(threshold, float) or threshold > _PERFECT:
        return predicate
    if not STATISTICS[predicate.stat].logged or not in_per_cent(column, roles, frame):
        return predicate
    return replace(predicate, threshold=round(100 * threshold, _DIGITS))


def with_columns(diagnosis: Diagnosis, names: Iterable[str], table: MetricTable) -> Roles:
    """Let columns of the run be named beside the roles; a column's own name goes before a role of that name."""
    columns = diagnosis.run.frame.columns
    known = {one.name: one.better for one in diagnosis.roles.values() if one.better}
    there = {name: RoleColumn(name, known.get(name) or direction(name, table)) for name in names if name in columns}
    return {**diagnosis.roles, **there}
