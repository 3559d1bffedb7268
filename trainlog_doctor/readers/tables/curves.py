"""Tables of one curve each: TensorBoard's own download, ``Wall time,Step,Value``, and what DVCLive keeps.

DVCLive has a file a metric, ``plots/metrics/train/loss.tsv`` with the columns ``step`` and ``loss``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def read_export(format_name: str, sheets: Sequence[Table], notices: Sequence[Notice]) -> list[Run]:
    """Make runs of a single curve, whose tag stands in the file's name only."""
    sessions = [{"Value": one} for sheet in sheets if (one := to_series(sheet, "Value"))]
    return runs_of(format_name, sessions, notices=notices)


def is_dvclive(cells: list[str], stem: str) -> bool:
    """Whether a file's first cells are those of the metric that it is called after."""
    return cells in ([_STEP, stem], ["timestamp", _STEP, stem])


def to_series(table: Table, tag: str) -> Series | None:
    """Read one curve of either kind; None if the table is none, or a row has no step."""
    columns = table.columns
    time, step, value = _EXPORTED if is_export(columns) else (_STEP, _STEP, tag.rpartition("/")[2])
    steps = whole_numbers(columns[step]) if {step, value} <= columns.keys() else None
    return None if steps is None else make_series(tag, steps, columns[value].values, columns[time].values)
