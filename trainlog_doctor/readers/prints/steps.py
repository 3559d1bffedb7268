"""Lines that count steps instead of epochs: ``step 500: train loss 2.04, val loss 2.05``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.prints.bars import BAR, VALIDATED
from trainlog_doctor.readers.prints.grammar import EPOCH, MOST_LETTERS_BESIDE_METRICS, RECORD, read_phase
from trainlog_doctor.readers.prints.pairs import leading_phase, read_pairs
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from trainlog_doctor.readers.prints.rows import Row

FEWEST_ROWS = 3
STEP = "step"
COUNTER = regex(
    r"(?i)(?<![a-z/])(?:global[_ ]?)?(?:step|iter(?:ation)?)\s{0,2}[:=#\[(]{0,2}\s{0,2}(\d{1,9})"
    r"(?:\s?(?:/|of)\s?\d{1,9})?(?!\.?\d)[\])]?|第\s?(\d{1,9})\s?次训练"
)
TRACE = regex("(?i)(?:step|iter(?:ation)?) {0,2}[:=#\\[(]{0,2} {0,2}\\d|次训练".encode())


class Steps:
    """Makes a row of every line with a step, and of those on parts of the data behind it.

    A line that names an epoch belongs to the epochs. A step that is not after the one before begins another training.
    """

    def __init__(self) -> None:
        self.part = 0
        self._open: dict[str, float] = {}
        self._given = True

    def read(self, text: str) -> Row | None:
        """Take the next line."""
        marker = COUNTER.search(text)
        if EPOCH.search(text) or BAR.search(text) or (marker and RECORD.search(text)):
            return None
        if marker is None:
            self._open.update(read_phase(text) if self._open else {})
        else:
            self._begin(marker, text)
        if self._given or len(self._open) < 2:
            return None
        self._given = True
        return self._open

    def _begin(self, marker: re.Match[str], text: str) -> None:
        after = text[marker.end() :]
        pairs = read_pairs(f"{text[: marker.start()]}\t{after}", leading_phase(after) or leading_phase(text))
        if sum(map(str.isalpha, pairs.left)) > MOST_LETTERS_BESIDE_METRICS:
            return
        step = float(marker[1] or marker[2])
        self.part += bool(self._open) and step <= self._open[STEP]
        self._open, self._given = {STEP: step, **pairs.metrics}, False

    def training(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows if they are evaluations, all of the same metrics, or passes counted one by one, and no batches."""
        if len(rows) < FEWEST_ROWS or any(row.keys() != rows[0].keys() for row in rows):
            return []
        counted = [row[STEP] for row in rows]
        passes = counted == [first + at for first in counted[:1] if first in (0, 1) for at in range(len(rows))]
        return rows if passes or any(name.startswith(VALIDATED) for name in rows[0]) else []
