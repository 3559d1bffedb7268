"""TensorBoard's own download of one curve as CSV: ``Wall time,Step,Value``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories.epochs import whole_numbers
from trainlog_doctor.readers.histories.series import Series, make_series
from trainlog_doctor.readers.histories.stepwise import runs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.model import Notice, Run
    from trainlog_doctor.readers.histories.table import Table

NAME = "tensorboard-export"
_COLUMNS = ["Wall time", "Step", "Value"]


def is_header(cells: Iterable[str], _stem: str = "") -> bool:
    """Whether a file's first cells are the three that TensorBoard writes, whatever the file is called."""
    return [*cells] == _COLUMNS


def to_series(table: Table, tag: str) -> Series | None:
    """Read one curve; None if the table is none, or a row has no step."""
    steps = whole_numbers(table.columns["Step"]) if is_header(table.columns) else None
    if steps is None:
        return None
    return make_series(tag, steps, table.columns["Value"].values, table.columns["Wall time"].values)


def read(format_name: str, sheets: Sequence[Table], notices: Sequence[Notice]) -> list[Run]:
    """Make runs of a single curve, whose tag stands in the file's name only."""
    sessions = [{"Value": one} for sheet in sheets if (one := to_series(sheet, "Value"))]
    return runs_of(format_name, sessions, notices=notices)
