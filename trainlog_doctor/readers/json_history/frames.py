"""The JSON that ``convert`` writes, and the report of ``analyze``; other documents of ours hold no runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.histories.cells import make_table
from trainlog_doctor.readers.histories.frames import EPOCH, SCHEMA, to_runs
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.json_history.document import Document

_OURS = "trainlog-doctor/"
_REPORT = f"{_OURS}1"
_NAN = "nan"


def is_frame(document: Document) -> bool:
    """Whether a document says that it is one of ours."""
    return document.mapping.get("schema") == SCHEMA


def read(format_name: str, document: Document) -> list[Run]:
    """Make the runs of a document; an entry that is none is passed over."""
    return [run for entry in _entries(document) for run in _read_run(format_name, entry)]


def _entries(document: Document) -> list[Mapping[str, object]]:
    """The objects that a document lists as its runs."""
    listed = document.mapping.get("runs")
    return [entry for entry in listed if isinstance(entry, Mapping)] if isinstance(listed, list) else []


def _read_run(format_name: str, entry: Mapping[str, object]) -> list[Run]:
    """Make the run of one entry; several, if its epochs do not rise throughout, none if it holds no table."""
    epochs, columns = entry.get(EPOCH), entry.get("columns")
    if not isinstance(epochs, list) or not isinstance(columns, Mapping):
        return []
    lists = {str(name): cells for name, cells in columns.items() if isinstance(cells, list)}
    cells = {name: found for name, found in lists.items() if len(found) == len(epochs) and name != EPOCH}
    name, planned = entry.get("name"), entry.get("planned_epochs")
    runs = to_runs(format_name, make_table({EPOCH: epochs, **cells}), name if isinstance(name, str) else None)
    planned = planned if isinstance(planned, int) and not isinstance(planned, bool) and planned > 0 else None
    return [replace(run, planned_epochs=planned, stopped_early=entry.get("stopped_early") is True) for run in runs]


def is_report(document: Document) -> bool:
    """Whether a document says that it is one of ours."""
    return _schema(document).startswith(_OURS)


def holds_no_runs(document: Document) -> bool:
    """Whether a document says that it is one of ours of which no run can be made again."""
    return is_report(document) and document.mapping.get("schema") != _REPORT


def _schema(document: Document) -> str:
    """What a document of ours is called; of lines, the first one says it."""
    first = document.value[0] if isinstance(document.value, list) and document.value else document.value
    named = _mapping(first).get("schema")
    return named if isinstance(named, str) else ""


def read_report(format_name: str, document: Document) -> list[Run]:
    """Make the runs of a report again; one without its history is passed over.

    Raises
    ------
    FormatError
        ``history_errors.own_document``: a baseline, a comparison, a sweep, whose lists look like histories.
    """
    if holds_no_runs(document):
        raise FormatError("history_errors.own_document", schema=_schema(document))
    return [run for entry in _entries(document) for run in _read_run(format_name, _as_frame(entry))]


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
