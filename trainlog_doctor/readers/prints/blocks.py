"""Lines that belong to the epoch named above them, since nothing stands between: one metric each, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.prints.bars import bar_of, read_full_bar
from trainlog_doctor.readers.prints.counts import COUNTED, STEP, TALLY
from trainlog_doctor.readers.prints.grammar import HINT, RECORD, Printed, read_line
from trainlog_doctor.readers.prints.names import ALONE, RATE, VALIDATED, prefix_of
from trainlog_doctor.readers.prints.pairs import is_bare, leading_phase, read_pairs
from trainlog_doctor.readers.prints.text import text_of
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from trainlog_doctor.readers.keras.lines import Line

TIMES = regex(
    r"(?i)(?<![a-z])(?:time|elapsed|taken|took|total|eta|duration|sec(?:ond)?s?|min(?:ute)?s?|hours?|h|m|s|ms|step)(?![a-z])"
    r"|总?耗时|用时|秒|分钟?"
)
"""Words for how long something took, or each of its steps."""

STARRED = regex(r"\s{0,4}\*\s")
"""How the examples of PyTorch begin the line that sums an evaluation up: `` * Acc@1 76.1 Acc@5 92.9``."""


class Block:
    """Reads line after line: what a bare ``accuracy: 0.75`` speaks of is told by the lines just above it."""

    def __init__(self) -> None:
        self._end = -1
        self._phase: str | None = None
        self._stepwise = False
        self._told: set[str] = set()  # what the line that names the epoch told
        self._below: set[str] = set()  # what lines below it told of the whole epoch
        self.named = False  # whether a word has named an epoch: then bare counts are of steps

    def read(self, line: Line) -> Printed | None:
        """Take the next line; None if it tells nothing of an epoch."""
        listed = line.number == self._end + 1
        if not listed and not HINT.search(line.text):
            return None
        text = text_of(line.text)
        printed = read_line(text, named=self.named) or (self._listed(text) if listed else None)
        if printed is not None and self._is_ahead(printed):
            return None
        if printed is not None:
            self._end, self._stepwise, self._phase = line.number, printed.stepwise, phase_of(printed)
        elif self._end > 0 and (phase := prefix_of(ALONE.fullmatch(text))) is not None:
            self._end, self._stepwise, self._phase, self._told = line.number, False, phase, set()
        elif listed:
            timed = TIMES.sub("", text) if any(map(str.isdigit, text)) else text  # else it heads what follows
            stays = is_bare(text) or not any(map(str.isalpha, timed))
            self._end += stays or (not self._told and bar_of(text) is not None)
        if printed is not None and printed.epoch is not None:
            self._told, self._below = set(printed.metrics), set()
            self.named = self.named or TALLY.match(text) is None
        elif printed is not None and not printed.stepwise:
            self._below.update(printed.metrics)
        return printed

    @property
    def _done(self) -> bool:
        """Whether the latest line to name an epoch told of the whole of it."""
        return not self._stepwise and not all(map(RATE.search, self._told))

    def _is_ahead(self, printed: Printed) -> bool:
        """Whether a line is on a step of training below what was told of the whole epoch: a step of the next one."""
        if printed.epoch is not None or not printed.stepwise or not self._done:
            return False
        return not any(name.startswith(VALIDATED) for name in printed.metrics)

    def _listed(self, text: str) -> Printed | None:
        """Read a line of names with values tied by marks: one of the epoch's steps, or else with nothing besides."""
        if bar_of(text):
            own = leading_phase(text)
            metrics = {} if self._told else read_full_bar(text, self._phase if own is None else own)
            new = metrics and self._below.isdisjoint(metrics)  # else it is the bar of the next epoch
            return Printed(None, None, metrics, stepwise=True, sure=True) if new else None
        starred = self._stepwise and STARRED.match(text) is not None
        pairs = read_pairs(text, (self._phase or VALIDATED[0]) if starred else self._phase, of_epoch=True)
        if not pairs.metrics or not (pairs.sure or starred) or RECORD.search(text):
            return None
        if not pairs.phased and (STEP.match(text.lstrip()) or COUNTED.search(text)):
            # Below what was told of the whole epoch it is a step of the next one.
            return None if self._done else Printed(None, None, pairs.metrics, stepwise=True, sure=True)
        if not self._told.isdisjoint(pairs.metrics) or not is_bare(text):
            return None
        return Printed(None, None, pairs.metrics, self._stepwise and not starred, sure=True, listed=True)


def phase_of(printed: Printed) -> str | None:
    """Which part of the data all metrics of a line were measured on, as a column's prefix; None if not on one."""
    if not printed.metrics:
        return printed.phase
    return next((phase for phase in VALIDATED if all(name.startswith(phase) for name in printed.metrics)), None)
