"""Histories in JSON with one number an epoch, as Keras, skorch and hand-written loops save them."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.model import Notice, Run
from trainlog_doctor.readers.histories import names, sparse
from trainlog_doctor.readers.histories.building import make_runs
from trainlog_doctor.readers.histories.cells import make_table
from trainlog_doctor.readers.histories.epochs import find_counter, is_counted
from trainlog_doctor.readers.histories.groups import by_group
from trainlog_doctor.readers.histories.interleaving import in_turn
from trainlog_doctor.readers.histories.summaries import without_totals
from trainlog_doctor.readers.histories.trials import are_trials, listed_by_other, planned_epochs, trial_column
from trainlog_doctor.readers.json_history.lengths import align
from trainlog_doctor.readers.json_history.rows import MOST_KEYS

if TYPE_CHECKING:
    from trainlog_doctor.readers.histories.table import Table
    from trainlog_doctor.readers.json_history.document import Document
    from trainlog_doctor.readers.json_history.shapes import Shape


def read(format_name: str, document: Document) -> list[Run]:
    """Make runs of every history in a document.

    A document may hold very many: each history is given up when its runs are made, so that memory need not hold both.

    Raises
    ------
    FormatError
        None of them is a training's, or it has too many columns.
    """
    if not document.shapes:
        _refuse_width(document.value)
    notices = [Notice("histories.unclosed")] if document.unclosed else []
    shapes = deque(document.shapes)
    del document
    runs: list[Run] = []
    refused = None
    while shapes:
        try:
            runs += _read_shape(format_name, shapes.popleft(), notices)
        except FormatError as error:
            refused = error
    if refused and not runs:
        raise refused
    return runs


def _refuse_width(value: object) -> None:
    entries = (value, *value.values()) if isinstance(value, Mapping) else ()
    widest = max((len(one) for one in entries if isinstance(one, Mapping)), default=0)
    if widest > MOST_KEYS:
        raise FormatError("history_errors.too_many_columns", count=widest, most=MOST_KEYS)


def _read_shape(format_name: str, shape: Shape, notices: list[Notice]) -> list[Run]:
    columns, lengths = align(shape.columns)
    whole = without_totals(make_table(columns))
    notices = [*notices, *lengths]
    groups = by_group(whole, names.is_epoch) or by_group(whole, names.is_step)
    parts = [((*shape.path, name), table) for name, table in groups] or [(shape.path, in_turn(whole))]
    return [run for path, table in parts for run in _read_table(format_name, table, "/".join(path) or None, notices)]


def _read_table(format_name: str, table: Table, name: str | None, notices: list[Notice]) -> list[Run]:
    counted = find_counter(table)
    if counted and not are_trials(table, *counted):
        return make_runs(format_name, table.without(counted[0]), counted[1], name, notices)
    planned = counted[0] if counted else planned_epochs(table)
    if not planned and is_counted(table):
        return sparse.make_runs(format_name, table, name, notices)
    if column := trial_column(table.without(counted[0]) if counted else table) or planned:
        raise FormatError("history_errors.trials", column=column, rows=table.rows)
    if column := listed_by_other(table):
        raise FormatError("history_errors.listed_by_other", column=column, count=table.rows)
    if column := next(filter(names.is_epoch, table.columns), None):
        raise FormatError("history_errors.unordered", column=column, rows=table.rows)
    return make_runs(format_name, table, None, name, notices)


def holds_history(document: Document) -> bool:
    """Whether there is anything to read."""
    return bool(document.shapes)


def looks_like_keras(document: Document) -> bool:
    """Whether the columns are named as Keras names them: ``loss``, ``val_loss``."""
    return any(not {"loss", "val_loss"}.isdisjoint(shape.columns) for shape in document.shapes[:3])
