"""Rows of one metric each: ``epoch,metric,value``, as R melts a history and trackers export one.

A column for each part of the data may stand in the place of the value: ``metric,epoch,train,val``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.phases import TRAINING, in_phase, phase_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_NAMED_BY = ("metric", "metrics", "variable", "key", "tag", "measure", "metric name", "metricname", "name")
_VALUES = ("value", "values", "metric value", "metricvalue")
_MOST_METRICS = 200
_MOST_WHOLE = 1e15
"""Whole numbers up to here are the same as floats."""


def widen(columns: dict[str, list[object]], known: Sequence[str] = ()) -> tuple[dict[str, list[object]], Sequence[int]]:
    """Give each metric a column, and rows of one moment one row, whatever the clock says; leave alone what names none.

    Of each row it is told of which given one it is the first part. Beside metrics that are ``known`` from rows above
    others get a column as long as all are not too many.
    """
    found = _fields(columns)
    if found is None:
        return columns, range(max(map(len, columns.values()), default=0))
    field, values = found
    named = [in_phase(metric, phase) for metric in map(_name_in, columns[field]) for phase in values.values()]
    metrics = list(dict.fromkeys((*known, *named)))
    if (len(metrics) > _MOST_METRICS and not known) or not any(map(names.is_metric, metrics)):
        return columns, range(len(columns[field]))
    beside = {field, *values, "idx", *filter(names.is_index, columns)}
    others = {name: cells for name, cells in columns.items() if name not in beside}
    wanted = set(metrics[:_MOST_METRICS]).intersection(named)
    wide: dict[str, list[object]] = {metric: [] for metric in metrics if metric in wanted}
    told = (cells for name, cells in others.items() if names.is_counter(name) or not names.is_beside(name))
    moments = [moment for moment in zip(*told, strict=True) for _ in values]
    cells = [cell for row in zip(*(columns[name] for name in values), strict=True) for cell in row]
    first = [point // len(values) for point in _fill(wide, moments, named, cells)]
    # Where metrics are left out their names stay: a column of text, which is said to be left out.
    kept = others if len(metrics) <= _MOST_METRICS else {field: columns[field], **others}
    return {name: [cells[row] for row in first] for name, cells in kept.items()} | wide, first


def _fields(columns: Mapping[str, object]) -> tuple[str, Mapping[str, str]] | None:
    """Find the column of the metrics' names, and those of their values with the phase of each; None where none are."""
    plain = {" ".join(names.words(name)): name for name in columns}
    field, value = (next((plain[name] for name in known if name in plain), None) for known in (_NAMED_BY, _VALUES))
    values = {value: TRAINING} if value is not None else _of_phases(columns)
    return (field, values) if field is not None and values and any(map(names.is_counter, columns)) else None


def _of_phases(columns: Iterable[str]) -> Mapping[str, str]:
    """Tell the columns that are called by their phase alone, one of them the training's, each by another."""
    found = {name: phase for name in columns if (phase := phase_of(name))}
    phases = set(found.values())
    return found if TRAINING in phases and 1 < len(phases) == len(found) else {}


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
