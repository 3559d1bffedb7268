"""Roles given to columns, as flags and settings write them: ``score=val_my_f1:max``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.roles import Better, RoleColumn
from trainlog_doctor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIRECTIONS: dict[str, Better] = {"max": "higher", "min": "lower"}


def read_metrics(given: Iterable[str]) -> dict[str, RoleColumn]:
    """Read ``ROLE=COLUMN[:max|:min]``.

    Raises
    ------
    UsageError
        ``bad_metric``.
    """
    found = {}
    for one in given:
        role, _, column = (part.strip() for part in one.partition("="))
        name, colon, ending = column.rpartition(":")
        better = _DIRECTIONS.get(ending.strip()) if colon else None
        column = name.rstrip() if better else column
        if not role or not column:
            raise UsageError("bad_metric", given=one)
        found[role] = RoleColumn(column, better)
    return found
