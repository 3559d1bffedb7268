"""The second reader of console output: prints of the program's own, used when no line of Keras is found."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from trainlog_doctor.model import Notice, Run
from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.keras.clean import clean
from trainlog_doctor.readers.keras.lines import LineCutter
from trainlog_doctor.readers.keras.table import Table
from trainlog_doctor.readers.lookalikes import looks
from trainlog_doctor.readers.prints.grammar import HINT, MARKS, Printed, read_line

if TYPE_CHECKING:
    from trainlog_doctor.readers.keras.lines import Line

NAME = "keras-like"
FEWEST_FOR_CONFIDENCE = 3


@dataclass(slots=True)
class Draft:
    """One run: the rows of its epochs as printed.

    Attributes
    ----------
    rows
        Epoch as printed to its metrics.
    lines
        Epoch as printed to the line that names it first.
    stepwise
        Whether its lines tell of steps.
    batches
        Whether some epoch has several of them, so that its row is that of the last step only.
    """

    line: int
    planned: int | None = None
    rows: dict[int, dict[str, float]] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=dict)
    stepwise: bool = False
    batches: bool = False
    sure: bool = True
    latest: int = -1


class PrintsParser:
    """Collects epoch lines; several lines of one epoch make one row."""

    def __init__(self) -> None:
        self._lines = LineCutter()
        self._drafts: list[Draft] = []

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes; never raises."""
        for line in self._lines.feed(chunk):
            self._take(line)

    def runs(self) -> list[Run]:
        """Every run so far, without the line that has no end yet. Changes nothing."""
        drafts = [*self._drafts[:-1], *map(finished, self._drafts[-1:])]
        return [build(draft) for draft in drafts if is_training(draft)]

    def close(self) -> list[Run]:
        """End of input: every run, with a notice that says how far its reading can be relied on."""
        for line in self._lines.rest():
            self._take(line)
        self._lines = LineCutter()
        return [build(draft) for draft in self._drafts if is_training(draft)]

    def _take(self, line: Line) -> None:
        printed = read_line(clean(line.text))
        if printed is None:
            return
        if printed.epoch is not None:
            self._epoch(printed, printed.epoch, line.number)
        if self._drafts and printed.metrics:
            self._add(self._drafts[-1], printed)

    def _epoch(self, printed: Printed, epoch: int, line: int) -> None:
        if not self._drafts or epoch < self._drafts[-1].latest:
            self._drafts.append(Draft(line))
        draft = self._drafts[-1]
        draft.latest = epoch
        draft.planned = printed.planned or draft.planned
        draft.lines.setdefault(epoch, line)

    @staticmethod
    def _add(draft: Draft, printed: Printed) -> None:
        row = draft.rows.setdefault(draft.latest, {})
        draft.batches = draft.batches or (printed.stepwise and not row.keys().isdisjoint(printed.metrics))
        draft.stepwise = draft.stepwise or printed.stepwise
        draft.sure = draft.sure and printed.sure
        row.update(printed.metrics)


def is_training(draft: Draft) -> bool:
    """Whether the rows are those of epochs and not one loose remark, or the batches of an epoch or two."""
    if not draft.rows or (draft.batches and len(draft.rows) < FEWEST_FOR_CONFIDENCE):
        return False
    widest = max(len(row) for row in draft.rows.values())
    return len(draft.rows) > 1 or (draft.sure and widest > 1)


def finished(draft: Draft) -> Draft:
    """A draft that may still grow, without its latest epoch where more steps of that may follow."""
    if not draft.stepwise:
        return draft
    return replace(draft, rows={epoch: row for epoch, row in draft.rows.items() if epoch != draft.latest})


def build(draft: Draft) -> Run:
    """Make the run; epochs that are counted from 0 move up by one."""
    epochs = sorted(draft.rows)
    shift = 1 if epochs[0] == 0 else 0
    table = Table()
    for epoch in epochs:
        table.append(epoch + shift, draft.lines[epoch], math.nan, draft.rows[epoch].items())
    alike = len({tuple(draft.rows[epoch]) for epoch in epochs}) == 1
    confident = alike and draft.sure and not draft.stepwise and len(epochs) >= FEWEST_FOR_CONFIDENCE
    notices = [Notice("keras.prints_confident" if confident else "keras.prints_doubtful", draft.line)]
    if draft.batches:
        notices.append(Notice("keras.last_step_of_epoch", draft.line))
    if shift:
        notices.append(Notice("keras.counted_from_zero", draft.line))
    return Run(
        format=NAME,
        frame=table.frame(),
        planned_epochs=draft.planned if not shift else planned_from_zero(draft, epochs[-1]),
        line=draft.line,
        epoch_lines=tuple(table.lines),
        notices=tuple(notices),
    )


def planned_from_zero(draft: Draft, last: int) -> int | None:
    """Planned epochs where counting begins at 0: ``39/39`` is the fortieth of 40; unknown before the end is seen."""
    return last + 1 if draft.planned in (last, last + 1) else None


class PrintsReader:
    """``keras-like``: never surer than WEAK, so that every other reader comes first."""

    name = NAME

    def sniff(self, head: Head) -> Sniff:
        """Demand a line with an epoch and a metric, in a text that is not the output of a framework."""
        if len(head.data.translate(None, MARKS)) == len(head.data) or not HINT.search(head.data):
            return NOT_MINE
        cutter = LineCutter()
        for line in (*cutter.feed(head.data), *cutter.rest()):
            printed = read_line(clean(line.text)) if HINT.search(line.text) else None
            if printed is not None and printed.metrics:
                look = looks(head.data)
                if look is not None and not look.printed:
                    return NOT_MINE
                return Sniff(Certainty.WEAK, line.text.strip()[:120].decode("utf-8", "replace"))
        return NOT_MINE

    def parser(self, sniff: Sniff) -> PrintsParser:
        """Make a fresh parser."""
        return PrintsParser()


PRINTS = PrintsReader()
