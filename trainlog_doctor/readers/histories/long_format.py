"""Rows of one metric each: ``epoch,metric,value``, as R melts a history and trackers export one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.cells import make_table
from trainlog_doctor.readers.histories.interleaving import order_in_turn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NAMED_BY = ("metric", "metrics", "variable", "key", "tag", "measure", "metricname", "metric name")
_VALUES = frozenset({"value", "values", "metricvalue", "metric value"})
_MOST_METRICS = 200
_MOST_WHOLE = 1e15
"""Whole numbers up to here are the same as floats."""


def widen(columns: dict[str, list[object]], known: Sequence[str] = ()) -> tuple[dict[str, list[object]], Sequence[int]]:
    """Give each metric a column, and rows that differ in nothing else one row; leave alone what names none.

    Parameters
    ----------
    columns
        Column name to its cells.
    known
        Metrics that the rows above have named: others get a column as long as they are not too many with these.

    Returns
    -------
    (dict, sequence of int)
        The columns, and of which row each of theirs is the first part.
    """
    found = _fields(columns)
    if found is None:
        return columns, range(max(map(len, columns.values()), default=0))
    field, values = found
    named = [_name_in(cell) for cell in columns[field]]
    metrics = list(dict.fromkeys((*known, *named)))
    if (len(metrics) > _MOST_METRICS and not known) or not any(map(names.is_metric, metrics)):
        return columns, range(len(named))
    others = {
        name: cells for name, cells in columns.items() if name not in (field, values) and not names.is_index(name)
    }
    wanted = set(metrics[:_MOST_METRICS]).intersection(named)
    wide: dict[str, list[object]] = {metric: [] for metric in metrics if metric in wanted}
    first = _fill(wide, list(zip(*others.values(), strict=True)), named, columns[values])
    # Where metrics are left out their names stay: a column of text, which is said to be left out.
    kept = others if len(metrics) <= _MOST_METRICS else {field: columns[field], **others}
    return {name: [cells[row] for row in first] for name, cells in kept.items()} | wide, first


def metrics_in_turn(columns: dict[str, list[object]]) -> dict[str, list[object]]:
    """Sort rows of one metric each by their epochs where one metric's all stand below another's, as `in_turn` does."""
    found = _fields(columns)
    if found is None:
        return columns
    rows: dict[str, list[int]] = {}
    for row, cell in enumerate(columns[found[0]]):
        rows.setdefault(_name_in(cell), []).append(row)
    counters = make_table({name: cells for name, cells in columns.items() if names.is_counter(name)})
    order = order_in_turn(counters, lambda: {name: np.array(places) for name, places in rows.items()})
    return columns if order is None else {name: [cells[row] for row in order] for name, cells in columns.items()}


def _fields(columns: Mapping[str, object]) -> tuple[str, str] | None:
    """Find the columns of the metrics' names and of their values; None where rows name no metrics."""
    plain = {name.strip().lower(): name for name in columns}
    field = next((plain[name] for name in _NAMED_BY if name in plain), None)
    values = next((plain[name] for name in _VALUES if name in plain), None)
    return (field, values) if field is not None and values is not None and any(map(names.is_counter, columns)) else None


def _name_in(cell: object) -> str:
    """What a cell names: a metric called 1 may have been read as a text, a whole number or another number."""
    text = str(cell).strip()
    try:
        number = float(text)
    except ValueError:
        return text
    return str(int(number)) if number.is_integer() and abs(number) < _MOST_WHOLE else str(number)


def _fill(
    wide: dict[str, list[object]], moments: Sequence[object], named: Sequence[str], cells: Sequence[object]
) -> list[int]:
    """Fill columns, a row a moment or a value that a metric has once more; say in which rows these begin."""
    first: list[int] = []
    for row, (moment, metric, cell) in enumerate(zip(moments, named, cells, strict=True)):
        column = wide.get(metric)
        if not first or moment != moments[row - 1] or (column and len(column) == len(first)):
            first.append(row)
        if column is not None:
            column.extend([None] * (len(first) - 1 - len(column)))
            column.append(cell)
    for column in wide.values():
        column.extend([None] * (len(first) - len(column)))
    return first
