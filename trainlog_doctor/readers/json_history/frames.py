"""The JSON that ``convert`` writes: every run with its roles, its epochs and its columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories.cells import make_table
from trainlog_doctor.readers.histories.frames import EPOCH, SCHEMA, to_runs
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.json_history.document import Document


def is_frame(document: Document) -> bool:
    """Whether a document says that it is one of ours."""
    return document.mapping.get("schema") == SCHEMA


def read(format_name: str, document: Document) -> list[Run]:
    """Make the runs of a document; an entry that is none is passed over."""
    return [run for entry in entries(document) for run in read_run(format_name, entry)]


def entries(document: Document) -> list[Mapping[str, object]]:
    """The objects that a document lists as its runs."""
    listed = document.mapping.get("runs")
    return [entry for entry in listed if isinstance(entry, Mapping)] if isinstance(listed, list) else []


def read_run(format_name: str, entry: Mapping[str, object]) -> list[Run]:
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
