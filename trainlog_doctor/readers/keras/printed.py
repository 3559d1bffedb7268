"""Lines on epochs that a program printed itself among the output of Keras: they are counted, so that it can be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.model import Notice
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from trainlog_doctor.readers.keras.draft import RunDraft

FEWEST = 3
LINE = regex(
    rb"(?i)^[\s#>*|\[(]{0,12}epoch[ \t]{0,2}[:\[(]?[ \t]{0,2}\d{1,9}[ \t]{0,2}/[ \t]{0,2}(\d{1,9})(?!\d)"
    rb"[^\r\n]{1,80}?loss[ \t]{0,2}[:=][ \t]{0,2}\d"
)
"""An epoch with its total and a loss, as no version of Keras prints it."""


class PrintedEpochs:
    """Counts such lines of which the total is not that of the run in which they stand."""

    def __init__(self) -> None:
        self._first = self._count = 0

    def read(self, raw: bytes, line: int, run: RunDraft | None) -> None:
        """Take a line that is not Keras' own."""
        found = LINE.match(raw)
        if found is not None and (run is None or run.planned != int(found[1])):
            self._first = self._first or line
            self._count += 1

    def notices(self) -> list[Notice]:
        """That they are not read; nothing where there are hardly any."""
        if self._count < FEWEST:
            return []
        return [Notice("keras.printed_epochs", self._first, {"count": self._count, "line": self._first})]
