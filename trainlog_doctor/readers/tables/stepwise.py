"""Tables with one row a logged moment: Lightning's ``metrics.csv`` and W&B exports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trainlog_doctor.readers.base import Certainty
from trainlog_doctor.readers.histories import names, sparse
from trainlog_doctor.readers.histories.epochs import find_counter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Notice, Run
    from trainlog_doctor.readers.histories.table import Table

_BOUND = ("__MIN", "__MAX")


def read(format_name: str, sheets: Sequence[Table], notices: Sequence[Notice]) -> list[Run]:
    """Make runs of every sheet."""
    return [run for sheet in sheets for run in sparse.make_runs(format_name, sheet, notices=notices)]


def is_lightning(table: Table) -> Certainty:
    """Whether there is an epoch, a global step and a metric, and the epochs are no plain counter of the rows."""
    columns = list(table.columns)
    if table.texts or not {"epoch", "step"} <= set(columns):
        return Certainty.NO
    return Certainty.SURE if any(names.is_metric(name) for name in columns) else Certainty.NO


def is_sparse(table: Table) -> Certainty:
    """Whether there is a step that rises, a loss, and no epoch counter: a log by steps."""
    step = next((name for name in table.columns if names.is_step(name)), None)
    if table.texts or step is None or find_counter(table):
        return Certainty.NO
    metrics = [name for name in table.columns if names.is_metric(name)]
    others = [name for name in table.columns if name not in metrics and not names.is_beside(name)]
    if not metrics or others or len(metrics) + ("epoch" in table.columns) < 2:
        return Certainty.NO
    return Certainty.SURE if any(names.is_loss(name) for name in metrics) else Certainty.NO


def is_wandb(table: Table) -> Certainty:
    """Whether a table is W&B's: a run's history, or the export of a chart."""
    return max(_is_wandb_history(table), _is_wandb_chart(table))


def read_wandb(format_name: str, sheets: Sequence[Table], notices: Sequence[Notice]) -> list[Run]:
    """Make the runs of a W&B table."""
    charts = bool(sheets) and _is_wandb_chart(sheets[0]) > Certainty.NO
    return (_read_chart if charts else read)(format_name, sheets, notices)


def _is_wandb_history(table: Table) -> Certainty:
    """Whether there is W&B's own ``_step`` beside a metric."""
    known = "_step" in table.columns and any(names.is_metric(name) for name in table.columns)
    return Certainty.SURE if known else Certainty.NO


def _is_wandb_chart(table: Table) -> Certainty:
    """Whether the columns are those of a chart's export: ``Step`` and ``run - metric`` with its bounds."""
    charted = [name for name in table.columns if name.endswith(_BOUND) and " - " in name]
    first = next(iter(table.columns), "")
    return Certainty.SURE if charted and (names.is_step(first) or names.is_epoch(first)) else Certainty.NO


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
