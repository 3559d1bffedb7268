"""A model's several outputs: each has a loss and scores of its own, ``gender_loss`` or ``loss_gender``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from trainlog_doctor.engine.column_names import ANOTHER, plain, spelled, words_of
from trainlog_doctor.engine.named_roles import with_sides
from trainlog_doctor.engine.outcome import Output
from trainlog_doctor.engine.roles import assign
from trainlog_doctor.engine.sides import mark_of
from trainlog_doctor.record import replace
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.roles import MetricTable, Roles

_LOSS = "loss"
_SCORES = frozenset({"score", "val_score"})
_PART = regex(r"(?!val_)(?:(.+)[_/.]loss|loss[_/.](.+))")
_FEWEST, _MOST = 2, 32
"""Parts of a loss between which outputs are looked for: each output costs as much as a run of its own."""
_NO_OUTPUTS = frozenset({"step", "batch", "ema", "teacher", "baseline"})
"""Words in front of a loss that is the whole one, counted otherwise, or of another model, which is not trained."""


@lru_cache(maxsize=16)
def outputs(columns: tuple[str, ...], table: MetricTable) -> tuple[Output, ...]:
    """Find the outputs of a model that has several: beside the whole loss stand parts of it.

    Losses beside a score of the whole are none, nor are those without the mark of the whole's own side
    (``ood_loss`` beside ``train_loss``): they may be of other data.

    Returns
    -------
    tuple of Output
        Those with a loss and a score, in the order of the log. A part of a loss without a score of its own
        (``kl_loss``, ``rpn_class_loss``) may rightly rise while the model learns, and is no output to judge.
    """
    whole = assign(columns, table)
    if _LOSS not in whole:
        return ()
    marks = with_sides(whole, table, columns)
    sided = {_sided(column, marks): column for column in columns}
    parts = dict.fromkeys(found[1] or found[2] for name in sided if (found := _PART.fullmatch(name)))
    if not _FEWEST <= len(parts) <= _MOST:
        return ()
    named = [Output(part, _roles(part, sided, table)) for part in parts if _names_one(part, table)]
    heard = tuple(output for output in named if output.roles)
    own = {column.name for output in heard for column in output.roles.values()}
    return heard if all(column.name in own for role, column in whole.items() if role in _SCORES) else ()


def _sided(column: str, table: MetricTable) -> str:
    """Write a name with the mark of its side that roles have: none for the training's."""
    name = plain(column)
    mark = mark_of(name, (*table.training, *table.validation))
    return ("val_" if mark in table.validation else "") + name[len(mark) :]


def _names_one(part: str, table: MetricTable) -> bool:
    """Whether a word names an output, and no metric (``dice_loss``), average (``epoch_loss``) or adversary."""
    words = set(words_of(part))
    return (
        spelled(f"{part}_{_LOSS}") != _LOSS
        and words.isdisjoint(ANOTHER | _NO_OUTPUTS)
        and not assign((part, f"{part}_score"), table)
    )


def _roles(part: str, sided: Mapping[str, str], table: MetricTable) -> Roles:
    """Roles that the output's columns play within it; empty where it has no score."""
    word = re.escape(part)
    pattern = re.compile(rf"(val_|)(?:{word}[_/.](.+)|(.+)[_/.]{word})")
    own = {
        found[1] + (found[2] or found[3]): column
        for name, column in sided.items()
        if (found := pattern.fullmatch(name))
    }
    roles = assign(tuple(own), table)
    if _SCORES.isdisjoint(roles):
        return {}
    return {role: replace(column, name=own[column.name]) for role, column in roles.items()}
