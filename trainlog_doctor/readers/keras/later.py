"""Keras console output behind much that is none: downloads, installations, what a program printed while it prepared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.base import HEAD_BYTES, NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.keras.reader import NAME, KerasParser
from trainlog_doctor.readers.openings import maybe_notebook
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from trainlog_doctor.model import Run

OPENING = regex(
    rb"[Ee]poch \d{1,9}/\d{1,9}(?=\s[\s\S]{9})(?![ \t]{1,4}(?:-[ \t]{1,4})?[A-Za-z|:,(])"
    rb"|[Ll]ayer \(type\)|[mu\d]s/step - "
)
"""Where what `fit` prints may begin, headers or not, or the summary of the model that it trains.

A header that goes on with words is another program's: ``Epoch 3/9 - train loss: 0.4``.
"""

WORDS = (b"poch ", b"ayer (type)", b"s/step - ")
"""One of them is part of every opening; they are found ten times as fast."""

LONGEST_OPENING = 48
"""Bytes of which the first part of an opening, and of what follows it, may be the end of a chunk."""

CONTEXT_BYTES = HEAD_BYTES
"""How much above an opening is read: settings, results of an earlier part, the beginning of the opening's line."""


class LaterParser:
    """Waits for an opening; of what stands far above it only the lines are counted."""

    def __init__(self) -> None:
        self._parser = KerasParser()
        self._held = b""
        self._opened = False

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes; never raises."""
        if self._opened:
            self._parser.feed(chunk)
            return
        seen = max(0, len(self._held) - LONGEST_OPENING)
        self._held += chunk
        hinted = any(self._held.find(word, seen) >= 0 for word in WORDS)
        opening = OPENING.search(self._held, seen) if hinted else None
        if opening is None:
            self._drop(len(self._held) - CONTEXT_BYTES - LONGEST_OPENING)
        else:
            self._open(opening.start())

    def runs(self) -> list[Run]:
        """Every run so far. Changes nothing."""
        return self._parser.runs()

    def close(self) -> list[Run]:
        """End of input: every run, or the error of `KerasParser.close`."""
        return self._parser.close()

    def _open(self, at: int) -> None:
        """Read from the first line on that begins among the bytes above an opening."""
        begin = max(0, at - CONTEXT_BYTES)
        self._drop(self._held.find(b"\n", begin, at) + 1 or begin)
        self._parser.feed(self._held)
        self._held, self._opened = b"", True

    def _drop(self, size: int) -> None:
        if size > 0:
            self._parser.skip(self._held.count(b"\n", 0, size))
            self._held = self._held[size:]


class LaterReader:
    """``keras-stdout`` in a source of which nobody is sure, and which is longer than its head."""

    name = NAME

    def sniff(self, head: Head) -> Sniff:
        """Ours at best: the output may stand further on."""
        if head.whole or len(head.data) < HEAD_BYTES or maybe_notebook(head.data):
            return NOT_MINE
        return Sniff(Certainty.WEAK)

    def parser(self, sniff: Sniff) -> LaterParser:
        """Make a fresh parser."""
        return LaterParser()


LATER = LaterReader()
