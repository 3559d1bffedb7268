"""Parquet: frames that ``convert`` wrote, and tables with one row an epoch; read by pyarrow where it is installed."""

from __future__ import annotations

import importlib
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import Certainty
from trainlog_doctor.readers.histories.frames import RUN, SCHEMA, is_number_of, to_runs
from trainlog_doctor.readers.histories.table import Column, Table
from trainlog_doctor.readers.histories.whole import MarkedReader
from trainlog_doctor.readers.tables import per_epoch
from trainlog_doctor.sizes import size_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.histories.whole import Whole

NAME = "parquet"

_VALUE_BYTES = 8


def _read(whole: Whole) -> Sequence[Run]:
    """Read every run of the table.

    Raises
    ------
    FormatError
        It is too large or damaged, holds no history, or pyarrow is not installed.
    """
    found = _load(whole.content(), whole.limit)
    table = Table(dict(_columns(found)), found.num_rows)
    if (found.schema.metadata or {}).get(b"schema") == SCHEMA.encode():
        return _frames(found, table)
    if per_epoch.certainty(table) is Certainty.NO:
        raise FormatError("history_errors.other_table", seen=[name[:40] for name in found.column_names[:6]])
    return per_epoch.read(NAME, [table], ())


def _load(data: bytes, most: int) -> Any:  # noqa: ANN401 - pyarrow has no types
    try:
        arrow, parquet = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise FormatError("history_errors.no_pyarrow") from None
    try:
        file = parquet.ParquetFile(arrow.BufferReader(data))
        _check_size(file.metadata, most)
        table = file.read()
        list(table.column_names)  # decoded when they are asked for: they may be no text
    except (arrow.ArrowException, OSError, ValueError) as error:
        raise FormatError("history_errors.broken_parquet", reason=str(error)[:120]) from error
    return table


def _check_size(metadata: Any, most: int) -> None:  # noqa: ANN401 - pyarrow has no types
    """Refuse what is small only because it is packed: a column of one value may claim any number of rows.

    Room is made for the rows that its groups claim, which a damaged file counts otherwise than the whole.
    """
    grouped = sum(max(0, metadata.row_group(place).num_rows) for place in range(metadata.num_row_groups))
    if max(metadata.num_rows, grouped) * metadata.num_columns * _VALUE_BYTES > most:
        raise FormatError("history_errors.too_large", limit=size_text(most))


def _columns(found: Any) -> list[tuple[str, Column]]:  # noqa: ANN401 - pyarrow has no types
    """Take the columns of numbers."""
    types = importlib.import_module("pyarrow.types")
    numeric = [
        (str(name), column)
        for name, column in zip(found.column_names, found.columns, strict=True)
        if types.is_integer(column.type) or types.is_floating(column.type)
    ]
    return [(name, _column(column)) for name, column in numeric]


def _column(column: Any) -> Column:  # noqa: ANN401 - pyarrow has no types
    logged = np.asarray(column.is_valid())
    values = np.asarray(column.cast("float64", safe=False).fill_null(np.nan))
    return Column(values, logged)


def _frames(found: Any, table: Table) -> list[Run]:  # noqa: ANN401 - pyarrow has no types
    """Cut frames apart where the label changes."""
    if RUN not in found.column_names:
        return to_runs(NAME, table, None)
    labels = [str(label) for label in found.column(RUN).to_pylist()]
    runs: list[Run] = []
    begin = 0
    for position, (label, rows) in enumerate(groupby(labels), 1):
        part = table.take(slice(begin, begin + len(list(rows))))
        begin += part.rows
        runs += to_runs(NAME, part, None if is_number_of(label, position) else label)
    return runs


PARQUET = MarkedReader(NAME, b"PAR1", _read)
