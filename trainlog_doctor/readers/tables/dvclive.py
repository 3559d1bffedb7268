"""DVCLive's curves: a table a metric, ``plots/metrics/train/loss.tsv`` with the columns ``step`` and ``loss``."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories.epochs import whole_numbers
from trainlog_doctor.readers.histories.series import Series, make_series
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from pathlib import PurePath

    from trainlog_doctor.readers.histories.table import Table

NAME = "steps-csv"
"""What one of the files is by itself."""
_STEP = "step"
_METRIC = regex(r"(?:(?P<run>.*)/)?(?:plots/metrics|scalars)/(?P<tag>.+)")
"""A metric's name, which may hold slashes, is all of the path below these folders; ``scalars`` is that of version 0."""


def is_header(cells: list[str], stem: str) -> bool:
    """Whether a file's first cells are those of the metric that it is called after."""
    return cells in ([_STEP, stem], ["timestamp", _STEP, stem])


def to_series(table: Table, tag: str) -> Series | None:
    """Read one curve; None if a row has no step."""
    steps = whole_numbers(table.columns[_STEP]) if _STEP in table.columns else None
    value = table.columns.get(PurePosixPath(tag).name)
    return None if steps is None or value is None else make_series(tag, steps, value.values, steps.astype(np.float64))


def place_of(file: PurePath) -> tuple[PurePosixPath, str]:
    """Tell the run's folder, and the metric's name: ``train/loss``."""
    path = PurePosixPath(file.as_posix()).with_suffix("")
    parsed = _METRIC.fullmatch(str(path))
    return (PurePosixPath(parsed["run"] or "."), parsed["tag"]) if parsed else (path.parent, path.name)
