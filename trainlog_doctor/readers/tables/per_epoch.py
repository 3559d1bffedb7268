"""Tables with one row an epoch: CSVLogger, a DataFrame of a history, Ultralytics, fastai, and the like."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.model import Notice, Run
from trainlog_doctor.readers.base import Certainty
from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.building import make_runs
from trainlog_doctor.readers.histories.epochs import find_counter, without_index
from trainlog_doctor.readers.histories.groups import by_group
from trainlog_doctor.readers.histories.interleaving import in_turn
from trainlog_doctor.readers.histories.notices import about_columns
from trainlog_doctor.readers.histories.phases import of_both_parts
from trainlog_doctor.readers.histories.summaries import up_to_summary
from trainlog_doctor.readers.histories.trials import are_trials, trial_column
from trainlog_doctor.readers.tables.stepwise import has_edges
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trainlog_doctor.model import IntArray
    from trainlog_doctor.readers.histories.table import Table


def certainty(table: Table) -> Certainty:
    """How sure it is that each row of a table is one epoch of a training.

    An epoch counter that rises and a metric are proof, or anything that both training and validation have. Without a
    counter every column must be known from trainings, a loss among them and a second metric beside it: else the rows
    may be experiments, samples or learning rates. A drawn table that counts steps as well is read as it was printed.
    """
    if has_edges(table) and any(map(names.is_step, table.columns)):
        return Certainty.NO
    table = in_turn(up_to_summary(table)[0])
    metrics = [name for name in table.columns if names.is_metric(name)]
    found, groups = find_counter(table), by_group(table, names.is_epoch)
    if found or groups:
        trials = not groups and found is not None and are_trials(table, *found)
        return Certainty.SURE if (metrics or of_both_parts(table.columns)) and not trials else Certainty.NO
    if table.texts or trial_column(table) or len(metrics) < 2 or not any(names.is_loss(name) for name in metrics):
        return Certainty.NO
    bare, index = without_index(table)
    others = [name for name in bare.columns if name not in metrics]
    if not all(names.is_beside(name) for name in others) or any(names.is_epoch(name) for name in others):
        return Certainty.NO
    if index is None and table.rows == 1 and not any(map(names.is_validation, metrics)):
        return Certainty.NO  # what one evaluation gave looks like it
    if table.rows > 1 and all(np.count_nonzero(table.columns[name].logged) < 2 for name in metrics):
        return Certainty.NO  # what each part of the data gave, one below the other
    return Certainty.WEAK if index is None else Certainty.SURE


def looks_like_keras(table: Table) -> bool:
    """Whether the columns are named as Keras names them: ``loss``, ``val_loss``."""
    return not {"loss", "val_loss"}.isdisjoint(table.columns)


def is_ultralytics(table: Table) -> bool:
    """Whether the columns are named as YOLO names them: ``train/box_loss``, ``metrics/…``."""
    columns = list(table.columns)
    return all(any(name.startswith(start) for name in columns) for start in ("train/", "metrics/"))


def is_fastai(table: Table) -> bool:
    """Whether the columns are fastai's: ``epoch``, ``train_loss``, ``valid_loss``."""
    return list(table.columns)[:3] == ["epoch", "train_loss", "valid_loss"]


def read(format_name: str, sheets: Sequence[Table], notices: Sequence[Notice]) -> list[Run]:
    """Make runs of sheets; a header that is repeated while the epochs go on is one training, resumed."""
    runs: list[Run] = []
    kept, others = _histories(sheets)
    notices = [*notices, *others]
    for name, sheet, cut in _trainings(kept):
        for table, counter in _count(sheet):
            told = [*notices, *cut, *_resumes(table, counter)]
            left_out = [name for name in table.texts if name.strip()]
            if left_out:
                told.append(about_columns("text_columns", left_out))
            new = make_runs(format_name, table, counter, name, told)
            runs += [replace(run, continues=run.continues + len(runs)) if run.continues else run for run in new]
    return runs


def _histories(sheets: Sequence[Table]) -> tuple[Sequence[Table], Sequence[Notice]]:
    """Leave out tables of something else beside a history, such as what the best epoch reached; and say so."""
    if len(sheets) < 2:
        return sheets, ()
    kept: list[Table] = []
    others: list[Table] = []
    for sheet in sheets:
        (kept if certainty(sheet) > Certainty.NO else others).append(sheet)
    if not kept or not others:
        return sheets, ()
    line = int(others[0].lines[0]) if len(others[0].lines) else None
    return kept, (Notice("histories.rows_lost", line, {"count": sum(sheet.rows for sheet in others)}),)


def _trainings(sheets: Sequence[Table]) -> Iterator[tuple[str | None, Table, Sequence[Notice]]]:
    """Take the trainings of every sheet apart where a column tells them apart."""
    for whole in sheets:
        sheet, cut = up_to_summary(whole)
        groups = by_group(without_index(sheet)[0], names.is_epoch)
        yield from ((name, table, cut) for name, table in groups)
        if not groups:
            yield None, in_turn(sheet), cut


def _count(sheet: Table) -> list[tuple[Table, IntArray | None]]:
    """Find the epochs of a sheet; without a counter every repeated header begins another training."""
    found = find_counter(sheet)
    if found:
        return [(without_index(sheet)[0].without(found[0]), found[1])]
    edges = [0, *sheet.repeats, sheet.rows]
    return [without_index(sheet.take(slice(begin, end))) for begin, end in pairwise(edges)]


def _resumes(table: Table, counter: IntArray | None) -> list[Notice]:
    """Tell where a header is repeated and the epochs go on."""
    if counter is None:
        return []
    going_on = [row for row in table.repeats if counter[row] > counter[row - 1]]
    lines = table.lines if len(table.lines) else np.zeros(table.rows, np.int64)
    return [Notice("histories.resumed", int(lines[row]) - 1, {"epoch": int(counter[row])}) for row in going_on[:20]]
