"""Frames that ``convert`` wrote: how they are marked, and how one becomes a run again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.histories.building import make_runs
from trainlog_doctor.readers.histories.epochs import whole_numbers
from trainlog_doctor.readers.histories.notices import steps_grouped
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Notice, Run
    from trainlog_doctor.readers.histories.table import Table

SCHEMA = "trainlog-doctor/frame/1"
"""Marks a JSON document, and the metadata of a Parquet file."""

EPOCH = "epoch"
RUN = "run"


def to_runs(format_name: str, table: Table, name: str | None, notices: Sequence[Notice] = ()) -> list[Run]:
    """Make the run of a frame, which has the column ``epoch``, 1-based; several, if its epochs do not rise throughout.

    Raises
    ------
    FormatError
        A row has no epoch.
    """
    counter = whole_numbers(table.columns[EPOCH]) if EPOCH in table.columns else None
    if counter is None or not len(counter):
        raise FormatError("history_errors.broken_frame")
    runs = make_runs(format_name, replace(table.without(EPOCH), lines=np.zeros(0, np.int64)), counter, name, notices)
    return [replace(run, notices=(*run.notices, *_grouped(run))) for run in runs]


def _grouped(run: Run) -> list[Notice]:
    """Tell that rows are evaluations: a frame has a column of steps that rise only where nothing counted epochs."""
    steps = run.frame.columns.get("step")
    if steps is None or not (np.isfinite(steps).all() and (np.diff(steps) > 0).all()):
        return []
    return [steps_grouped(steps)]
