"""First stage: bytes as they come are cut into the lines that a person would see at the end."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from trainlog_doctor.readers.keras.rewrites import (
    BLANKS,
    CARRY_BYTES,
    OPENING_BYTES,
    UPDATE,
    hides_something,
    is_update,
    rewritten,
    shorten,
    shortened,
    visible,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class Line(NamedTuple):
    """One visible line: its number in the source (1-based) and its bytes."""

    number: int
    text: bytes


class LineCutter:
    """Cuts chunks of any size into visible lines; memory is bounded by the chunk and ``CARRY_BYTES``."""

    def __init__(self) -> None:
        self.number = 0  # of lines that have ended so far
        self._pieces: list[bytes] = []
        self._size = 0
        self._update: Line | None = None

    def feed(self, chunk: bytes) -> Iterator[Line]:
        """Take the next bytes and yield the lines that they complete, updates that are replaced at once left out."""
        end, last = chunk.find(b"\n"), chunk.rfind(b"\n")
        if end < 0:
            self._carry(shortened(chunk, 0, len(chunk)))
            return
        self._carry(shortened(chunk, 0, end))
        first = b"".join(self._pieces)
        self._pieces, self._size = [], 0
        self._carry(shortened(chunk, last + 1, len(chunk)))
        yield from self._next(*visible(first))
        if rewritten(chunk):
            yield from self._rewritten(chunk, end + 1, last)
        elif end < last:
            yield from self._plain(chunk[end + 1 : last])

    @property
    def at_start(self) -> bool:
        """Whether nothing is held back: the next byte begins a line."""
        return not self._pieces and self._update is None

    def skip(self, count: int) -> None:
        """Count lines that somebody else has read."""
        self.number += count

    def rest(self) -> Iterator[Line]:
        """The lines that are still held back: the last update and the line without an end. Changes nothing."""
        if self._update is not None:
            yield self._update
        for text in visible(b"".join(self._pieces)):
            if text:
                yield Line(self.number + 1, text)

    def _rewritten(self, chunk: bytes, at: int, last: int) -> Iterator[Line]:
        """The lines from a position to the last line end; only the ends of long ones are ever copied."""
        while at <= last:
            end = chunk.find(b"\n", at)
            yield from self._next(*visible(shortened(chunk, at, end)))
            at = end + 1

    def _plain(self, text: bytes) -> Iterator[Line]:
        """The same as ``_next`` for lines without rewrites, sooner: the loop sees only lines that are no updates."""
        lines = text.split(b"\n")
        unfinished = list(map(bytes.__contains__, lines, repeat(UPDATE)))
        shown = [at for at, update in enumerate(unfinished) if not update]
        if hides_something(text, [lines[at] for at in shown]):
            shown = [at for at, line in enumerate(lines) if not is_update(line)]
        before = -1
        for at in shown:
            if at - before > 1:
                yield Line(self.number + at, lines[at - 1].rstrip(BLANKS))
            elif self._update is not None:
                yield self._update
            self._update, before = None, at
            if text := lines[at].rstrip(BLANKS):
                yield Line(self.number + at + 1, text[-CARRY_BYTES:])
        self.number += len(lines)
        if before < len(lines) - 1:
            self._update = Line(self.number, lines[-1].rstrip(BLANKS))

    def _next(self, opening: bytes, text: bytes) -> Iterator[Line]:
        self.number += 1
        update = is_update(text)
        if self._update is not None:
            if not update or opening:
                yield self._update
            self._update = None
        if opening:
            yield Line(self.number, opening)
        if update:
            self._update = Line(self.number, text)
        elif text:
            yield Line(self.number, text)

    def _carry(self, piece: bytes) -> None:
        if not piece:
            return
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size > 2 * CARRY_BYTES + OPENING_BYTES:
            self._pieces = [shorten(b"".join(self._pieces))]
            self._size = len(self._pieces[0])
