"""Last stage: drafts become runs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.brief import first_few
from trainlog_doctor.model import Fact, Notice, Run
from trainlog_doctor.readers import facts
from trainlog_doctor.readers.keras.draft import BROKEN, STOPPED
from trainlog_doctor.readers.keras.events import is_validation
from trainlog_doctor.readers.keras.pairs import SCORE
from trainlog_doctor.readers.keras.table import finished

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trainlog_doctor.readers.keras.draft import RunDraft
    from trainlog_doctor.readers.keras.table import Table

FEWEST_REPEATED = 2
"""Epochs that must repeat a line before it counts as a habit; besides, half of all must."""

MOST_NAMED = 3
LOSS = "val_loss"
FEWEST_VALIDATED = 2
"""Metrics of validation: a loss of zero is possible; one beside a score of zero, in epoch 1 only, is no result."""


def build(draft: RunDraft, name: str, continues: int | None = None) -> Run:
    """Make the run of a draft."""
    once = printed_once(draft)
    zeros = zeros_for_validation(draft.table)
    table = draft.table.copy() if draft.unmarked or zeros else draft.table
    for metric in zeros:
        table.columns[metric][0] = math.nan
    printed = taken_out(table, once, draft.last)
    for metric in printed_of_steps(draft):
        table.drop(metric)
    kinds = {fact.kind for fact in draft.facts}
    seconds = finished(table.seconds)
    return Run(
        format=name,
        frame=table.frame(),
        name=draft.name,
        planned_epochs=draft.planned,
        unfinished=draft.unfinished,
        stopped_early=stopped_early(draft, kinds),
        epoch_seconds=None if np.isnan(seconds).all() else seconds,
        continues=continues,
        line=draft.line,
        epoch_lines=tuple(table.lines),
        steps=draft.steps,
        facts=(*draft.facts, *printed),
        notices=(*draft.notices, *notices(draft)),
    )


def notices(draft: RunDraft) -> Iterator[Notice]:
    """What the reader noticed about a run as a whole."""
    if draft.lost:
        yield Notice("keras.epoch_without_values", draft.line, {"count": draft.lost})
    if zeros_for_validation(draft.table):
        yield Notice("keras.validation_of_zeros", draft.line)
    if draft.table.dropped:
        yield Notice("keras.columns_left_out", draft.line, {"count": draft.table.dropped})
    if draft.lists:
        names = first_few(list(draft.lists), MOST_NAMED)
        yield Notice("keras.lists_left_out", min(draft.lists.values()), {"count": len(draft.lists), "names": names})
    if draft.repeated and len(draft.repeated) >= max(FEWEST_REPEATED, len(draft.table) / 2):
        yield Notice("keras.repeated_lines", min(draft.repeated.values()), {"count": len(draft.repeated)})
    if draft.drifted or (draft.heavy and any(map(averages_twice, draft.facts))):
        yield Notice("keras.averaged_twice", draft.line)


def zeros_for_validation(table: Table) -> list[str]:
    """Name the validation metrics where all are zero in epoch 1, and none in the next; empty otherwise.

    TensorFlow 1.14 to 2.0 prints zeros for a validation that was never run, where the steps are unknown.
    """
    columns = {name: values for name, values in table.columns.items() if is_validation(name)}
    if len(columns) < FEWEST_VALIDATED or LOSS not in columns or table.numbers[0] != 1:
        return []
    return list(columns) if all(len(values) > 1 and values[0] == 0 != values[1] for values in columns.values()) else []


def averages_twice(fact: Fact) -> bool:
    """Whether a fact names a version of Keras whose bars print averages of running averages."""
    if fact.kind != facts.VERSION or fact.data.get("library") not in ("keras", "Keras"):
        return False
    major, minor = str(fact.data["version"]).split(".")[:2]
    return major == "3" and int(minor) < EXACT_AGAIN


EXACT_AGAIN = 15
"""Minor version of Keras 3 whose bars are exact again."""


def stopped_early(draft: RunDraft, kinds: set[str]) -> bool:
    """Whether a callback ended the run: the log says so, or the program went on undisturbed before the planned end."""
    if draft.unfinished is not None:
        return facts.NON_FINITE_STOP in kinds
    if kinds & STOPPED:
        return True
    return draft.followed and draft.planned is not None and 0 < draft.last < draft.planned and not kinds & BROKEN


def printed_once(draft: RunDraft) -> list[str]:
    """Columns that were printed in one epoch: after the last they tell of the end, elsewhere of anything but scores."""
    once = {name: epochs[0] for name, epochs in (draft.unmarked or {}).items() if len({*epochs}) == 1}
    told = [name for name, epoch in once.items() if epoch == draft.last or not SCORE.search(name)]
    return [name for name in told if name in draft.table.columns]


def printed_of_steps(draft: RunDraft) -> list[str]:
    """Columns of which most epochs had several values: the last one tells of their last steps."""
    return [name for name, epochs in (draft.unmarked or {}).items() if 3 * len({*epochs}) < 2 * len(epochs)]


def taken_out(table: Table, names: Sequence[str], epoch: int) -> Sequence[Fact]:
    """Take columns out of a table and make a fact of their last values."""
    values = {name: table.drop(name)[-1] for name in names}
    data = {name: value for name, value in values.items() if SCORE.search(name)}
    return [Fact(facts.PRINTED_SCORE, epoch, None, data)] if data else []
