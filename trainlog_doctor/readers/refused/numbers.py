"""Numbers without names, as ``numpy.savetxt`` and bare lists hold them: nothing says what they measure."""

from __future__ import annotations

from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.refused.parser import RefusingParser
from trainlog_doctor.record import dataclass
from trainlog_doctor.regex import regex

_NUMBER = rb"[-+]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][-+]?\d{1,4})?|[Nn]a[Nn]|[-+]?[Ii]nf(?:inity)?"
_ROW = regex(rb"[\s\[\],;]*(?:(?:" + _NUMBER + rb")(?:[\s\[\],;]++|$))++")
_LOOKED_AT = 12
_LONGEST_ROW = 20_000


@dataclass(frozen=True, slots=True)
class BareNumbersReader:
    """Recognises rows or lists of numbers below no header."""

    name: str = "bare-numbers"

    def sniff(self, head: Head) -> Sniff:
        """Ours, if nobody else's: nothing but numbers, brackets and separators in the first lines."""
        lines = [line for line in head.data[:_LONGEST_ROW].splitlines() if line.strip(b"[] \t,")][:_LOOKED_AT]
        lines = lines if head.whole and len(head.data) <= _LONGEST_ROW else lines[:-1]
        if not lines or not all(_ROW.fullmatch(line) for line in lines):
            return NOT_MINE
        seen = lines[0].decode("ascii").strip()[:60]
        return Sniff(Certainty.WEAK, seen, {"seen": seen})

    def parser(self, sniff: Sniff) -> RefusingParser:
        """Make a parser that refuses."""
        return RefusingParser("bare_numbers", dict(sniff.learnt))
