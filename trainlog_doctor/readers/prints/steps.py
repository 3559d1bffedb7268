"""Lines that count steps instead of epochs: ``step 500: train loss 2.04, val loss 2.05``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.prints.bars import BAR
from trainlog_doctor.readers.prints.counts import EPOCH
from trainlog_doctor.readers.prints.grammar import MOST_LETTERS_BESIDE_METRICS, RECORD, pairs_of_phase
from trainlog_doctor.readers.prints.names import VALIDATED
from trainlog_doctor.readers.prints.pairs import leading_phase, prose, read_pairs
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from trainlog_doctor.readers.prints.rows import Row

FEWEST_ROWS = 3
STEP = "step"
COUNTER = regex(
    r"(?i)(?<![a-z/])(?:global[_ ]?)?(?:step|iter(?:ation)?)(?:\(train\))?\s{0,2}[:=#\[(]{0,2}\s{0,6}(\d{1,9})"
    r"(?:\s?(?:/|of)\s?\d{1,9})?(?!\.?\d)[\])]?|第\s?(\d{1,9})\s?次训练"
)
BARE = regex(r"\s{0,12}(?:\[(\d{1,9})\]|(\d{1,9}):)(?=\s)")
"""A count at the beginning of a line: ``[500] loss=0.4``, ``5:  loss: 0.4``."""

TRACE = regex(
    "(?i)(?:step|iter(?:ation)?)(?:\\(train\\))? {0,2}[:=#\\[(]{0,2} {0,6}\\d|次训练"
    "|(?m:^|\\]) {0,12}(?:\\[\\d{1,9}\\]|\\d{1,9}:)\\s".encode()
)


class Steps:
    """Makes a row of every step that lines tell of, and of what those on parts of the data behind them measured.

    A line that names an epoch belongs to the epochs. A step before the latest begins another training.
    """

    def __init__(self) -> None:
        self.part = 0
        self._latest = 0.0
        self._open: dict[str, float] = {}
        self._given = True
        self._worded = False

    def read(self, text: str) -> Row | None:
        """Take the next line."""
        marker = COUNTER.search(text) or BARE.match(text)
        if EPOCH.search(text) or BAR.search(text) or (marker and RECORD.search(text)):
            return None
        if marker is not None:
            self._count(marker, text)
        elif self._open and (told := pairs_of_phase(text)):
            self._open.update(told.metrics)
        if self._given or len(self._open) < 2:
            return None
        self._given = True
        self.part += self._open[STEP] < self._latest
        self._latest = self._open[STEP]
        return self._open

    def _count(self, marker: re.Match[str], text: str) -> None:
        after = text[marker.end() :]
        pairs = read_pairs(f"{text[: marker.start()]}\t{after}", leading_phase(after) or leading_phase(text))
        if prose(pairs.left) > MOST_LETTERS_BESIDE_METRICS:
            return
        self._worded = self._worded or (bool(pairs.metrics) and marker[0].lstrip()[0].isalpha())
        step = float(next(filter(None, marker.groups())))
        if step != self._open.get(STEP):
            self._open, self._given = {STEP: step}, False
        self._open |= {name: value for name, value in pairs.metrics.items() if name not in self._open}

    def training(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows with evaluations, or else all if they are passes counted one by one, of the same metrics.

        A rate alone is none: the steps of much else have an error rate. A count that no word explains may number
        anything, unless the same was measured in training beside it.
        """
        evaluated = [row for row in rows if (is_evaluated(row) if self._worded else is_compared(row))]
        if len(evaluated) >= FEWEST_ROWS:
            return evaluated
        if not self._worded or len(rows) < FEWEST_ROWS or any(row.keys() != rows[0].keys() for row in rows):
            return []
        counted = [row[STEP] for row in rows]
        passes = counted == [first + at for first in counted[:1] if first in (0, 1) for at in range(len(rows))]
        return rows if passes and not all(name == STEP or name.endswith("rate") for name in rows[0]) else []


def is_evaluated(row: Row) -> bool:
    """Whether anything was measured on data that was not trained on."""
    return any(name.startswith(VALIDATED) for name in row)


def is_compared(row: Row) -> bool:
    """Whether something was measured both there and in training."""
    return any(f"{prefix}{name}" in row for name in row for prefix in VALIDATED)
