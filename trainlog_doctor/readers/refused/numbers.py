"""Numbers without names, as ``numpy.savetxt`` and bare lists hold them: nothing says what they measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.refused.reader import Reason
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from trainlog_doctor.readers.base import Head

_NUMBER = rb"[-+]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][-+]?\d{1,4})?|[Nn]a[Nn]|[-+]?[Ii]nf(?:inity)?"
_ROW = regex(rb"[\s\[\],;]*(?:(?:" + _NUMBER + rb")(?:[\s\[\],;]++|$))++")
_LOOKED_AT = 12
_LONGEST_ROW = 20_000


def bare_numbers(head: Head) -> Reason | None:
    """Recognise nothing but numbers, brackets and separators in the first lines."""
    lines = [line for line in head.data[:_LONGEST_ROW].splitlines() if line.strip(b"[] \t,")][:_LOOKED_AT]
    lines = lines if head.whole and len(head.data) <= _LONGEST_ROW else lines[:-1]
    if not lines or not all(_ROW.fullmatch(line) for line in lines):
        return None
    return Reason("bare_numbers", lines[0].decode("ascii").strip()[:60])
