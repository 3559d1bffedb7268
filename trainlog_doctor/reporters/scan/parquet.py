"""A sweep as Parquet, through pyarrow, which is an extra of the package: null is unknown."""

from __future__ import annotations

import importlib
from itertools import islice
from typing import TYPE_CHECKING, Any

from trainlog_doctor.errors import UsageError
from trainlog_doctor.reporters.scan.flat import columns, flat

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.scan.document import ScanView

_GROUP = 10_000
"""Rows that are held at a time."""


def render(view: ScanView, style: Style) -> bytes:
    """Write the table.

    Raises
    ------
    UsageError
        ``no_pyarrow`` or ``hollow_table``.
    """
    try:
        arrow, parquet = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise UsageError("no_pyarrow") from None
    kinds = _kinds(columns(view), flat(view, style))
    schema = arrow.schema([(name, _type(arrow, of)) for name, of in kinds.items()])
    sink = arrow.BufferOutputStream()
    with parquet.ParquetWriter(sink, schema) as writer:
        rows = flat(view, style)
        while group := list(islice(rows, _GROUP)):
            arrays = [_column([row.get(name) for row in group], of) for name, of in kinds.items()]
            writer.write_table(arrow.table(arrays, schema=schema))
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _kinds(names: Sequence[str], rows: Iterator[dict[str, Any]]) -> dict[str, type]:
    """Say of which kind a column is; where kinds are mixed, as parameters may be, all are written as words."""
    found: dict[str, set[type]] = {name: set() for name in names}
    for row in rows:
        for name, of in found.items():
            of.add(type(row.get(name)))
    return {name: _kind(of - {type(None)}) for name, of in found.items()}


def _kind(found: set[type]) -> type:
    if found == {int, float}:
        return float
    return found.pop() if len(found) == 1 else str if found else type(None)


def _type(arrow: Any, kind: type) -> Any:  # noqa: ANN401 - pyarrow has no types
    return {int: arrow.int64, float: arrow.float64, bool: arrow.bool_, str: arrow.string}.get(kind, arrow.null)()


def _column(values: Sequence[Any], kind: type) -> list[Any]:
    return [None if value is None or kind is type(None) else kind(value) for value in values]
