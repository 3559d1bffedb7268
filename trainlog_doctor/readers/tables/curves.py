"""Tables of one curve each: TensorBoard's own download, ``Wall time,Step,Value``, and what DVCLive keeps.

DVCLive has a file a metric, ``plots/metrics/train/loss.tsv`` with the columns ``step`` and ``loss``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories.epochs import whole_numbers
from trainlog_doctor.readers.histories.series import Series, make_series
from trainlog_doctor.readers.histories.stepwise import runs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.model import Notice, Run
    from trainlog_doctor.readers.histories.table import Table

EXPORT = "tensorboard-export"
DVCLIVE = "steps-csv"
"""What one of its files is by itself."""
_EXPORTED = ["Wall time", "Step", "Value"]
_STEP = "step"


def is_export(cells: Iterable[str], _stem: str = "") -> bool:
    """Whether a file's first cells are the three that TensorBoard writes, whatever the file is called."""
    return [*cells] == _EXPORTED


def exported_series(table: Table, tag: str) -> Series | None:
    """Read one curve; None if the table is none, or a row has no step."""
    steps = whole_numbers(table.columns["Step"]) if is_export(table.columns) else None
    if steps is None:
        return None
    return make_series(tag, steps, table.columns["Value"].values, table.columns["Wall time"].values)


def read_export(format_name: str, sheets: Sequence[Table], notices: Sequence[Notice]) -> list[Run]:
    """Make runs of a single curve, whose tag stands in the file's name only."""
    sessions = [{"Value": one} for sheet in sheets if (one := exported_series(sheet, "Value"))]
    return runs_of(format_name, sessions, notices=notices)


def is_dvclive(cells: list[str], stem: str) -> bool:
    """Whether a file's first cells are those of the metric that it is called after."""
    return cells in ([_STEP, stem], ["timestamp", _STEP, stem])


def dvclive_series(table: Table, tag: str) -> Series | None:
    """Read one curve; None if a row has no step."""
    steps = whole_numbers(table.columns[_STEP]) if _STEP in table.columns else None
    value = table.columns.get(tag.rpartition("/")[2])
    return None if steps is None or value is None else make_series(tag, steps, value.values, steps.astype(np.float64))
