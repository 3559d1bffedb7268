"""What each side reaches: the metrics that the sides share, and the best value of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.noise import jitter
from trainlog_doctor.engine.per_cent import whole
from trainlog_doctor.judgement.columns import broken, finite
from trainlog_doctor.judgement.comparison.model import Reached, Standing
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    from trainlog_doctor.engine.roles import MetricTable, RoleColumn
    from trainlog_doctor.judgement.comparison.model import Side
    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.model import Frame

    Standings: TypeAlias = Mapping[str, tuple[Standing | None, ...]]

_VALIDATION = "val_"
"""What the role of a validation metric begins with; behind it stands that of its counterpart of the training."""
_PROPORTIONS = frozenset({"accuracy", "balanced_accuracy", "f1", "precision", "recall", "topk"})
"""Families of scores that are shares of right answers, or behave like one."""
_ONE_MEANING = "accuracy"
"""The family whose names all mean the same on the same data."""
_FEWEST = 4
"""Finite values below which no jitter can be told."""
_NUMBER = regex(r"_\d{1,3}$", re.ASCII)


def standings(sides: Sequence[Side], table: MetricTable) -> Standings:
    """Say what each side reaches by each metric.

    Validation counts; the training's metrics are compared only where no side has any validation.

    Returns
    -------
    Mapping
        ``val_loss`` and ``val_score``, or ``loss`` and ``score``, to one standing a side; None where a side has no
        finite value of it. A metric that no side has is left out.
    """
    validated = any(role in side.first.roles for side in sides for role in ("val_loss", "val_score"))
    mark = _VALIDATION if validated else ""
    names = {"loss": "loss", "score": _shared_score(sides, table, mark)}
    found = {mark + role: _row(sides, mark, name, table) for role, name in names.items()}
    return {role: row for role, row in found.items() if any(row)}


def alike(one: RoleColumn, other: RoleColumn, table: MetricTable) -> bool:
    """Whether two columns are the same metric: by their names, or as names of accuracy."""
    if one.better != other.better:
        return False
    names = {_plain(column.name, table) for column in (one, other)}
    return len(names) == 1 or any(
        names <= set(family.names) for family in table.families if family.name == _ONE_MEANING
    )


def _shared_score(sides: Sequence[Side], table: MetricTable, mark: str) -> str:
    """The score that most sides share with the first; its main one if equal."""

    def shared(name: str) -> int:
        base, *others = (side.first.roles.get(mark + name) for side in sides)
        return sum(other is not None and alike(base, other, table) for other in others) if base else -1

    return max(("score", *(family.name for family in table.families)), key=shared) if sides else "score"


def _row(sides: Sequence[Side], mark: str, name: str, table: MetricTable) -> tuple[Standing | None, ...]:
    """Standings by the metric of the first side that has it; None also for sides that log another one."""
    columns = [side.first.roles.get(mark + name) for side in sides]
    first = next((column for column in columns if column is not None), None)
    return tuple(
        _standing(side, mark, name, table) if first and column and alike(first, column, table) else None
        for side, column in zip(sides, columns, strict=True)
    )


def _standing(side: Side, mark: str, name: str, table: MetricTable) -> Standing | None:
    column = side.first.roles.get(mark + name)
    if column is None or column.better is None:
        return None
    twin = side.first.roles.get(name) if mark else None
    beside = twin.name if twin is not None else None
    reached = [_reached(training.judged, mark + name, beside) for training in side.trainings]
    known = tuple(one for one in reached if one is not None)
    if not known:
        return None
    proportion = _is_proportion(side.first, column, table)
    perfect = whole(column, side.first.roles, side.first.run.frame)
    return Standing(column.name, beside, column.better, proportion, known, perfect)


def _is_proportion(diagnosis: Diagnosis, column: RoleColumn, table: MetricTable) -> bool:
    families = (family.name for family in table.families if family.name in _PROPORTIONS)
    return any(diagnosis.roles.get(mark + name) == column for name in families for mark in ("val_", ""))


def _reached(diagnosis: Diagnosis, role: str, beside: str | None) -> Reached | None:
    """The best finite value of a role's column among the epochs whose weights are of use."""
    frame, roles = diagnosis.run.frame, diagnosis.roles
    column = roles.get(role)
    if column is None or column.name not in frame.columns:
        return None
    values = np.where(broken(frame, roles, "loss"), np.nan, finite(frame.columns[column.name]))
    if np.isnan(values).all():
        return None
    best = int(np.nanargmax(values) if column.better == "higher" else np.nanargmin(values))
    return Reached(
        value=float(values[best]),
        epoch=int(frame.epoch[best]),
        training=_at(frame, beside, best),
        jitter=jitter(values) if np.isfinite(values).sum() >= _FEWEST else None,
    )


def _at(frame: Frame, column: str | None, position: int) -> float | None:
    values = frame.columns.get(column) if column is not None else None
    return float(values[position]) if values is not None and np.isfinite(values[position]) else None


def _plain(name: str, table: MetricTable) -> str:
    """A column's name without what marks its side of the log, and without Keras's number."""
    bare = _NUMBER.sub("", name.strip().lower().replace(" ", "_"))
    mark = next((mark for mark in (*table.validation, *table.training) if mark and bare.startswith(mark)), "")
    return bare[len(mark) :]
