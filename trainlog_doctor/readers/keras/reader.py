"""The reader of Keras console output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.keras.assemble import Assembler
from trainlog_doctor.readers.keras.build import build
from trainlog_doctor.readers.keras.bulk import Bulk
from trainlog_doctor.readers.keras.classify import events
from trainlog_doctor.readers.keras.clean import clean
from trainlog_doctor.readers.keras.events import Status
from trainlog_doctor.readers.keras.lines import Line, LineCutter, rewritten
from trainlog_doctor.readers.keras.sequence import continued, joined, untangled
from trainlog_doctor.readers.keras.sniff import sniff

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.base import Head, Sniff
    from trainlog_doctor.readers.keras.draft import RunDraft
    from trainlog_doctor.readers.keras.events import Event

NAME = "keras-stdout"

BULK_BYTES = 16_384
"""Chunks from this size on are searched for long stretches of lines alike."""

SLOW_BYTES = 256
"""How much is read line by line before the next search; doubled each time that a search finds nothing."""


class KerasParser:
    """Parses a whole file, a pipe or a growing log.

    Parameters
    ----------
    name
        Format name that the runs carry.
    newline
        What ends a line.
    """

    def __init__(self, name: str = NAME, newline: bytes = b"\n") -> None:
        self._name = name
        self._lines = LineCutter(newline)
        self._assembler = Assembler()
        self._bulk = Bulk()

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes; never raises."""
        if len(chunk) < BULK_BYTES or rewritten(chunk):
            self._read(chunk)
            return
        at, stride = 0, SLOW_BYTES
        while at < len(chunk):
            end = chunk.find(b"\n", at + stride) + 1 or len(chunk)
            self._read(chunk[at:end], learn=True)
            at = self._leap(chunk, end)
            stride = SLOW_BYTES if at > end else stride * 2

    def section(self, name: str) -> None:
        """Say that what follows was printed somewhere of its own, such as a notebook's cell."""
        self._assembler.section(name)

    def runs(self) -> list[Run]:
        """Every run so far: completed epochs, and the unfinished one apart. Changes nothing."""
        held = [event for line in self._lines.rest() for event in events(clean(line.text))]
        return self._built(self._drafts([event for event in held if isinstance(event, Status)]))

    def close(self) -> list[Run]:
        """End of input: every run; none at all unless one has a completed epoch.

        Raises
        ------
        FormatError
            When all that was read are jobs that interleave.
        """
        for line in self._lines.rest():
            self._take(line)
        self._lines = LineCutter()
        found = self._built(untangled(self._drafts()))
        return found if any(len(run.frame) for run in found) else []

    def _drafts(self, updates: Sequence[Status] = ()) -> list[RunDraft]:
        return joined(run for run in self._assembler.drafts(updates) if len(run.table) or run.unfinished)

    def _built(self, drafts: Sequence[RunDraft]) -> list[Run]:
        return [build(draft, self._name, link) for draft, link in zip(drafts, continued(drafts), strict=True)]

    def _read(self, chunk: bytes, *, learn: bool = False) -> None:
        for line in self._lines.feed(chunk):
            stated = self._take(line)
            if learn:
                self._bulk.learn(line.text, stated)

    def _leap(self, chunk: bytes, at: int) -> int:
        """Read epochs of known shape from a position on; the position behind them."""
        header = self._assembler.awaited()
        stretch = self._bulk.read(chunk, at, header) if header is not None and self._lines.at_start else None
        if stretch is None:
            return at
        self._assembler.take_stretch(stretch, self._lines.number + 1)
        self._lines.skip(2 * len(stretch.seconds))
        return stretch.end

    def _take(self, line: Line) -> list[Event]:
        stated = list(events(clean(line.text)))
        for event in stated:
            self._assembler.take(event, line.number)
        return stated


class KerasReader:
    """``keras-stdout``: what ``fit`` prints, in any version and through anything that text goes through."""

    name = NAME

    def sniff(self, head: Head) -> Sniff:
        """Demand a header with a bar or metrics line of Keras, or bars that only Keras prints."""
        return sniff(head)

    def parser(self, sniff: Sniff) -> KerasParser:
        """Make a fresh parser."""
        return KerasParser(self.name, b"\r" if sniff.learnt.get("newline") == "cr" else b"\n")


KERAS = KerasReader()
