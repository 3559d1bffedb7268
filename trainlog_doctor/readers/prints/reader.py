"""What all readers of prints have in common: bytes are cut into lines, and each line is taken once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.json_history.loading import is_json_lines
from trainlog_doctor.readers.json_values import is_document
from trainlog_doctor.readers.keras.lines import LineCutter
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.keras.lines import Line

SNIFFED_BYTES = 2_048
"""How much of a source's beginning is read between two looks at what was found."""


class LinesParser(ABC):
    """Cuts chunks of any size into lines."""

    cutter = LineCutter

    def __init__(self) -> None:
        self._lines = self.cutter()

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes; never raises."""
        for line in self._lines.feed(chunk):
            self.take(line)

    def skip(self, count: int) -> None:
        """Count lines above that nobody gives to it."""
        self._lines.skip(count)

    def end(self) -> bool:
        """Take the lines that are still held back; whether there are any."""
        rest, self._lines = [*self._lines.rest()], self.cutter()
        for line in rest:
            self.take(line)
        return bool(rest)

    @property
    @abstractmethod
    def begun(self) -> bool:
        """Whether the lines so far tell of a training."""

    @abstractmethod
    def take(self, line: Line) -> None:
        """Take the next line."""

    @abstractmethod
    def close(self) -> Sequence[Run]:
        """End of input: every run."""


@dataclass(frozen=True, slots=True)
class LinesReader:
    """One kind of lines; never surer than WEAK, so that every file format comes first.

    Any text with such lines holds a ``trace``, which one search tells. They may be ``wrapped`` in objects of JSON, that
    otherwise are rows of a history themselves.
    """

    name: str
    kind: Callable[[str], LinesParser]
    trace: re.Pattern[bytes]
    wrapped: bool = False

    def sniff(self, head: Head) -> Sniff:
        """Ours if the lines at the beginning are those of a training; looks no further than it must."""
        trace = self.trace.search(head.data)
        if trace is None or (not self.wrapped and is_json_lines(head.data)) or (head.whole and is_document(head.data)):
            return NOT_MINE
        parser, at = self.parser(NOT_MINE), 0
        while at < len(head.data) and not parser.begun:
            end = head.data.find(b"\n", at + SNIFFED_BYTES) + 1 or len(head.data)
            parser.feed(head.data[at:end])
            at = end
        if not parser.begun and not (parser.end() and parser.begun):
            return NOT_MINE
        return Sniff(Certainty.WEAK, trace[0].strip()[:120].decode("utf-8", "replace"))

    def parser(self, sniff: Sniff) -> LinesParser:
        """Make a fresh parser."""
        return self.kind(self.name)
