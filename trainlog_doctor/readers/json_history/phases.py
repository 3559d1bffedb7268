"""Rows that say in a word which part of the training they are of: ``{"mode": "val", "epoch": 3, …}``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainlog_doctor.readers.histories import names

_FIELDS = frozenset({"mode", "phase", "split", "stage", "subset", "partition"})
_TRAINING = frozenset({"train", "training"})

Row = Mapping[str, object]


def mark_phases(rows: Sequence[Row]) -> Sequence[Row]:
    """Give a metric that several phases log a name for each: bare for training, ``val_`` for validation.

    Metrics that one phase alone logs keep their names. What stands beside the metrics (time, memory) is kept for
    training only, so that one phase never overwrites another.
    """
    field = next(
        (key for row in rows[:50] for key in row if key.lower() in _FIELDS and isinstance(row[key], str)), None
    )
    if field is None:
        return rows
    logged: dict[str, set[str]] = {}
    for row in rows:
        for key in row:
            logged.setdefault(key, set()).add(_phase(row, field))
    return [_mark(row, _phase(row, field), field, logged) for row in rows]


def _mark(row: Row, phase: str, field: str, logged: Mapping[str, set[str]]) -> Row:
    training = phase in ("train", "")
    kept = (key for key in row if key != field and (training or len(logged[key]) == 1 or _is_metric_or_counter(key)))
    return {_name(key, phase, logged[key]): row[key] for key in kept}


def _is_metric_or_counter(key: str) -> bool:
    return names.is_epoch(key) or names.is_step(key) or not names.is_beside(key)


def _phase(row: Row, field: str) -> str:
    phase = str(row.get(field, "")).lower()
    return "train" if phase in _TRAINING else "val" if phase in ("val", "valid", "validation") else phase


def _name(key: str, phase: str, phases: set[str]) -> str:
    if phase in ("train", "") or len(phases) == 1 or names.is_epoch(key) or names.is_step(key):
        return key
    return f"{phase}_{key}"
