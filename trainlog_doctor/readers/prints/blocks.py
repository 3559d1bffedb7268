"""Lines that belong to the epoch named above them, since nothing stands between: one metric each, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.prints.bars import BAR
from trainlog_doctor.readers.prints.grammar import RECORD, STEP, TALLY, Printed, read_line
from trainlog_doctor.readers.prints.names import VALIDATED, phase_headed
from trainlog_doctor.readers.prints.pairs import PAIR, in_full, read_pairs
from trainlog_doctor.readers.prints.text import text_of
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from trainlog_doctor.readers.keras.lines import Line


LONGEST_NAME = 3
"""Words of a name; more are a sentence."""

CHANGE = regex(r"\([^()\w]{0,4}[-+]?[\d.]{1,12}(?:e-?\d{1,3})?\)")
"""How much a value has changed, behind it: ``(-0.02)``."""


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
        elif listed and printed is None and (is_bare(text) or not any(map(str.isalnum, text))):
            self._end = line.number
        if printed is not None and printed.epoch is not None:
            self._told, self._named = set(printed.metrics), self._named or TALLY.match(text) is None
        return printed

    def _listed(self, text: str) -> Printed | None:
        """Read a line of names with values tied by marks: one of the epoch's steps, or else with nothing besides."""
        pairs = read_pairs(text, self._phase)
        if not pairs.metrics or not pairs.sure or BAR.search(text) or RECORD.search(text):
            return None
        if not pairs.phased and STEP.match(text.lstrip()):
            return Printed(None, None, pairs.metrics, stepwise=True, sure=True)
        if not self._told.isdisjoint(pairs.metrics) or not is_bare(text):
            return None
        return Printed(None, None, pairs.metrics, self._stepwise, sure=True, listed=True)


def phase_of(printed: Printed) -> str | None:
    """Which part of the data all metrics of a line were measured on, as a column's prefix; None if not on one."""
    names = printed.metrics
    return next((phase for phase in VALIDATED if names and all(name.startswith(phase) for name in names)), None)


def is_bare(text: str) -> bool:
    """Whether a line holds names with values, and no other words, no long names, no numbers behind the values."""
    text = CHANGE.sub("", in_full(text))
    names = [pair["name"] for pair in PAIR.finditer(text)]
    if not names or any(name.count(" ") >= LONGEST_NAME for name in names):
        return False
    before, *behind = PAIR.split(text)[:: PAIR.groups + 1]
    return not any(map(str.isalpha, before + "".join(behind))) and not any(map(str.isdigit, "".join(behind)))
