"""First stage: bytes as they come are cut into the lines that a person would see at the end.

A progress bar rewrites its line with carriage returns and backspaces: only what was written last is kept. That is found
by searching from the right, so that a gigabyte of updates costs little more than finding its line ends.
"""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

CARRY_BYTES = 65_536
"""Longest part of one line that is kept, whatever its length."""

OPENING_BYTES = 1_024
"""Longest text before the first rewrite of a line that may still be a line of its own."""

ENDING_BYTES = 4_096
"""The end of a line in which its last rewrite is looked for first."""

BLANKS = b" \t"
UPDATE = b" ETA:"
"""What only an unfinished update holds."""

GLUED_HEADER = b"poch"
"""Part of ``Epoch 3/50`` or ``epoch: 3``, which may stand behind an update whose line break was lost."""

REWRITES = b"\r\x08"


class Line(NamedTuple):
    """One visible line: its number in the source (1-based) and its bytes."""

    number: int
    text: bytes


def last_rewrite(line: bytes) -> int:
    """Position behind the last carriage return or backspace, 0 if there is none."""
    return max(line.rfind(b"\r"), line.rfind(b"\x08")) + 1


def first_rewrite(line: bytes) -> int:
    """Position of the first carriage return or backspace among the opening bytes, -1 if there is none."""
    found = [at for at in (line.find(mark, 0, OPENING_BYTES) for mark in (b"\r", b"\x08")) if at >= 0]
    return min(found, default=-1)


def visible(line: bytes) -> tuple[bytes, bytes]:
    """Split a physical line into an epoch header that opens it (else empty) and what was written over it last."""
    line = line.rstrip(REWRITES + BLANKS)
    cut = last_rewrite(line)
    if not cut:
        return b"", line[-CARRY_BYTES:]
    opening = line[: max(first_rewrite(line), 0)]
    return (opening if GLUED_HEADER in opening else b""), line[cut:][-CARRY_BYTES:]


def visible_between(chunk: bytes, at: int, end: int) -> tuple[bytes, bytes]:
    """The same as ``visible`` of a part of a chunk: what was written last mostly stands within its last bytes."""
    if end - at > OPENING_BYTES + ENDING_BYTES:
        ending = chunk[end - ENDING_BYTES : end].rstrip(REWRITES + BLANKS)
        if cut := last_rewrite(ending):
            opening = visible(chunk[at : at + OPENING_BYTES] + b"\r.")[0]
            return opening, ending[cut:]
    return visible(chunk[at:end])


def shortened(chunk: bytes, at: int, end: int) -> bytes:
    """A part of a line without what later updates in it have replaced, as far as its last bytes show that."""
    if end - at > OPENING_BYTES + ENDING_BYTES:
        ending = chunk[end - ENDING_BYTES : end]
        if cut := last_rewrite(ending.rstrip(REWRITES + BLANKS)):
            opening = chunk[at : at + OPENING_BYTES]
            first = first_rewrite(opening)
            return (opening[:first] if first >= 0 else opening) + b"\r" + ending[cut:]
    return chunk[at:end]


def shorten(line: bytes) -> bytes:
    """Drop what later updates have replaced from a line whose end has not come yet."""
    body = line.rstrip(REWRITES + BLANKS)
    cut = last_rewrite(body)
    opening = line[: max(first_rewrite(line), 0)] if cut else b""
    kept = line[cut:][-CARRY_BYTES:]
    return opening + b"\r" + kept if GLUED_HEADER in opening else kept


def rewritten(chunk: bytes) -> bool:
    """Whether anything in a chunk is written over."""
    return b"\r" in chunk or b"\x08" in chunk


def is_update(line: bytes) -> bool:
    """Whether a line is a progress update that a following one replaces;"""
    return UPDATE in line and GLUED_HEADER not in line


class LineCutter:
    """Cuts chunks of any size into visible lines; memory is bounded by the chunk and ``CARRY_BYTES``.

    Parameters
    ----------
    newline
        What ends a line: a line feed, or a carriage return for the rare text that has no line feed.
    """

    def __init__(self, newline: bytes = b"\n") -> None:
        self._newline = newline
        self._number = 0
        self._pieces: list[bytes] = []
        self._size = 0
        self._update: Line | None = None

    def feed(self, chunk: bytes) -> Iterator[Line]:
        """Take the next bytes and yield the lines that they complete, updates that are replaced at once left out."""
        end, last = chunk.find(self._newline), chunk.rfind(self._newline)
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
            yield from self._plain(chunk[end + 1 : last].split(self._newline), chunk.count(GLUED_HEADER))

    @property
    def number(self) -> int:
        """How many lines have ended so far."""
        return self._number

    @property
    def at_start(self) -> bool:
        """Whether nothing is held back: the next byte begins a line."""
        return not self._pieces and self._update is None

    def skip(self, count: int) -> None:
        """Count lines that somebody else has read."""
        self._number += count

    def rest(self) -> Iterator[Line]:
        """The lines that are still held back: the last update and the line without an end. Changes nothing."""
        if self._update is not None:
            yield self._update
        for text in visible(b"".join(self._pieces)):
            if text:
                yield Line(self._number + 1, text)

    def _rewritten(self, chunk: bytes, at: int, last: int) -> Iterator[Line]:
        """The lines from a position to the last line end; only the ends of long ones are ever copied."""
        while at <= last:
            end = chunk.find(self._newline, at)
            yield from self._next(*visible_between(chunk, at, end))
            at = end + 1

    def _plain(self, lines: list[bytes], headers: int) -> Iterator[Line]:
        """The same as ``_next`` for lines without rewrites, sooner: the loop sees only lines that are no updates.

        ``headers`` is how often a header stands in them, or more: those not found elsewhere are glued to updates.
        """
        unfinished = list(map(bytes.__contains__, lines, repeat(UPDATE)))
        shown = [at for at, update in enumerate(unfinished) if not update]
        if sum(lines[at].count(GLUED_HEADER) for at in shown) != headers:
            shown = [at for at, line in enumerate(lines) if not is_update(line)]
        before = -1
        for at in shown:
            if at - before > 1:
                yield Line(self._number + at, lines[at - 1].rstrip(BLANKS))
            elif self._update is not None:
                yield self._update
            self._update, before = None, at
            if text := lines[at].rstrip(BLANKS):
                yield Line(self._number + at + 1, text[-CARRY_BYTES:])
        self._number += len(lines)
        if before < len(lines) - 1:
            self._update = Line(self._number, lines[-1].rstrip(BLANKS))

    def _next(self, opening: bytes, text: bytes) -> Iterator[Line]:
        self._number += 1
        update = is_update(text)
        if self._update is not None:
            if not update or opening:
                yield self._update
            self._update = None
        if opening:
            yield Line(self._number, opening)
        if update:
            self._update = Line(self._number, text)
        elif text:
            yield Line(self._number, text)

    def _carry(self, piece: bytes) -> None:
        if not piece:
            return
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size > 2 * CARRY_BYTES + OPENING_BYTES:
            self._pieces = [shorten(b"".join(self._pieces))]
            self._size = len(self._pieces[0])
