"""The JSON report of ``analyze``: its runs, as they were read for it. Other documents of ours hold no runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.histories.frames import EPOCH
from trainlog_doctor.readers.json_history.frames import entries, read_run

if TYPE_CHECKING:
    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.json_history.document import Document

_OURS = "trainlog-doctor/"
SCHEMA = f"{_OURS}1"
_NAN = "nan"


def is_report(document: Document) -> bool:
    """Whether a document says that it is one of ours."""
    return _schema(document).startswith(_OURS)


def _schema(document: Document) -> str:
    named = document.mapping.get("schema")
    return named if isinstance(named, str) else ""


def read(format_name: str, document: Document) -> list[Run]:
    """Make the runs of a report again; one without its history is passed over.

    Raises
    ------
    FormatError
        ``history_errors.own_document``: a baseline, a comparison, a sweep, whose lists look like histories.
    """
    if _schema(document) != SCHEMA:
        raise FormatError("history_errors.own_document", schema=_schema(document))
    return [run for entry in entries(document) for run in read_run(format_name, _as_frame(entry))]


def _as_frame(entry: Mapping[str, object]) -> Mapping[str, object]:
    """Say of a run in a report what a frame says: a report has ``"nan"`` also where nothing was logged."""
    history, logged, source = (_mapping(entry.get(key)) for key in ("history", "logged_nan", "source"))
    epochs, planned = history.get(EPOCH), entry.get("planned_epochs")
    known = epochs if isinstance(epochs, list) else []
    short = isinstance(planned, int) and bool(known) and known[-1] != planned
    return {
        "name": source.get("name"),
        "planned_epochs": planned,
        "stopped_early": short and entry.get("complete") is True,
        EPOCH: epochs,
        "columns": {
            name: _cells(cells, known, logged.get(name))
            for name, cells in history.items()
            if name != EPOCH and isinstance(cells, list)
        },
    }


def _cells(cells: list[object], epochs: list[object], logged: object) -> list[object]:
    printed = logged if isinstance(logged, list) else []
    if len(cells) != len(epochs):
        return cells
    return [None if c == _NAN and e not in printed else c for c, e in zip(cells, epochs, strict=True)]


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
