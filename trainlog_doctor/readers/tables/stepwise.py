"""Tables with one row a logged moment: Lightning's ``metrics.csv`` and W&B exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories import names, sparse
from trainlog_doctor.readers.histories.epochs import find_counter, is_counted, is_within_epochs, without_index
from trainlog_doctor.readers.histories.groups import by_group
from trainlog_doctor.readers.histories.phases import of_both_parts
from trainlog_doctor.readers.histories.trials import tells_rows_apart
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Notice, Run
    from trainlog_doctor.readers.histories.table import Table

_BOUND = ("__MIN", "__MAX")
_FEWEST_FRACTIONS = 3


def read(format_name: str, sheets: Sequence[Table], notices: Sequence[Notice]) -> list[Run]:
    """Make runs of every sheet."""
    runs: list[Run] = []
    for sheet in sheets:
        bare = without_index(sheet)[0]
        groups: Sequence[tuple[str | None, Table]] = by_group(bare, names.is_step)
        for name, part in groups or [(None, bare)]:
            runs += sparse.make_runs(format_name, part, name, notices)
    return runs


def is_lightning(table: Table) -> bool:
    """Whether there is an epoch, a global step and a metric, and the epochs are no plain counter of the rows."""
    columns = list(table.columns)
    if any(not names.is_beside(name) for name in table.texts) or not {"epoch", "step"} <= set(columns):
        return False
    return any(map(names.is_metric, columns))


def is_sparse(table: Table) -> bool:
    """Whether there is a step that rises, or an epoch in fractions, and no epoch counter: a log by steps.

    It has a loss, or anything that both training and validation have.

    Rows may also be the batches of epochs, where an epoch and a count within it say so. What is called a step, and
    rises, may have any column beside it; rows of iterations that have may be the trials of a search.
    """
    groups = () if any(map(names.is_epoch, table.columns)) else by_group(table, names.is_step)
    table = groups[0][1] if groups else table
    metrics = [name for name in table.columns if names.is_metric(name)]
    if not metrics or _has_words(table) or has_edges(table):
        return False
    if is_within_epochs(table):
        return True
    step = next((name for name in table.columns if names.is_step(name)), None)
    if find_counter(table) or not (any(map(names.is_loss, metrics)) or of_both_parts(table.columns)):
        return False
    if step is None:
        return _counts_in_fractions(table)
    if any(map(names.is_epoch, table.columns)) or "step" in names.words(step):
        return is_counted(table)
    others = [name for name in table.columns if name not in (*metrics, step) and not names.is_beside(name)]
    return len(metrics) > 1 and not others and (table.rows < 2 or is_counted(table))


def _counts_in_fractions(table: Table) -> bool:
    """Whether epochs rise from row to row, by less than one at first, from 1 at most: ``0.5, 1.0, 1.5``."""
    epochs = next((one.values for name, one in table.columns.items() if names.is_epoch(name)), np.zeros(0))
    if len(epochs) < _FEWEST_FRACTIONS or not 0 <= epochs[0] <= 1:
        return False
    rises = np.diff(epochs)
    return bool((rises > 0).all() and rises[0] < 1)


def _has_words(table: Table) -> bool:
    """Whether a column of words says something else of each row: what is no remark, time or name of the whole."""
    return any(not names.is_beside(name) and name not in table.steady for name in table.texts)


def has_edges(table: Table) -> bool:
    """Whether a column without a name holds nothing: lines of a printed table begin with their separator."""
    return any(not name.strip() and not one.logged.any() for name, one in table.columns.items())


def is_wandb(table: Table) -> bool:
    """Whether a table is W&B's: a run's history, or the export of a chart."""
    return _is_wandb_history(table) or _is_wandb_chart(table)


def read_wandb(format_name: str, sheets: Sequence[Table], notices: Sequence[Notice]) -> list[Run]:
    """Make the runs of a W&B table."""
    charts = bool(sheets) and _is_wandb_chart(sheets[0])
    return (_read_chart if charts else read)(format_name, sheets, notices)


def _is_wandb_history(table: Table) -> bool:
    """Whether there is W&B's own ``_step`` beside a metric; rows with names of their own are the last ones of runs."""
    if "_step" not in table.columns or not any(map(names.is_metric, table.columns)):
        return False
    return table.rows < 2 or not tells_rows_apart(table) or bool(by_group(table, names.is_step))


def _is_wandb_chart(table: Table) -> bool:
    """Whether the columns are those of a chart's export: ``Step`` and ``run - metric`` with its bounds."""
    charted = [name for name in table.columns if name.endswith(_BOUND) and " - " in name]
    first = next(iter(table.columns), "")
    return bool(charted) and names.is_counter(first)


def _read_chart(format_name: str, sheets: Sequence[Table], notices: Sequence[Notice]) -> list[Run]:
    """Make one run of every run that a chart shows; the bounds of smoothed curves are left out."""
    runs = []
    for sheet in (one for one in sheets if one.columns):
        axis = next(iter(sheet.columns))
        shown: dict[str, list[str]] = {}
        for column in sheet.columns:
            run, found, metric = column.rpartition(" - ")
            if found and not column.endswith((*_BOUND, "__step", "_step")):
                shown.setdefault(run, []).append(metric)
        for run, metrics in shown.items():
            columns = {metric: sheet.columns[f"{run} - {metric}"] for metric in metrics}
            table = replace(sheet, columns={axis: sheet.columns[axis], **columns})
            runs += sparse.make_runs(format_name, table, run, notices)
    return runs
