"""A sweep's records as one flat table: a column for every metric and parameter that any run has."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from trainlog_doctor.errors import UsageError
from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.reporters.base import joined
from trainlog_doctor.spreadsheets import is_hollow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.scan.document import ScanView

_FIRST = (
    "place",
    "path",
    "number",
    "name",
    "format",
    "epochs",
    "planned_epochs",
    "complete",
    "best_epoch",
    "by",
    "verdict",
    "silence",
)
_NESTED = ("best", "last", "parameters")
_RESUMED = ("worth_keeping", "judged", "severities", "roles", "size", "changed", "rules")
"""The last columns: what ``--resume`` needs beside the others."""


def columns(view: ScanView) -> list[str]:
    """Name the columns, group by group: whatever the first runs lack, the order is the same.

    Raises
    ------
    UsageError
        ``hollow_table``: the runs have so few of them in common that there is no such table.
    """
    filled = Counter((group, name) for one in view.records for group in _NESTED for name in _items(one, group))
    if is_hollow(len(view.records), len(filled), filled.total()):
        raise UsageError("hollow_table", columns=len(filled), rows=len(view.records), instead="jsonl")
    nested = [f"{group}.{name}" for group, name in sorted(filled, key=lambda one: _NESTED.index(one[0]))]
    return [*_FIRST, "findings", *nested, "error", *_RESUMED]


def flat(view: ScanView, style: Style) -> Iterator[dict[str, Any]]:
    """Give every record as a mapping of columns; ranked runs first, then the others as found."""
    return (_row(view.records[at], style) for at in view.order)


def _row(record: Mapping[str, Any], style: Style) -> dict[str, Any]:
    values = {f"{group}.{name}": value for group in _NESTED for name, value in _items(record, group).items()}
    message = record["message"]
    roles = {role: {**one, "column": neutral(one["column"])} for role, one in record["roles"].items()}
    return {
        **record,
        **values,
        "findings": " ".join(one["code"] for one in record["findings"]),
        "severities": " ".join(one["severity"] for one in record["findings"]),
        "roles": json.dumps(roles, ensure_ascii=False) if roles else None,
        "error": joined(message, style) if message else None,
    }


def _items(record: Mapping[str, Any], group: str) -> Mapping[str, Any]:
    """Give what a group holds, by names that are harmless to print: roles and columns name a metric alike."""
    return {neutral(name): value for name, value in record[group].items()}
