"""Tables in which a row holds only what was logged at one moment, such as training and validation in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.building import refuse_range_test
from trainlog_doctor.readers.histories.epochs import cut
from trainlog_doctor.readers.histories.interleaving import in_turn
from trainlog_doctor.readers.histories.series import Series, make_series
from trainlog_doctor.readers.histories.stepwise import make_run
from trainlog_doctor.readers.histories.summaries import BEFORE_TRAINING, rows_before, up_to_summary
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import FloatArray, IntArray, Notice, Run
    from trainlog_doctor.readers.histories.table import Column, Table


def make_runs(format_name: str, table: Table, name: str | None = None, notices: Sequence[Notice] = ()) -> list[Run]:
    """Make runs of rows in the order in which they were logged: one a training, cut where epochs or steps fall back.

    An epoch column and a step column are found by name; the rest is as in `building.make_runs`.
    """
    table, summed_up = up_to_summary(table, names.is_counter)
    table = in_turn(table)
    refuse_range_test(table)
    if not table.rows:
        return []
    epoch = next(filter(names.is_epoch, table.columns), None)
    step = next((one for one in table.columns if names.is_step(one) and table.columns[one].logged.any()), None)
    order = np.arange(table.rows)
    epochs = _filled(table.columns[epoch]) if epoch else None
    steps = _whole(_filled(table.columns[step])) if step else None
    counts = steps if epochs is None else epochs
    rounds = counts if epochs is not None or (steps is not None and (steps == 1).any()) else None
    others = table.without(*(one for one in (epoch, step) if one))
    runs: list[Run] = []
    for whole in cut(np.diff(order if counts is None else counts) < 0):
        part, before = _begun(whole, table, rounds)
        at = order[part] if steps is None or (np.diff(steps[part]) < 0).any() else steps[part]
        series = _series(others.take(part), at, order[part])
        if epochs is not None and epoch:
            series.append(make_series(epoch, at, epochs[part], order[part].astype(np.float64)))
        run = make_run(format_name, series, name, [*(() if runs else (*notices, *summed_up)), *before])
        line = int(table.lines[part.start]) if len(table.lines) else None
        runs += [replace(run, line=line)] if run else []
    return runs


def _whole(counted: FloatArray) -> IntArray | None:
    """Turn steps into int64; None unless all are whole numbers."""
    whole = (np.abs(counted) < 2.0**53).all() and (counted == np.floor(counted)).all()
    return counted.astype(np.int64) if whole else None


def _begun(part: slice, table: Table, counts: FloatArray | IntArray | None) -> tuple[slice, Sequence[Notice]]:
    """Leave out what was measured before a training began; and say so."""
    before = rows_before(table.take(part), counts[part]) if counts is not None else 0
    return slice(part.start + before, part.stop), (BEFORE_TRAINING,) if before else ()


def _filled(column: Column) -> FloatArray:
    """Repeat the last logged value in rows that log none; before the first one, the first."""
    logged = np.flatnonzero(column.logged & np.isfinite(column.values))
    if not len(logged):
        return np.arange(len(column.values), dtype=np.float64)
    at = np.searchsorted(logged, np.arange(len(column.values)), side="right") - 1
    return column.values[logged[np.maximum(at, 0)]]


def _series(table: Table, steps: IntArray, order: IntArray) -> list[Series]:
    clock = order.astype(np.float64)
    return [
        make_series(name, steps[column.logged], column.values[column.logged], clock[column.logged])
        for name, column in table.columns.items()
        if column.logged.any()
    ]
