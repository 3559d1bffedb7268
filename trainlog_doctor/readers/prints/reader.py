"""The second reader of console output: prints of the program's own, used when no line of Keras is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.json_values import is_document
from trainlog_doctor.readers.prints.bars import BarCutter
from trainlog_doctor.readers.prints.blocks import Block
from trainlog_doctor.readers.prints.build import build
from trainlog_doctor.readers.prints.draft import Draft, begins_anew, finished, is_training, without_torn
from trainlog_doctor.readers.prints.grammar import HINT, MARKS, Printed

if TYPE_CHECKING:
    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.keras.lines import Line

NAME = "keras-like"


class PrintsParser:
    """Collects epoch lines; several lines of one epoch make one row."""

    def __init__(self) -> None:
        self._lines = BarCutter()
        self._block = Block()
        self._drafts: list[Draft] = []

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes; never raises."""
        for line in self._lines.feed(chunk):
            self._take(line)

    def skip(self, count: int) -> None:
        """Count lines above that nobody gives to it."""
        self._lines.skip(count)

    def runs(self) -> list[Run]:
        """Every run so far, without the line that has no end yet. Changes nothing."""
        drafts = [*self._drafts[:-1], *map(finished, self._drafts[-1:])]
        return [build(draft, NAME) for draft in drafts if is_training(draft)]

    def close(self) -> list[Run]:
        """End of input: every run, with a notice that says how far its reading can be relied on."""
        for line in self._lines.rest():
            self._take(line)
            self._drafts[-1:] = map(without_torn, self._drafts[-1:])
        self._lines = BarCutter()
        return [build(draft, NAME) for draft in self._drafts if is_training(draft)]

    def _take(self, line: Line) -> None:
        printed = self._block.read(line)
        if printed is None:
            return
        if printed.epoch is not None and not self._counts_from_zero(printed):
            self._epoch(printed, printed.epoch, line.number)
        if self._drafts and printed.metrics:
            self._drafts[-1].add(printed)

    def _counts_from_zero(self, printed: Printed) -> bool:
        """Whether a line below ``Epoch 3/5`` tells of it as ``Epoch 2``, as a loop counts that begins at 0."""
        if printed.planned is not None or not self._drafts or self._drafts[-1].planned is None:
            return False
        draft = self._drafts[-1]
        return printed.epoch == draft.latest - 1 and draft.latest not in draft.closed

    def _epoch(self, printed: Printed, epoch: int, line: int) -> None:
        if self._block.named and self._drafts and self._drafts[-1].alone:
            self._drafts.pop()  # it counts the batches of this epoch
        if not self._drafts or begins_anew(self._drafts[-1], epoch, printed):
            self._drafts.append(Draft(line))
        draft = self._drafts[-1]
        draft.latest = epoch
        draft.planned = printed.planned or draft.planned
        draft.lines.setdefault(epoch, line)


class PrintsReader:
    """``keras-like``: never surer than WEAK, so that every other reader comes first."""

    name = NAME

    def sniff(self, head: Head) -> Sniff:
        """Demand a line with an epoch and a metric."""
        if len(head.data.translate(None, MARKS)) == len(head.data) or not HINT.search(head.data):
            return NOT_MINE
        if head.whole and is_document(head.data):
            return NOT_MINE
        cutter, block = BarCutter(), Block()
        for line in (*cutter.feed(head.data), *cutter.rest()):
            hinted = line.number == block.next or HINT.search(line.text)
            printed = block.read(line) if hinted else None
            if printed is not None and printed.metrics:
                return Sniff(Certainty.WEAK, line.text.strip()[:120].decode("utf-8", "replace"))
        return NOT_MINE

    def parser(self, sniff: Sniff) -> PrintsParser:
        """Make a fresh parser."""
        return PrintsParser()


PRINTS = PrintsReader()
