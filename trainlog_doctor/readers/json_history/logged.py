"""Histories in JSON that are logged row by row: JSON lines of trainers, Hugging Face's state, lists with phases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.errors import FormatError
from trainlog_doctor.model import Notice, Run
from trainlog_doctor.readers.histories import names, sparse
from trainlog_doctor.readers.histories.cells import make_table
from trainlog_doctor.readers.histories.parting import part_phases
from trainlog_doctor.readers.histories.summaries import TOTAL
from trainlog_doctor.readers.json_history.rows import Row, columns_of_rows, is_rows
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.readers.json_history.document import Document


def _keys(document: Document) -> set[str]:
    rows = document.value if document.is_lines and is_rows(document.value) else []
    return {key for row in rows[:200] for key in row}


def is_mmengine(document: Document) -> bool:
    """Whether lines are MMEngine's or MMCV's: a training loss with ``iter`` and ``epoch``."""
    keys = _keys(document)
    return {"iter", "lr"} <= keys and bool({"epoch", "step", "mode"} & keys) and any(map(names.is_loss, keys))


def is_detectron(document: Document) -> bool:
    """Whether lines are Detectron2's: ``iteration`` and ``total_loss``."""
    return {"iteration", "total_loss"} <= _keys(document)


def is_wandb(document: Document) -> bool:
    """Whether lines are a W&B history."""
    return "_step" in (keys := _keys(document)) and any(map(names.is_metric, keys))


def is_other_lines(document: Document) -> bool:
    """Whether lines log a loss, or a metric, by epoch or by step."""
    keys = _keys(document)
    counted = any(names.is_epoch(key) for key in keys)
    stepped = any(names.is_step(key) for key in keys)
    return (counted and any(map(names.is_metric, keys))) or (stepped and any(map(names.is_loss, keys)))


def is_trainer_state(document: Document) -> bool:
    """Whether a document is the state that Hugging Face's Trainer saves: its log counts steps or epochs."""
    rows = document.mapping.get("log_history")
    return is_rows(rows) and any(names.is_counter(str(key)) for row in rows[:200] for key in row)


def read_lines(format_name: str, document: Document) -> list[Run]:
    """Make runs of JSON lines."""
    notices = [Notice("histories.rows_lost", document.lost[0], {"count": len(document.lost)})] if document.lost else []
    rows = document.value if is_rows(document.value) else []
    return read_rows(format_name, rows, notices=notices, lines=document.lines)


def read_rows(
    format_name: str, rows: Sequence[Row], notices: Sequence[Notice] = (), lines: Sequence[int] = ()
) -> list[Run]:
    """Make runs of rows in the order in which they were logged."""
    columns = part_phases(columns_of_rows(rows))
    table = make_table(columns, np.array(lines, np.int64) if lines else None)
    return sparse.make_runs(format_name, table, notices=notices)


def read_trainer_state(format_name: str, document: Document) -> list[Run]:
    """Make runs of a Trainer's log.

    Raises
    ------
    FormatError
        It holds nothing but what is logged when the training has ended.
    """
    history = document.mapping.get("log_history")
    rows = history if is_rows(history) else []
    if rows and all(TOTAL in row for row in rows):
        raise FormatError("history_errors.only_totals")
    notices = [Notice("histories.unclosed")] if document.unclosed else []
    planned = document.mapping.get("num_train_epochs")
    runs = read_rows(format_name, rows, notices=notices)
    if isinstance(planned, int) and planned > 0:
        runs = [run if "step" in run.frame.columns else replace(run, planned_epochs=planned) for run in runs]
    return runs
