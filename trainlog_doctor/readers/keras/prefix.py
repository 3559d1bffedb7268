"""What a logger or a container puts before every line: learnt from the headers, taken off what else is printed."""

from __future__ import annotations

import re
from functools import lru_cache

from trainlog_doctor.readers.keras.calls import CALL
from trainlog_doctor.readers.keras.grammar import COUNTED, HEADER, UNCOUNTED
from trainlog_doctor.regex import regex

LONGEST = 240
"""Bytes of a time, a level, the names of a host, a process and a module together, and of the header."""

SET_OFF = regex(rb"[^\w.,]$")
"""How it ends."""

LINES = (COUNTED, UNCOUNTED, CALL)
"""What may stand before a header whose line break was lost."""


def prefix_of(line: bytes) -> bytes | None:
    """What stands before the header of a line, whatever its numbers and widths: they are a time, a process."""
    found = HEADER.search(line, 0, LONGEST)
    before = line[: found.start()] if found else b""
    told = before.strip() and SET_OFF.search(before) and not any(other.search(before) for other in LINES)
    return re.sub(rb"[ \t]+", b" ", re.sub(rb"\d+", b"0", before)) if told else None


@lru_cache(maxsize=64)
def like(prefix: bytes) -> re.Pattern[bytes]:
    """What a prefix looks like before other lines; most logs with a name of its own in each never ask."""
    return re.compile(re.escape(prefix).replace(b"0", rb"\d{1,120}").replace(rb"\ ", rb"[ \t]{1,120}"))
