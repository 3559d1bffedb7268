"""Readers of texts whose lines are rows of a history: each line becomes a row, and the rows are read as logged ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.json_history.document import is_json_lines
from trainlog_doctor.readers.json_history.logged import read_rows
from trainlog_doctor.readers.json_values import is_document
from trainlog_doctor.readers.keras.lines import LineCutter
from trainlog_doctor.readers.prints.text import text_of
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.keras.lines import Line

    Row: TypeAlias = Mapping[str, object]


SNIFFED_BYTES = 2_048
"""How much of a source's beginning is read between two looks at what was found."""


class Grammar(Protocol):
    """What makes rows of lines.

    Attributes
    ----------
    part
        Number of the table, or of the training, that the latest row belongs to.
    begun
        Whether a row that has not come to its end leaves no doubt that there is a training.
    """

    part: int
    begun: bool

    def read(self, text: str) -> Row | None:
        """Take the next line; its row, None if it has none."""
        ...

    def training(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows of a whole text as they are to be read; none if they are not those of a training."""
        ...


class RowsParser:
    """Collects rows."""

    def __init__(self, name: str, grammar: Grammar) -> None:
        self._name, self._grammar = name, grammar
        self._cutter = LineCutter()
        self._parts: dict[int, tuple[list[Row], list[int]]] = {}

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes; never raises."""
        self._take(self._cutter.feed(chunk))

    def skip(self, count: int) -> None:
        """Count lines above that nobody gives to it."""
        self._cutter.skip(count)

    def close(self) -> Sequence[Run]:
        """Every run; none unless the rows are those of a training."""
        self._take(self._cutter.rest())
        self._cutter = LineCutter()
        return [run for rows, lines in self.found for run in read_rows(self._name, rows, lines=lines)]

    def begins(self) -> bool:
        """Whether all that there is, up to a line without an end, leaves no doubt that there is a training."""
        self._take(self._cutter.rest())
        return self._grammar.begun

    @property
    def found(self) -> list[tuple[Sequence[Row], list[int]]]:
        """The rows so far of every part that is a training, and the line of each."""
        told = ((self._grammar.training(rows), rows, lines) for rows, lines in self._parts.values())
        return [(kept, lines_of(kept, rows, lines)) for kept, rows, lines in told if kept]

    def _take(self, lines: Iterable[Line]) -> None:
        for line in lines:
            row = self._grammar.read(text_of(line.text))
            if row is not None:
                rows, numbers = self._parts.setdefault(self._grammar.part, ([], []))
                rows.append(row)
                numbers.append(line.number)


def lines_of(kept: Sequence[Row], rows: Sequence[Row], lines: list[int]) -> list[int]:
    """The lines of those rows that were kept: of all, maybe made anew, or of some."""
    if len(kept) == len(rows):
        return lines
    chosen = set(map(id, kept))
    return [line for row, line in zip(rows, lines, strict=True) if id(row) in chosen]


@dataclass(frozen=True, slots=True)
class RowsReader:
    """One kind of lines; never surer than WEAK, so that every file format comes first.

    Any text with such rows holds a ``trace``, which one search tells.
    """

    name: str
    grammar: Callable[[], Grammar]
    trace: re.Pattern[bytes]

    def sniff(self, head: Head) -> Sniff:
        """Ours if the rows at the beginning are those of a training; looks no further than it must."""
        trace = self.trace.search(head.data)
        if trace is None or is_json_lines(head.data) or (head.whole and is_document(head.data)):
            return NOT_MINE
        parser, at = self.parser(NOT_MINE), 0
        while at < len(head.data) and not parser.found:
            end = head.data.find(b"\n", at + SNIFFED_BYTES) + 1 or len(head.data)
            parser.feed(head.data[at:end])
            at = end
        if not parser.found and not parser.begins():
            return NOT_MINE
        return Sniff(Certainty.WEAK, trace[0].strip()[:120].decode("utf-8", "replace"))

    def parser(self, sniff: Sniff) -> RowsParser:
        """Make a fresh parser."""
        return RowsParser(self.name, self.grammar())
