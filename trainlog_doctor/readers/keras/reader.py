"""The reader of Keras console output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.keras.assemble import Assembler
from trainlog_doctor.readers.keras.build import build
from trainlog_doctor.readers.keras.bulk import Bulk, awaited, take
from trainlog_doctor.readers.keras.classify import events, other
from trainlog_doctor.readers.keras.clean import clean
from trainlog_doctor.readers.keras.events import Header, Status, Text
from trainlog_doctor.readers.keras.jobs import untangled
from trainlog_doctor.readers.keras.lines import LineCutter
from trainlog_doctor.readers.keras.pieces import FORMS
from trainlog_doctor.readers.keras.prefix import like, prefix_of
from trainlog_doctor.readers.keras.rewrites import rewritten
from trainlog_doctor.readers.keras.sequence import continued, headed, joined, whole
from trainlog_doctor.readers.keras.sniff import sniff
from trainlog_doctor.readers.keras.wraps import Joiner

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.base import Head, Sniff
    from trainlog_doctor.readers.keras.bulk import Stretch
    from trainlog_doctor.readers.keras.draft import RunDraft
    from trainlog_doctor.readers.keras.events import Event
    from trainlog_doctor.readers.keras.lines import Line

NAME = "keras-stdout"

BULK_BYTES = 8_192
"""Chunks from this size on, of which a pipe brings many, are searched for long stretches of lines alike."""

SLOW_BYTES = 256
"""How much is read line by line before the next search; doubled each time that a search finds nothing."""

MOST_HELD = 512
"""How many lines of bars that write over themselves are gathered: few of them stand in a chunk."""


class KerasParser:
    """Parses a whole file, a pipe or a growing log of a form; its runs carry the name of their format."""

    def __init__(self, name: str = NAME, form: str = "plain") -> None:
        self._name = name
        self._written = FORMS[form]()
        self._lines = LineCutter()
        self._joiner = Joiner()
        self._assembler = Assembler()
        self._prefix: bytes | None = None
        self._bulk = Bulk()
        self._held: list[Line] = []

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes; never raises."""
        chunk = self._written(chunk)
        if len(chunk) >= BULK_BYTES and rewritten(chunk):
            self._held.extend(self._lines.feed(chunk))
            if len(self._held) >= MOST_HELD:
                self._settle()
            return
        self._settle()
        if len(chunk) < BULK_BYTES:
            self._read(self._lines.feed(chunk))
        else:
            self._feed_plain(chunk, self._lines)

    def skip(self, lines: int) -> None:
        """Count lines above that are not read."""
        self._lines.skip(lines)

    def section(self, name: str) -> None:
        """Say that what follows was printed somewhere of its own, such as a notebook's cell."""
        self._settle()
        self._let_go()
        self._assembler.section(name)

    def runs(self) -> list[Run]:
        """Every run so far: completed epochs, and the unfinished one apart. Changes nothing."""
        self._settle()
        held = [event for line in self._lines.rest() for event in events(clean(line.text))]
        return self._built(whole(self._drafts([event for event in held if isinstance(event, Status)])))

    def close(self) -> list[Run]:
        """End of input: every run; none at all unless one has a completed epoch.

        Raises
        ------
        FormatError
            When all that was read are jobs that interleave.
        """
        self.feed(b"\n")
        self._settle()
        self._read(self._lines.rest())
        self._let_go()
        self._lines = LineCutter()
        drafts = whole(untangled(self._drafts()))
        if drafts:
            drafts[0].notices += (*self._assembler.notices(),)
        self._assembler = Assembler()
        found = self._built(drafts)
        return found if any(len(run.frame) for run in found) else []

    def _drafts(self, updates: Sequence[Status] = ()) -> list[RunDraft]:
        return joined(headed(run for run in self._assembler.course.drafts(updates) if len(run.table) or run.unfinished))

    def _built(self, drafts: list[RunDraft]) -> list[Run]:
        """Make the runs of drafts, each of which is let go then: a log may hold very many, and none twice."""
        links = continued(drafts)
        drafts.reverse()
        return [build(drafts.pop(), self._name, link) for link in links]

    def _feed_plain(self, chunk: bytes, lines: LineCutter) -> None:
        """Take a long chunk in which nothing is written over, cut by what has cut the text before it."""
        at, stride = 0, SLOW_BYTES
        while at < len(chunk):
            end = chunk.find(b"\n", at + stride) + 1 or len(chunk)
            self._read(lines.feed(chunk[at:end]))
            stretch = self._leap(chunk, end, lines.number + 1) if lines.at_start else None
            if stretch is not None:
                lines.skip(2 * len(stretch.seconds))
            at, stride = (stretch.end, SLOW_BYTES) if stretch else (end, stride * 2)

    def _settle(self) -> None:
        """Read the lines that were gathered: as a text of their own if none is missing between them."""
        held, self._held = self._held, []
        if not held or held[-1].number - held[0].number != len(held) - 1:
            self._read(held)
            return
        lines = LineCutter()
        lines.skip(held[0].number - 1)
        self._feed_plain(b"".join(line.text + b"\n" for line in held), lines)
        self._read(lines.rest())

    def _leap(self, text: bytes, at: int, line: int) -> Stretch | None:
        """Read epochs of known shape from a position on, where a line begins."""
        header = awaited(self._assembler.course) if self._joiner.held is None else None
        stretch = self._bulk.read(text, at, header) if header is not None else None
        if stretch is not None:
            take(stretch, line, self._assembler.course)
        return stretch

    def _read(self, lines: Iterable[Line]) -> None:
        """Read lines and learn their shapes."""
        for line in self._joiner.feed(lines):
            self._bulk.learn(line.text, self._take(line))

    def _let_go(self) -> None:
        """What follows does not continue the last line, however it ends."""
        for line in self._joiner.flush():
            self._take(line)

    def _take(self, line: Line) -> list[Event]:
        text = clean(line.text)
        stated = list(events(text))
        if any(isinstance(event, Header) for event in stated):
            self._prefix = prefix_of(text)
        if self._prefix is not None:
            stated = [one for event in stated for one in without(self._prefix, event)]
        for event in stated:
            self._assembler.take(event, line.number)
        return stated


def without(prefix: bytes, event: Event) -> Iterable[Event]:
    """What a text states behind a prefix."""
    found = like(prefix).match(event.raw) if isinstance(event, Text) else None
    return other(found.string[found.end() :]) if found else (event,)


class KerasReader:
    """``keras-stdout``: what ``fit`` prints, in any version and through anything that text goes through."""

    name = NAME

    def sniff(self, head: Head) -> Sniff:
        """Demand a header with a bar or metrics line of Keras, or bars that only Keras prints."""
        return sniff(head)

    def parser(self, sniff: Sniff) -> KerasParser:
        """Make a fresh parser."""
        return KerasParser(self.name, str(sniff.learnt.get("form", "plain")))


KERAS = KerasReader()
