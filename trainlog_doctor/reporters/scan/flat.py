"""A sweep's records as one flat table: a column for every metric and parameter that any run has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
)
_NESTED = ("best", "last", "parameters")


def flat(view: ScanView, style: Style) -> tuple[list[str], list[dict[str, Any]]]:
    """Name the columns, and give every record as a mapping of them; ranked runs first, then the others as found."""
    last = len(view.records)
    records: Sequence[Mapping[str, Any]] = sorted(view.records, key=lambda one: one["place"] or last + 1)
    nested = {f"{group}.{name}": None for group in _NESTED for record in records for name in record[group]}
    rows = [_row(record, style) for record in records]
    return [*_FIRST, "findings", *nested, "error"], rows


def _row(record: Mapping[str, Any], style: Style) -> dict[str, Any]:
    values = {f"{group}.{name}": value for group in _NESTED for name, value in record[group].items()}
    message = record["message"]
    return {
        **{name: record[name] for name in _FIRST},
        **values,
        "findings": " ".join(one["code"] for one in record["findings"]),
        "error": " / ".join(message[language] for language in style.languages) if message else None,
    }
