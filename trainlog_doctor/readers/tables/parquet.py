"""Parquet: frames that ``convert`` wrote, and tables with one row an epoch; read by pyarrow where it is installed."""

from __future__ import annotations

import importlib
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import Certainty
from trainlog_doctor.readers.histories.frames import RUN, SCHEMA, to_runs
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
    found, names = _load(whole.content(), whole.limit)
    table = Table(dict(_columns(found)), found.num_rows)
    if (found.schema.metadata or {}).get(b"schema") == SCHEMA.encode():
        return _frames(found, table)
    if per_epoch.certainty(table) is Certainty.NO:
        raise FormatError("history_errors.other_table", seen=[name[:40] for name in names[:6]])
    return per_epoch.read(NAME, [table], ())


def _load(data: bytes, most: int) -> tuple[Any, Sequence[str]]:
    """Read the columns that runs are made of; named are all."""
    try:
        arrow, parquet = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise FormatError("history_errors.no_pyarrow") from None
    try:
        file = parquet.ParquetFile(arrow.BufferReader(data))
        _check_size(file.metadata, most)
        # A label that many rows share is one, as in the file; other texts and lists are not unpacked at all.
        shared = [RUN for leaf in map(file.schema.column, range(len(file.schema))) if _is_label(leaf)]
        wanted = [field.name for field in file.schema_arrow if field.name in shared or _is_number(field.type)]
        reopened = parquet.ParquetFile(arrow.BufferReader(data), metadata=file.metadata, read_dictionary=shared)
        return reopened.read(columns=wanted), file.schema_arrow.names
    except (arrow.ArrowException, OSError, ValueError) as error:
        raise FormatError("history_errors.broken_parquet", reason=str(error)[:120]) from error


def _check_size(metadata: Any, most: int) -> None:  # noqa: ANN401 - pyarrow has no types
    """Refuse what is small only because it is packed: a column of one value may claim any number of rows.

    Room is made for the rows that its groups claim, which a damaged file counts otherwise than the whole.
    """
    groups = [metadata.row_group(place) for place in range(metadata.num_row_groups)]
    rows = max(metadata.num_rows, sum(max(0, group.num_rows) for group in groups))
    if max(rows * metadata.num_columns * _VALUE_BYTES, sum(group.total_byte_size for group in groups)) > most:
        raise FormatError("history_errors.too_large", limit=size_text(most))


def _columns(found: Any) -> list[tuple[str, Column]]:  # noqa: ANN401 - pyarrow has no types
    """Take the columns of numbers."""
    named = zip(found.column_names, found.columns, strict=True)
    return [(str(name), _column(column)) for name, column in named if _is_number(column.type)]


def _is_number(kind: Any) -> bool:  # noqa: ANN401 - pyarrow has no types
    types = importlib.import_module("pyarrow.types")
    return bool(types.is_integer(kind) or types.is_floating(kind))


def _is_label(leaf: Any) -> bool:  # noqa: ANN401 - pyarrow has no types
    return bool(leaf.path == RUN and leaf.physical_type == "BYTE_ARRAY")


def _column(column: Any) -> Column:  # noqa: ANN401 - pyarrow has no types
    logged = np.asarray(column.is_valid())
    values = np.asarray(column.cast("float64", safe=False).fill_null(np.nan))
    return Column(values, logged)


def _frames(found: Any, table: Table) -> list[Run]:  # noqa: ANN401 - pyarrow has no types
    """Cut frames apart where the label changes."""
    if found.column_names.count(RUN) != 1:
        return to_runs(NAME, table, None)
    labels = found.column(RUN).dictionary_encode().unify_dictionaries().combine_chunks()
    runs: list[Run] = []
    begin = 0
    for position, (_, rows) in enumerate(groupby(labels.indices.to_pylist()), 1):
        label = str(labels[begin].as_py())
        part = table.take(slice(begin, begin + len(list(rows))))
        begin += part.rows
        runs += to_runs(NAME, part, None if label == str(position) else label)
    return runs


PARQUET = MarkedReader(NAME, b"PAR1", _read)
