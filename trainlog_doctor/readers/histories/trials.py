"""Rows that are trainings of their own: the folds, seeds or settings of a search, with what each reached in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.labels import NAMED_BY
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray, IntArray
    from trainlog_doctor.readers.histories.table import Table

_NAMES = NAMED_BY | {"id", "configuration", "classifier"}
"""What tells trainings apart, where it is all of a column's name."""

_BESIDE_A_NAME = names.word_set("tag type key label idx index no num number")
"""Words that say no more than the name beside them: ``model_tag``, ``trial_idx``."""

_SETTINGS = frozenset(
    {"batch size", "batchsize", "hidden", "hidden size", "hidden unit", "unit", "layer", "dropout"}
) | frozenset({"train size", "training size", "dataset size", "size"})
"""What a schedule seldom changes during a training, as it does the momentum and the weight decay; in the singular."""

_OF_SETTINGS = regex(r"(?i)(?:params?|config|hparams|hyperparams|hyperparameters|settings)\.")
"""How names begin that stand in an object of settings: ``params.lr``, but not ``param_norm``."""

_BY_OTHER = regex(
    r"\b(?:per|by|each|every) (?:k?fold|class|label|category|client|seed|model|subject|layer)\b"
    r"|^(?:k ?)?folds?\b(?! \d)|^cv\b"
)
"""What a metric's name says whose values are of something else than of epochs: ``loss per fold``, ``fold_losses``."""

_LEAST_FACTOR = 2.0
_LEAST_GROWTH = 100.0


def trial_column(table: Table) -> str | None:
    """Name the column by which the rows of a table without an epoch counter are trainings of their own; None if none.

    It names trainings, or is a setting, and differs; is a number of epochs that is the same in all; or a learning rate
    that at least doubles from row to row.
    """
    if named := _named_by_text(table):
        return named
    for name, column in table.columns.items():
        values = column.values[column.logged]
        differ = _differ(values)
        if names.is_epoch(name) and len(values) > 1 and not differ:
            return name
        if (is_label(name) and (differ or table.rows < 2)) or _is_setting(name, values):
            return name
        if names.is_rate(name) and _is_swept(values):
            return name
    return None


def _differ(values: FloatArray) -> bool:
    return len(values) > 1 and bool((values != values[0]).any())


def _is_setting(name: str, values: FloatArray) -> bool:
    told = " ".join(names.words(name)).removesuffix("s") in _SETTINGS or _OF_SETTINGS.match(name) is not None
    return told and _differ(values)


def planned_epochs(table: Table) -> str | None:
    """Name the column ``epochs`` of a table in which it does not count: how long each of the trainings was."""
    plans = (name for name, one in table.columns.items() if names.is_plural(name) and one.full)
    return next(plans, None) if table.rows > 1 else None


def settings_differ(table: Table) -> bool:
    """Whether a column such as ``batch_size`` is not the same in all rows, or one of words that say something else."""
    words = any(text not in table.steady and not names.is_beside(text) for text in table.texts)
    return words or any(_is_setting(name, one.values[one.logged]) for name, one in table.columns.items())


def tells_rows_apart(table: Table) -> bool:
    """Whether a column such as ``fold`` or ``seed`` holds another number in every row, or texts that differ.

    One row, of means, may hold none.
    """
    found = (one.values[one.logged].tolist() for name, one in table.columns.items() if is_label(name))
    return _named_by_text(table) is not None or any(table.rows - 1 <= len(set(told)) == len(told) for told in found)


def listed_by_other(table: Table) -> str | None:
    """Name the first metric of a table in which each one says that it is of folds or classes: ``loss per fold``."""
    metrics = [name for name in table.columns if names.is_metric(name)]
    said = all(_BY_OTHER.search(" ".join(names.words(name))) for name in metrics)
    return metrics[0] if metrics and said else None


def are_trials(table: Table, name: str, counter: IntArray) -> bool:
    """Whether rows that something tells apart, such as a model, have epochs that rise by more than 1, or seldom by 1.

    Beside a number called ``epochs`` that nowhere rises by 1 any words or settings do that differ, as in the grid of a
    search, where it begins again and again above 1; beside an ``epoch`` they may be remarks, or follow a schedule.
    """
    if len(counter) < 2:
        return False
    rises = np.diff(counter)
    ones = int(np.count_nonzero(rises == 1))
    planned = names.is_plural(name) and not ones and settings_differ(table)
    if int(rises.min()) < 2:
        return (2 * ones < len(rises) and tells_rows_apart(table)) or (planned and int(counter.min()) > 1)
    return tells_rows_apart(table) or planned


def _named_by_text(table: Table) -> str | None:
    """Name the column of texts that name trainings; one text in all of several rows names the one that they are of."""
    one = table.steady if table.rows > 1 else ()
    return next((name for name in table.texts if name not in one and is_label(name, of_texts=True)), None)


def is_label(name: str, of_texts: bool = False) -> bool:
    """Whether a column's name is that of what trainings are called, and of nothing else: no ``model_path``.

    One of texts may have it in the plural, ``methods``; of numbers that is how many there were: ``clients``.
    """
    found = frozenset(word.removesuffix("s") if of_texts else word for word in names.words(name))
    return found <= _NAMES | _BESIDE_A_NAME and not found.isdisjoint(_NAMES)


def _is_swept(rates: FloatArray) -> bool:
    if len(rates) < 3 or not (rates > 0).all():
        return False
    # Numbers near the largest are no rates, and their multiples none of numpy's.
    rises = bool((rates[1:] / _LEAST_FACTOR >= rates[:-1]).all())
    return rises and float(rates[-1]) >= _LEAST_GROWTH * float(rates[0])
