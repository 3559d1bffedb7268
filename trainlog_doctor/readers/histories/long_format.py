"""Rows of one metric each: ``epoch,metric,value``, as R melts a history and trackers export one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMED_BY = ("metric", "metrics", "variable", "key", "tag", "measure", "metricname", "metric name")
_VALUES = frozenset({"value", "values", "metricvalue", "metric value"})
_MOST_METRICS = 200


def widen(columns: dict[str, list[object]], known: Sequence[str] = ()) -> dict[str, list[object]]:
    """Give each metric a column, empty in the rows of others; nothing is changed where rows name no metrics.

    Parameters
    ----------
    columns
        Column name to its cells.
    known
        Metrics that the rows above have named: others get a column as long as they are not too many with these.
    """
    plain = {name.strip().lower(): name for name in columns}
    field = next((plain[name] for name in _NAMED_BY if name in plain), None)
    values = next((plain[name] for name in _VALUES if name in plain), None)
    if field is None or values is None or not any(names.is_epoch(name) or names.is_step(name) for name in columns):
        return columns
    named = [str(cell).strip() for cell in columns[field]]
    metrics = list(dict.fromkeys((*known, *named)))
    if (len(metrics) > _MOST_METRICS and not known) or not any(map(names.is_metric, metrics)):
        return columns
    # Where metrics are left out their names stay: a column of text, which is said to be left out.
    gone = (values,) if len(metrics) > _MOST_METRICS else (field, values)
    kept = {name: cells for name, cells in columns.items() if name not in gone}
    cells = columns[values]
    wanted = set(metrics[:_MOST_METRICS]).intersection(named)
    return kept | {
        metric: [cell if own == metric else None for cell, own in zip(cells, named, strict=True)]
        for metric in metrics
        if metric in wanted
    }
