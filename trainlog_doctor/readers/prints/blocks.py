"""Lines that belong to the epoch named above them, since nothing stands between: one metric each, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.prints.bars import BAR
from trainlog_doctor.readers.prints.grammar import RECORD, TALLY, Printed, read_line
from trainlog_doctor.readers.prints.names import phase_headed
from trainlog_doctor.readers.prints.pairs import Pairs, read_pairs
from trainlog_doctor.readers.prints.text import text_of

if TYPE_CHECKING:
    from trainlog_doctor.readers.keras.lines import Line


LONGEST_NAME = 3
"""Words of a name; more are a sentence."""

PHASES = ("val_", "test_")


class Block:
    """Reads line after line: what a bare ``accuracy: 0.75`` speaks of is told by the lines just above it."""

    def __init__(self) -> None:
        self._end = -1
        self._phase: str | None = None
        self._stepwise = False
        self._told: set[str] = set()
        self._named = False

    @property
    def next(self) -> int:
        """The line (1-based) that would belong to the epoch; 0 before the first one."""
        return self._end + 1

    def read(self, line: Line) -> Printed | None:
        """Take the next line; None if it tells nothing of an epoch."""
        text, listed = text_of(line.text), line.number == self.next
        printed = read_line(text, named=self._named) or (self._listed(text) if listed else None)
        if printed is not None and (printed.epoch is not None or listed):
            self._end, self._stepwise, self._phase = line.number, printed.stepwise, phase_of(printed)
        elif printed is None and self._end > 0 and (phase := phase_headed(text)) is not None:
            self._end, self._stepwise, self._phase = line.number, False, phase
        if printed is not None and printed.epoch is not None:
            self._told, self._named = set(printed.metrics), self._named or TALLY.match(text) is None
        return printed

    def _listed(self, text: str) -> Printed | None:
        """Read a line that holds nothing but names with values, tied by marks, and none that the epoch's line told."""
        pairs = read_pairs(text, self._phase)
        if not pairs.metrics or not pairs.sure or not self._told.isdisjoint(pairs.metrics) or not is_bare(pairs):
            return None
        if BAR.search(text) or RECORD.search(text):
            return None
        return Printed(None, None, pairs.metrics, self._stepwise, sure=True, listed=True)


def phase_of(printed: Printed) -> str | None:
    """Which part of the data all metrics of a line were measured on, as a column's prefix; None if not on one."""
    names = printed.metrics
    return next((phase for phase in PHASES if names and all(name.startswith(phase) for name in names)), None)


def is_bare(pairs: Pairs) -> bool:
    """Whether there are no other words, no long names, and no other numbers behind the first value."""
    if any(name.count(" ") >= LONGEST_NAME for name in pairs.metrics) or any(map(str.isalpha, pairs.left)):
        return False
    return not any(map(str.isdigit, pairs.left[len(pairs.before) :]))
