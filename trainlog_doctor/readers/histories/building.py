"""A table with one row an epoch to runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.errors import FormatError
from trainlog_doctor.model import Frame, Notice, Run
from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.epochs import fits
from trainlog_doctor.readers.histories.interleaving import merge_rows
from trainlog_doctor.readers.histories.looped import LOOPED, is_loop
from trainlog_doctor.readers.histories.notices import FROM_ZERO
from trainlog_doctor.readers.histories.summaries import BEFORE_TRAINING, rows_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import FloatArray, IntArray
    from trainlog_doctor.readers.histories.table import Table

_FEWEST_ROWS = 10
_LEAST_GROWTH = 1000.0
_EVENLY = 0.01
"""How far the factors of two rows may lie apart, as a share of their logarithm."""


def make_frame(table: Table, epochs: IntArray) -> Frame:
    """Make the frame of a table with one row an epoch; columns in which nothing was ever logged are left out.

    The epochs are int64 of shape (n_rows,), 1-based, strictly rising.
    """
    kept = {name: column for name, column in table.columns.items() if column.logged.any()}
    nans = {name: one.logged & np.isnan(one.values) for name, one in kept.items()}
    logged_nan = {name: tuple(epochs[rows].tolist()) for name, rows in nans.items() if rows.any()}
    return Frame(epochs, {name: column.values for name, column in kept.items()}, logged_nan)


def _rows_of_epochs(table: Table, counter: IntArray | None) -> tuple[Table, IntArray, Sequence[Notice]]:
    """Make each row one epoch that was trained, with its number; and say what that took."""
    if counter is None:
        return table, np.arange(1, table.rows + 1), (Notice("histories.epochs_counted", data={"count": table.rows}),)
    table, counter = merge_rows(table, counter)
    if is_loop(table, counter):
        return table, np.arange(1, table.rows + 1), (LOOPED,)
    begins = _beginnings(table, counter)
    if not begins:
        return table, counter, ()
    kept = np.delete(np.arange(len(counter)), begins)
    return table.take(kept), counter[kept], (BEFORE_TRAINING,)


def _beginnings(table: Table, counter: IntArray) -> list[int]:
    """Find the row of epoch 0 of each training that has one, where none of them trained in it."""
    parts = [rows for rows in fits(counter) if not counter[rows.start]] if len(counter) and not counter.min() else []
    found = [rows.start for rows in parts if rows_before(table.take(rows), counter[rows])]
    return found if len(found) == len(parts) else []


def make_runs(
    format_name: str, table: Table, counter: IntArray | None, name: str | None = None, notices: Sequence[Notice] = ()
) -> list[Run]:
    """Cut a table into trainings and make a run of each.

    Parameters
    ----------
    table
        One row an epoch, without the counter's own column.
    counter
        Epoch numbers as logged, int64 of shape (n_rows,); None if the rows are counted.
    name
        What the source calls the training.
    notices
        What the reader noticed in the file.

    Raises
    ------
    FormatError
        The rows are those of a learning-rate range test.
    """
    refuse_range_test(table)
    table, counter, told = _rows_of_epochs(table, counter)
    from_zero = bool(len(counter)) and counter.min() == 0
    notices = [*notices, *told, *([FROM_ZERO] if from_zero else [])]
    if table.unreadable:
        notices.append(Notice("histories.unreadable_cells", data={"count": table.unreadable}))
    noticed = tuple(notices)  # one for all runs, of which there may be very many
    runs: list[Run] = []
    for rows in fits(counter) if len(counter) else []:
        lines = tuple(table.lines[rows].tolist())
        runs.append(
            Run(
                format_name,
                make_frame(table.take(rows), counter[rows] + from_zero),
                name=name,
                continues=len(runs) if runs and counter[rows.start] > counter[0] else None,
                line=lines[0] if lines else None,
                epoch_lines=lines,
                notices=noticed,
            )
        )
    return runs


def refuse_range_test(table: Table) -> None:
    """Refuse a table whose learning rate grows by one factor from its first row to its last, without validation.

    Raises
    ------
    FormatError
        ``history_errors.range_test``.
    """
    rates = (one.values for name, one in table.columns.items() if names.is_rate(name))
    if any(names.is_validation(name) for name in table.columns) or not any(map(_grows_evenly, rates)):
        return
    raise FormatError("history_errors.range_test", rows=table.rows)


def _grows_evenly(rates: FloatArray) -> bool:
    if len(rates) < _FEWEST_ROWS or not (rates > 0).all() or not rates[-1] >= _LEAST_GROWTH * rates[0]:
        return False
    factors = np.diff(np.log(rates))
    return bool(np.ptp(factors) <= _EVENLY * factors.mean())
