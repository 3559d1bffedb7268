"""Bars that programs draw, and the metrics beside one that has reached its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.keras.lines import LineCutter
from trainlog_doctor.readers.keras.rewrites import CARRY_BYTES
from trainlog_doctor.readers.prints.names import VALIDATED
from trainlog_doctor.readers.prints.pairs import read_pairs
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from trainlog_doctor.readers.keras.lines import Line

BAR = regex(r"%(?:\|| {1,2}\|[=#█]{2})|%\[(?:[*=]|-?>)|\bit/s|\bs/it|(?<!\d)(\d{1,9})/(?!\1 )\d+ \[[=>.]{3}|━")
"""The numbers of a bar are those of a batch, unless it is full and names their part of the data."""

_SIGNS = ("%|", " |=", " |#", " |█", "%[", "it/s", "s/it", " [=", " [>", " [.", "━")
"""One of them stands in each."""

FULL_BAR = regex(r"(?<!\d)100%(?:\|| {1,2}\|[=#█]{2})|━{10}(?:(?!.*it/s)| (\d{1,9})/\1 )")
OVERWRITTEN = regex(rb"(?:100%\||\| \d{1,7}/\d{1,7} \[[^\]\r\n]{0,60}epoch)[^\r\n]{0,1000}\r")
"""A full bar that the next one is drawn over, which then shows the values of the epoch before until it is full.

Or any state of a bar whose pace is told in epochs: each is an epoch further on.
"""


def bar_of(text: str) -> re.Match[str] | None:
    """Where a bar stands in a line."""
    return BAR.search(text) if any(sign in text for sign in _SIGNS) else None


def read_full_bar(text: str, phase: str | None) -> dict[str, float]:
    """Read the metrics beside a bar that has reached its end, if it says on which part of the data, or some do."""
    metrics = read_pairs(text, phase).metrics if FULL_BAR.search(text) else {}
    return metrics if phase is not None or any(name.startswith(VALIDATED) for name in metrics) else {}


class BarCutter(LineCutter):
    """Cuts chunks into visible lines and the full bars that were drawn over; these have the number of their line."""

    def __init__(self) -> None:
        super().__init__()
        self._held = b""

    def feed(self, chunk: bytes) -> Iterator[Line]:
        """Take the next bytes; what has no end yet, be it of a line or of a bar, is held back."""
        chunk = self._held + chunk
        end = max(chunk.rfind(b"\r") + 1, chunk.rfind(b"\n") + 1, len(chunk) - CARRY_BYTES)
        chunk, self._held = chunk[:end], chunk[end:]
        at = 0
        for bar in OVERWRITTEN.finditer(chunk):
            yield from super().feed(chunk[at : bar.end() - 1] + b"\n")
            self.skip(-1)
            at = bar.end()
        yield from super().feed(chunk[at:])

    def rest(self) -> Iterator[Line]:
        """The lines that are still held back."""
        held, self._held = self._held, b""
        yield from super().feed(held)
        yield from super().rest()
