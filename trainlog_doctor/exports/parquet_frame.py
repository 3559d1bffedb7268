"""Frames as Parquet, through pyarrow, which is an extra of the package: null was not logged, NaN was logged as NaN."""

from __future__ import annotations

import importlib
import json
from typing import TYPE_CHECKING, Any

import numpy as np

from trainlog_doctor.errors import UsageError
from trainlog_doctor.exports.sheet import columns_of_all, logged
from trainlog_doctor.readers.histories.frames import EPOCH, RUN, SCHEMA
from trainlog_doctor.readers.histories.names import unique

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.exports.sheet import Sheet


def render(sheets: Sequence[Sheet]) -> bytes:
    """Write the runs one below the other, as one table; the roles of each stand in the file's metadata.

    Raises
    ------
    UsageError
        ``no_pyarrow`` or ``hollow_table``.
    """
    try:
        arrow, parquet = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise UsageError("no_pyarrow") from None
    table = _table(arrow, sheets)
    roles = [{role: column.name for role, column in sheet.roles.items()} for sheet in sheets]
    sink = arrow.BufferOutputStream()
    parquet.write_table(table.replace_schema_metadata({"schema": SCHEMA, "roles": json.dumps(roles)}), sink)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _table(arrow: Any, sheets: Sequence[Sheet]) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Make the table: ``run`` where there are several, ``epoch`` (int64), and the columns of all runs (float64)."""
    names = columns_of_all(sheets)
    epochs = np.concatenate([sheet.run.frame.epoch for sheet in sheets])
    columns = [arrow.array(epochs), *(_column(arrow, sheets, name) for name in names)]
    header = unique([EPOCH, *names])
    if len(sheets) > 1:
        labels = [sheet.label for sheet in sheets for _ in range(len(sheet.run.frame))]
        return arrow.table([arrow.array(labels), *columns], names=[RUN, *header])
    return arrow.table(columns, names=header)


def _column(arrow: Any, sheets: Sequence[Sheet], name: str) -> Any:  # noqa: ANN401 - pyarrow has no types
    frames = [sheet.run.frame for sheet in sheets]
    values = [frame.columns[name] if name in frame.columns else np.zeros(len(frame)) for frame in frames]
    absent = [~logged(frame, name) if name in frame.columns else np.ones(len(frame), np.bool_) for frame in frames]
    return arrow.array(np.concatenate(values), mask=np.concatenate(absent), from_pandas=False)
