"""Rows as plain mappings, as JSON, CSV and Parquet hold them, and back again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trainlog_doctor.engine.roles import RoleColumn
from trainlog_doctor.sweep.row import Fired, Row, Stamp, Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import UnionType

_PLAIN: Mapping[str, type | UnionType] = {
    "path": str,
    "number": int,
    "name": str | None,
    "format": str | None,
    "epochs": int,
    "planned_epochs": int | None,
    "complete": bool,
    "best_epoch": int | None,
    "by": str | None,
    "worth_keeping": bool,
    "verdict": str | None,
    "silence": str | None,
    "judged": int,
}


def record(row: Row) -> dict[str, object]:
    """Write a row as JSON can hold it, but for NaN and infinities."""
    return {
        **{name: getattr(row, name) for name in _PLAIN},
        "findings": [{"code": one.code, "severity": one.severity} for one in row.findings],
        "roles": {role: {"column": one.name, "better": one.better} for role, one in row.roles.items()},
        "best": row.best,
        "last": row.last,
        "parameters": row.parameters,
        "error": _of_trouble(row.trouble),
        "parameter_error": _of_trouble(row.parameter_trouble),
        "size": row.stamp.size if row.stamp else None,
        "changed": row.stamp.changed if row.stamp else None,
    }


def row_from(written: Mapping[str, Any]) -> Row:
    """Read a row that `record` wrote.

    Raises
    ------
    KeyError, TypeError, ValueError
        It is none.
    """
    if not all(isinstance(written[name], kind) for name, kind in _PLAIN.items()):
        raise TypeError
    stamp = Stamp(int(written["size"]), str(written["changed"])) if written["size"] is not None else None
    return Row(
        **{name: written[name] for name in _PLAIN},
        stamp=stamp,
        findings=tuple(Fired(one["code"], one["severity"]) for one in written["findings"]),
        roles={role: RoleColumn(one["column"], one["better"]) for role, one in written["roles"].items()},
        best=_numbers(written["best"]),
        last=_numbers(written["last"]),
        parameters=dict(written["parameters"]),
        trouble=_trouble(written["error"]),
        parameter_trouble=_trouble(written["parameter_error"]),
    )


def _of_trouble(trouble: Trouble | None) -> dict[str, object] | None:
    return {"key": trouble.key, "data": trouble.data} if trouble else None


def _trouble(written: Mapping[str, Any] | None) -> Trouble | None:
    return Trouble(written["key"], dict(written["data"])) if written else None


def _numbers(written: Mapping[str, float | str]) -> dict[str, float]:
    """Numbers by name; NaN and infinities stand there as words."""
    return {name: float(value) for name, value in written.items()}
