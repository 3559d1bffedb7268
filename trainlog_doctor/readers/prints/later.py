"""Prints behind much that is none: a source is looked at again every 64 KB, as if it began there."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from trainlog_doctor.readers.base import HEAD_BYTES, NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.openings import maybe_notebook
from trainlog_doctor.readers.prints import PRINT_READERS, PRINTS
from trainlog_doctor.readers.prints.epochs import EpochsParser
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.prints.reader import LinesParser

WORDS = (b"epoch", b"step", b"iter", b"round", b"\n[", b" #")
COUNTED = regex(rb"(?:epoch|step|iter(?:ation)?|round)s?\W{0,8}\d|\n\W{0,9}(?:epoch|step|iter|e {1,9}#)\b|\n\[\d")
"""What a text in small letters holds that may tell of a training, and a part of it, which is found sooner."""

LONGEST_HINT = 32

WINDOW_BYTES = 2 * HEAD_BYTES
"""How much is looked at at once; the second half is looked at again, as the first half of the next."""

MOST_LOOKS = 8
"""How often the readers are asked; a text in which so many parts only seemed to tell of one is something else."""


class LaterParser:
    """Waits for a part of the source that one of the readers takes; of what stands above only the lines are counted."""

    def __init__(self) -> None:
        self._held = b""
        self._lines = self._looks = 0
        self._parser: LinesParser | None = None

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes; never raises."""
        if self._parser is not None:
            self._parser.feed(chunk)
            return
        self._held += chunk
        while len(self._held) >= WINDOW_BYTES:
            self._look(HEAD_BYTES + LONGEST_HINT)

    def runs(self) -> Sequence[Run]:
        """Every run so far, of a reader that can tell; while none is chosen, of the one that would be."""
        now = copy(self)
        if self._parser is None:
            now._look(WINDOW_BYTES)
        return now._parser.runs() if isinstance(now._parser, EpochsParser) else ()

    def close(self) -> Sequence[Run]:
        """End of input: every run of the reader that took a part, none if none did."""
        if self._parser is None:
            self._look(WINDOW_BYTES)
        return [] if self._parser is None else self._parser.close()

    def _look(self, hinting: int) -> None:
        """Give all that is held to the reader that takes its beginning, or drop the half of that.

        They are asked where so many first bytes tell of a training: in the second half it has too little behind it.
        """
        if self._looks == MOST_LOOKS:
            self._held = b""
            return
        small = self._held[:hinting].lower()
        if any(word in small for word in WORDS) and COUNTED.search(small):
            self._looks += 1
            self._parser = _parser_of(Head(self._held[:WINDOW_BYTES], whole=False))
        if self._parser is None:
            self._lines += self._held.count(b"\n", 0, HEAD_BYTES)
            self._held = self._held[HEAD_BYTES:]
        else:
            self._parser.skip(self._lines)
            self._parser.feed(self._held)
            self._held = b""


def _parser_of(head: Head) -> LinesParser | None:
    claims = ((reader, reader.sniff(head)) for reader in PRINT_READERS)
    return next((reader.parser(sniff) for reader, sniff in claims if sniff.certainty is not Certainty.NO), None)


class LaterReader:
    """The readers of prints in a source that is longer than its head, where none of them takes that."""

    name = PRINTS.name

    def sniff(self, head: Head) -> Sniff:
        """Ours at best: prints may stand further on."""
        known = head.whole or len(head.data) < HEAD_BYTES or maybe_notebook(head.data) or _parser_of(head) is not None
        return NOT_MINE if known else Sniff(Certainty.WEAK)

    def parser(self, sniff: Sniff) -> LaterParser:
        """Make a fresh parser."""
        return LaterParser()


LATER = LaterReader()
