"""A draft becomes a run."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trainlog_doctor.model import Fact, Notice, Run
from trainlog_doctor.readers.facts import PRINTED_SCORE
from trainlog_doctor.readers.keras.table import Table
from trainlog_doctor.readers.prints.draft import FEWEST_FOR_CONFIDENCE, measured
from trainlog_doctor.readers.prints.names import VALIDATED, canonical
from trainlog_doctor.readers.prints.parts import with_measures

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trainlog_doctor.model import Scalar
    from trainlog_doctor.readers.prints.draft import Draft


def build(draft: Draft, name: str) -> Run:
    """Make the run; epochs that are counted from 0 move up by one."""
    epochs = measured(draft)
    shift = 1 if epochs[0] == 0 else 0
    scores = closing_scores(draft, epochs)
    rows = with_measures(shown(draft, epochs, scores))
    table = Table()
    for epoch, row in zip(epochs, rows, strict=True):
        table.append(epoch + shift, draft.lines[epoch], math.nan, row.items())
    return Run(
        format=name,
        frame=table.frame(),
        planned_epochs=draft.planned if not shift else planned_from_zero(draft, epochs[-1]),
        line=draft.line,
        epoch_lines=tuple(table.lines),
        facts=(Fact(PRINTED_SCORE, epochs[-1] + shift, None, scores),) if scores else (),
        notices=tuple(notices(draft, rows, shift > 0)),
    )


def shown(draft: Draft, epochs: Sequence[int], scores: Mapping[str, Scalar]) -> list[dict[str, float]]:
    """The rows without closing scores, and without a step's ``Loss`` where lines on the epoch tell ``loss``.

    Scores in dictionaries are those of an evaluation, where nothing else is.
    """
    whole = {name.lower() for name in draft.whole}
    hidden = scores.keys() | {name for name in draft.stepped if name.lower() in whole}
    parted = any(name.startswith(VALIDATED) for epoch in epochs for name in draft.rows[epoch])
    told = {name: canonical(name, VALIDATED[0], "")[0] for name in draft.scores if not parted}
    rows = (draft.rows[epoch].items() for epoch in epochs)
    return [{told.get(name, name): value for name, value in row if name not in hidden} for row in rows]


def notices(draft: Draft, rows: Sequence[Mapping[str, float]], from_zero: bool) -> Iterator[Notice]:
    """How far the reading can be relied on, and what was done to the epochs."""
    alike = len({tuple(row) for row in rows}) == 1
    stepped = any(name in draft.stepped for row in rows for name in row)
    confident = alike and draft.sure and not stepped and len(rows) >= FEWEST_FOR_CONFIDENCE
    yield Notice("keras.prints_confident" if confident else "keras.prints_doubtful", draft.line)
    if draft.batches and (stepped or not draft.stepwise):
        yield Notice("keras.last_step_of_epoch", draft.line)
    if from_zero:
        yield Notice("keras.counted_from_zero", draft.line)


def closing_scores(draft: Draft, epochs: Sequence[int]) -> dict[str, Scalar]:
    """What was printed once, after the last epoch: it tells of the end, not of that epoch.

    Where there is one epoch only, that are results on test data beside those on data for validation.
    """
    *earlier, last = (draft.rows[epoch] for epoch in epochs)
    told = {name: value for name, value in last.items() if name in draft.beside}
    if earlier:
        return {name: value for name, value in told.items() if not any(name in row for row in earlier)}
    validation, test = VALIDATED
    validated = any(name.startswith(validation) for name in last)
    return {name: value for name, value in told.items() if validated and name.startswith(test)}


def planned_from_zero(draft: Draft, last: int) -> int | None:
    """Planned epochs where counting begins at 0: ``39/39`` is the fortieth of 40; unknown before the end is seen."""
    return last + 1 if draft.planned in (last, last + 1) else None
