"""A sweep as Parquet, through pyarrow, which is an extra of the package: null is unknown."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from trainlog_doctor.errors import UsageError
from trainlog_doctor.reporters.scan.flat import flat

if TYPE_CHECKING:
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.scan.document import ScanView


def render(view: ScanView, style: Style) -> bytes:
    """Write the table.

    Raises
    ------
    UsageError
        ``no_pyarrow``.
    """
    try:
        arrow, parquet = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise UsageError("no_pyarrow") from None
    columns, rows = flat(view, style)
    table = arrow.table({name: _column(arrow, [row.get(name) for row in rows]) for name in columns})
    sink = arrow.BufferOutputStream()
    parquet.write_table(table, sink)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _column(arrow: Any, values: list[Any]) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Make a column; where kinds of values are mixed, as parameters may be, all are written as words."""
    kinds = {type(value) for value in values if value is not None}
    if len(kinds - {int, float}) and len(kinds) > 1:
        return arrow.array([None if value is None else str(value) for value in values], arrow.string())
    return arrow.array([float(v) if isinstance(v, int) else v for v in values] if kinds == {int, float} else values)
