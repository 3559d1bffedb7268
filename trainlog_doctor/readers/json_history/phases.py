"""Rows that say in a word which part of the training they are of: ``{"mode": "val", "epoch": 3, …}``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.phases import DOUBTFUL_FIELDS, FIELDS, TRAINING, in_phase, phase_of
from trainlog_doctor.readers.json_history.shapes import PHASES, Shape, join_name

Row = Mapping[str, object]


def mark_phases(rows: Sequence[Row]) -> Sequence[Row]:
    """Give a metric that several phases log a name for each: bare for training, ``val_`` for validation.

    Metrics that one phase alone logs keep their names. What stands beside the metrics (time, memory) is kept for
    training only, so that one phase never overwrites another.
    """
    field = next((key for row in rows[:50] for key in row if _names_phase(key, row[key])), None)
    if field is None:
        return rows
    logged: dict[str, set[str]] = {}
    for row in rows:
        for key in row:
            logged.setdefault(key, set()).add(_phase(row, field))
    return [_mark(row, _phase(row, field), field, logged) for row in rows]


def join_phases(shapes: Sequence[Shape]) -> Sequence[Shape]:
    """Join histories whose paths differ in a phase alone: ``training/label`` and ``validation/label``."""
    grouped: dict[tuple[str, ...], list[Shape]] = {}
    for shape in shapes:
        grouped.setdefault(tuple(key for key in shape.path if key.lower() not in PHASES), []).append(shape)
    return [joined for rest, group in grouped.items() for joined in _join(rest, group)]


def _join(rest: tuple[str, ...], group: Sequence[Shape]) -> Sequence[Shape]:
    phases = [key for shape in group for key in shape.path if key.lower() in PHASES]
    if len(group) < 2 or len(phases) != len(group) or len(set(phases)) < len(phases):
        return group
    columns = {
        join_name(phase, name): cells
        for phase, shape in zip(phases, group, strict=True)
        for name, cells in shape.columns.items()
    }
    return [Shape(columns, rest)]


def _names_phase(key: str, cell: object) -> bool:
    name = key.lower()
    return isinstance(cell, str) and (name in FIELDS or (name in DOUBTFUL_FIELDS and phase_of(cell) is not None))


def _mark(row: Row, phase: str, field: str, logged: Mapping[str, set[str]]) -> Row:
    training = phase in (TRAINING, "")
    kept = (key for key in row if key != field and (training or len(logged[key]) == 1 or _is_metric_or_counter(key)))
    return {_name(key, phase, logged[key]): row[key] for key in kept}


def _is_metric_or_counter(key: str) -> bool:
    return names.is_epoch(key) or names.is_step(key) or not names.is_beside(key)


def _phase(row: Row, field: str) -> str:
    """The phase of a row; none where a field that may hold other things does so."""
    other = "" if field.lower() in DOUBTFUL_FIELDS else str(row.get(field, "")).lower()
    return phase_of(row.get(field)) or other


def _name(key: str, phase: str, phases: set[str]) -> str:
    alone = phase == "" or len(phases) == 1 or names.is_epoch(key) or names.is_step(key)
    return key if alone else in_phase(key, phase)
