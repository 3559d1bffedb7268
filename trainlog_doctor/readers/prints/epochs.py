"""Epoch lines: what programs print of each epoch, on one line or on several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.prints.bars import BarCutter
from trainlog_doctor.readers.prints.blocks import Block
from trainlog_doctor.readers.prints.build import build
from trainlog_doctor.readers.prints.draft import Draft, begins_anew, finished, is_training, without_torn
from trainlog_doctor.readers.prints.ends import Waiting
from trainlog_doctor.readers.prints.reader import LinesParser

if TYPE_CHECKING:
    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.keras.lines import Line
    from trainlog_doctor.readers.prints.grammar import Printed


class EpochsParser(LinesParser):
    """Collects epoch lines; several lines of one epoch make one row."""

    cutter = BarCutter
    begun = False

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._block = Block()
        self._drafts: list[Draft] = []
        self._waiting = Waiting()

    def runs(self) -> list[Run]:
        """Every run so far, without the line that has no end yet. Changes nothing."""
        return self._built([*self._drafts[:-1], *map(finished, self._drafts[-1:])])

    def close(self) -> list[Run]:
        """End of input: every run, with a notice that says how far its reading can be relied on."""
        if self.end():
            self._drafts[-1:] = map(without_torn, self._drafts[-1:])
        self._add(self._waiting.left())
        return self._built(self._drafts)

    def take(self, line: Line) -> None:
        """Take the next line, which may tell of an epoch."""
        printed = self._block.read(line)
        if printed is None:
            return
        if printed.epoch is not None and not self._counts_from_zero(printed):
            self._epoch(printed, printed.epoch, line.number)
        self.begun = self.begun or bool(printed.metrics)
        if printed.metrics and not self._waiting.takes(printed, self._drafts):
            self._add(printed)

    def _add(self, printed: Printed | None) -> None:
        if printed is not None and self._drafts:
            self._drafts[-1].add(printed)

    def _built(self, drafts: list[Draft]) -> list[Run]:
        return [build(draft, self._name) for draft in drafts if is_training(draft)]

    def _counts_from_zero(self, printed: Printed) -> bool:
        """Whether a line below ``Epoch 3/5`` tells of it as ``Epoch 2``, as a loop counts that begins at 0."""
        if printed.planned is not None or not self._drafts or self._drafts[-1].planned is None:
            return False
        draft = self._drafts[-1]
        return printed.epoch == draft.latest - 1 and draft.latest not in draft.closed

    def _epoch(self, printed: Printed, epoch: int, line: int) -> None:
        if self._block.named and self._drafts and self._drafts[-1].alone:
            self._drafts.pop()  # it counts the batches of this epoch
        given = self._waiting.given(printed, first=not self._drafts)
        if given is None:
            self._add(self._waiting.left())
        if not self._drafts or begins_anew(self._drafts[-1], epoch, printed):
            self._drafts.append(Draft(line))
        draft = self._drafts[-1]
        draft.latest = epoch
        draft.planned = printed.planned or draft.planned
        draft.lines.setdefault(epoch, line)
        self._add(given)
