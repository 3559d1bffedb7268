"""Lines that count steps instead of epochs: ``step 500: train loss 2.04, val loss 2.05``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.prints.bars import bar_of
from trainlog_doctor.readers.prints.counts import EPOCH, FIRST, find_epoch, in_turn, is_counted
from trainlog_doctor.readers.prints.grammar import MOST_LETTERS_BESIDE_METRICS, RECORD, joined, pairs_of_phase, sums_up
from trainlog_doctor.readers.prints.names import VALIDATED
from trainlog_doctor.readers.prints.pairs import leading_phase, prose, read_pairs
from trainlog_doctor.readers.prints.rows import Grammar
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    import re

    from trainlog_doctor.readers.prints.rows import Row, Rows

FEWEST_ROWS = 3
STEP = "step"
COST = "cost"
"""What a step costs that sees all of the data, as in courses: evenly told of, ``Cost after iteration 100: 0.58``."""
_ROUND = (
    r"round(?=.{0,80}\b(?:average|avg|mean|train(?:ing)?|val(?:idation)?|test)[ _]loss[\s:=]{1,4}[\d.]{1,20}+"
    r"(?!\s?%|\s?(?!and\b|train|val|test|acc)[^\W\d_]))"
)
"""Of federated learning: other rounds have losses too, but none of a part of the data, and averages in some unit."""

COUNTER = regex(
    rf"(?i)(?<![a-z/])(?:global[_ ]?)?(?:step|iter(?:ation)?|round number|{_ROUND})(?:\(train\))?"
    r"\s{0,2}[:=#\[(]{0,2}\s{0,6}(\d{1,9})(?:\s?(?:/|of)\s?\d{1,9})?(?!\.?\d)[\])]?|第\s?(\d{1,9})\s?次训练"
)
EVALUATED = "Saving dict for global step"
UNPHASED = regex(r"(?<=[,:] )(?!eval_|global_step)(?=\w)")
"""What an Estimator of TensorFlow prints behind an evaluation, and where its names lack their part of the data."""

BARE = regex(r"\s{0,12}(?:\[(\d{1,9})\]|(\d{1,9}):)(?=\s)")
"""A count at the beginning of a line: ``[500] loss=0.4``, ``5:  loss: 0.4``."""

TRACE = regex(
    "(?i)(?:step|iter(?:ation)?|round(?: number)?)(?:\\(train\\))? {0,2}[:=#\\[(]{0,2} {0,6}\\d|次训练"
    "|(?m:^|\\]) {0,12}(?:\\[\\d{1,9}\\]|\\d{1,9}:)\\s".encode()
)


class Steps(Grammar):
    """Makes a row of every step that lines tell of, and of what those on parts of the data behind them measured.

    A line that names an epoch belongs to the epochs. A step before the latest begins another training.
    """

    def __init__(self) -> None:
        self._latest = 0.0
        self._open: dict[str, float] = {}
        self._given = True
        self._worded = False

    def read(self, text: str) -> Row | None:
        """Take the next line."""
        text = UNPHASED.sub("val_", text) if EVALUATED in text else text
        marker = COUNTER.search(text) or (None if self._worded else BARE.match(text))  # else it may be a rank
        if find_epoch(text) or bar_of(text) or (marker is None and RECORD.search(text) and EPOCH.search(text)):
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
        pairs = read_pairs(joined(text[: marker.start()], after), leading_phase(after) or leading_phase(text))
        # Where both parts are compared the step's own loss was told above, and words behind them are on this step.
        compared = sums_up(pairs.metrics)
        if prose(pairs.left) > MOST_LETTERS_BESIDE_METRICS or RECORD.search(pairs.before if compared else text):
            return
        explained = "round" in marker[0].lower() or (bool(pairs.metrics) and marker[0].lstrip()[0].isalpha())
        self._worded = self._worded or explained
        step = float(next(filter(None, marker.groups())))
        if step != self._open.get(STEP):
            self._open, self._given = {STEP: step}, False
        self._open |= {name: value for name, value in pairs.metrics.items() if compared or name not in self._open}

    def training(self, rows: Rows) -> Rows:
        """The rows with evaluations, or else all if they are passes counted one by one, of the same metrics.

        Of these, what follows the last one is left out. A rate alone is none: the steps of much else have an error
        rate. A count that no word explains may number anything, unless the same was measured in training beside it.
        """
        evaluated = {at: row for at, row in rows.items() if is_evaluated(row, compared=not self._worded)}
        if len(evaluated) >= FEWEST_ROWS:
            return evaluated
        if not self._worded or len(rows) < FEWEST_ROWS:
            return {}
        *others, last = (row.keys() for row in rows.values())
        counted, told = [float(str(row[STEP])) for row in rows.values()], others[0]
        whole = {name.lower() for name in told} == {STEP, COST} and counted[0] in FIRST and is_counted(counted[:-1])
        if any(names != told for names in others) or not told <= last or not (whole or in_turn(counted)):
            return {}
        only_rate = all(name == STEP or name.endswith("rate") for name in told)
        return {} if only_rate else {at: {name: row[name] for name in told} for at, row in rows.items()}


def is_evaluated(row: Row, *, compared: bool) -> bool:
    """Whether anything was measured on data that was not trained on, or even ``compared`` with the same in training."""
    return any(name.startswith(VALIDATED) and (not compared or name.split("_", 1)[1] in row) for name in row)
