"""What was written last: a progress bar rewrites its line with carriage returns and backspaces, or with further lines.

That is found by searching from the right, so that a gigabyte of updates costs little more than finding its line ends.
"""

from __future__ import annotations

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

FULL_BAR = b"=] -"
STOPPED = b": Invalid loss,"
"""Part of what ``TerminateOnNaN`` prints behind an update."""

REWRITES = b"\r\x08"


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
    opening, _ = visible(line)
    kept = line[last_rewrite(line.rstrip(REWRITES + BLANKS)) :][-CARRY_BYTES:]
    return opening + b"\r" + kept if opening else kept


def rewritten(chunk: bytes) -> bool:
    """Whether anything in a chunk is written over."""
    return b"\r" in chunk or b"\x08" in chunk


def is_update(line: bytes) -> bool:
    """Whether a line is a progress update that a following one replaces, with nothing behind it that none may."""
    return UPDATE in line and not lasting(line)


def lasting(text: bytes) -> int:
    """How many headers, bars that are full and no updates, and ends of a training a text has: none replaces these."""
    finished = text.count(FULL_BAR) - text.count(FULL_BAR + UPDATE)
    return text.count(GLUED_HEADER) + finished + text.count(STOPPED)


def hides_something(text: bytes, shown: list[bytes]) -> bool:
    """Whether a text has something lasting that the lines shown of it lack: glued behind an update."""
    return lasting(text) != sum(map(lasting, shown))
