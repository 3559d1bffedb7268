"""Rows of one metric each: ``epoch,metric,value``, as R melts a history and trackers export one."""

from __future__ import annotations

from trainlog_doctor.readers.histories import names

_NAMED_BY = ("metric", "metrics", "variable", "key", "tag", "measure", "metricname", "metric name")
_VALUES = frozenset({"value", "values", "metricvalue", "metric value"})
_MOST_METRICS = 200


def widen(columns: dict[str, list[object]]) -> dict[str, list[object]]:
    """Give each metric a column, empty in the rows of others; nothing is changed where rows name no metrics.

    Parameters
    ----------
    columns
        Column name to its cells.
    """
    plain = {name.strip().lower(): name for name in columns}
    field = next((plain[name] for name in _NAMED_BY if name in plain), None)
    values = next((plain[name] for name in _VALUES if name in plain), None)
    if field is None or values is None or not any(names.is_epoch(name) or names.is_step(name) for name in columns):
        return columns
    named = [str(cell).strip() for cell in columns[field]]
    metrics = dict.fromkeys(named)
    if len(metrics) > _MOST_METRICS or not any(map(names.is_metric, metrics)):
        return columns
    kept = {name: cells for name, cells in columns.items() if name not in (field, values)}
    cells = columns[values]
    return kept | {
        metric: [cell if own == metric else None for cell, own in zip(cells, named, strict=True)] for metric in metrics
    }
