"""What a printed line says of an epoch, or of a part of the data: where in the training it stands, and its metrics."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from trainlog_doctor.readers.prints.bars import bar_of, read_full_bar
from trainlog_doctor.readers.prints.counts import COUNTED, SCHEDULED, STEP, TALLY, find_epoch, is_quoted
from trainlog_doctor.readers.prints.ends import ENDED
from trainlog_doctor.readers.prints.names import LAST, MENTION, RATE, TRAINED, VALIDATED, prefix_of, speaks_of_metric
from trainlog_doctor.readers.prints.pairs import LINKING, is_measured, leading_phase, prose, read_pairs
from trainlog_doctor.readers.prints.parts import known_metrics
from trainlog_doctor.readers.prints.text import NUMBER
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from trainlog_doctor.readers.prints.pairs import Pairs

MOST_OTHER_LETTERS = 60
"""How many letters besides metrics and the epoch a line may hold before it counts as prose."""

MOST_LETTERS_BESIDE_METRICS = 25
"""The same of a line that names no epoch."""

_HINT = rb"(?:ep|tr|val|veri|dev|test|\]\[|\[ {0,9}\d{1,7}[,/]|[\x1b^\\\x80-\xff])"
HINT = regex(rb"(?i)" + _HINT)
"""What a line holds, before it is cleaned and decoded, if `read_line` is to find anything in it."""

TRACE = regex(rb"(?is)\A(?=[\r\n!-9;<>-~]*+.).*?" + _HINT)
"""The same of a text, in which a blank, a sign or a byte that is cleaned away ties some value to its name."""

METER = regex(rf"{NUMBER}\s{{0,2}}\(\s{{0,4}}(?P<average>{NUMBER})\s?\)", re.IGNORECASE)
"""A step's value with the average so far behind it, as the examples of PyTorch print it: ``Loss 2.31 (2.35)``."""

SCORES = regex(r"\s?:\s?\{(?!.*(?i:loss|train|lr\b))'[^{}]*\}")
"""A dictionary of scores and nothing else, as ``evaluate`` gives one of each evaluation: ``: {'accuracy': 0.7}``."""

OF_THE_EPOCH = regex(r"(?i)\s(?:after|at|of|for|in)\s?$")
"""What may stand between a metric and the epoch that it is told of: ``cost after epoch 5: 0.3``."""

RECORD = regex(r"(?i)best|improv|decreas|patience|early.?stop|最佳|最好|最优|早停")
"""Words of lines that tell of another epoch's values, or of this one's a second time."""

STOPPED = regex(r"(?i)early.?stop|早停")
"""A line that tells of the end of a training; what follows it is no epoch's."""


class Printed(NamedTuple):
    """One line; None is what it does not tell."""

    epoch: int | None  # as printed
    planned: int | None
    metrics: dict[str, float]  # column name to value, in the order of the line
    stepwise: bool  # whether it tells of one step of the epoch only
    sure: bool  # whether names and values are tied by a colon or an equals sign
    listed: bool = False  # whether it holds nothing else, and belongs to the epoch above it for that
    alone: bool = False  # whether the epoch is a count that may be of anything
    phase: str | None = None  # prefix of the part of the data that it speaks of from its beginning on
    scores: bool = False  # whether it is a dictionary of scores and nothing else
    ends: bool = False  # whether it says that the epoch has ended, and nothing else


def read_line(text: str, *, named: bool = False) -> Printed | None:
    """Read a line that names an epoch, or the metrics of a part of the data; None for any other.

    Where other lines have ``named`` epochs, a bare count is of steps.
    """
    marker, bar = find_epoch(text), bar_of(text)
    if marker is None:
        return None if bar else (None if named else _tallied(text)) or _unnumbered(text)
    if is_quoted(text, marker) or SCHEDULED.search(text, marker.end()):
        return None
    before, after = OF_THE_EPOCH.sub("", text[: marker.start()]), text[marker.end() :]
    beside = LAST.search(before) or LAST.search(text[: marker.end()].rstrip("0123456789/]"))
    told = (prefix_of(beside), leading_phase(after), leading_phase(text))
    phase = next((one for one in told if one is not None), None)
    numbers = [int(number) for number in marker.groups() if number]
    epoch, planned = numbers[0], numbers[1] if len(numbers) > 1 else None
    if bar and "/epoch" not in text and "epoch/s" not in text:
        metrics = read_full_bar(text[marker.end() :], phase)
        return Printed(epoch, planned, metrics, phase == TRAINED, sure=True) if marker.end() <= bar.start() else None
    stepwise, scores = STEP.search(text) is not None, phase is None and SCORES.fullmatch(after) is not None
    after = _averaged(after) if stepwise else after
    pairs = read_pairs(joined(text[: marker.start()], after), phase, of_epoch=True)
    if prose(pairs.left) > MOST_OTHER_LETTERS or (not pairs.metrics and STOPPED.search(text)):
        return None
    metrics = known_metrics(pairs)
    stepwise = stepwise and not sums_up(metrics)
    ends = not metrics and ENDED.search(pairs.left) is not None
    return Printed(epoch, planned, metrics, stepwise, pairs.sure, phase=phase, scores=scores, ends=ends)


def joined(before: str, after: str) -> str:
    """Join what stands before a count and behind it, as one where that is a metric: ``cost after epoch 5: 0.3``."""
    name = OF_THE_EPOCH.sub("", before)
    return (LINKING.sub("", name) if len(name) < len(before) and speaks_of_metric(name) else f"{name}\t") + after


def _averaged(text: str) -> str:
    """Keep of each step's value the average behind it."""
    return METER.sub(itemgetter("average"), text) if "(" in text else text


def _tallied(text: str) -> Printed | None:
    tally = TALLY.match(text)
    if tally is None:
        return None
    phase, stepwise, rest = leading_phase(text), tally[3] is None, text[tally.end() :]
    pairs = read_pairs(rest, phase)
    parted = tally[1] is not None and phase is not None and len(tally[2]) == len(tally[3])
    alone = not (parted or stepwise or sums_up(pairs.metrics))
    if not pairs.metrics or (alone and not is_measured(pairs, rest)):
        return None
    return Printed(int(tally[2]), None if stepwise else int(tally[3]), pairs.metrics, stepwise, pairs.sure, alone=alone)


def _unnumbered(text: str) -> Printed | None:
    stepwise = STEP.search(text) is not None or COUNTED.search(text) is not None
    told = pairs_of_phase(_averaged(text) if stepwise else text)
    return Printed(None, None, told.metrics, stepwise, told.sure) if told else None


def sums_up(metrics: dict[str, float]) -> bool:
    """Whether training and validation stand side by side: then a step is how many an epoch has, or where it ended."""
    validated = [name.startswith(VALIDATED) for name in metrics if not RATE.search(name)]
    return any(validated) and not all(validated)


def pairs_of_phase(text: str) -> Pairs | None:
    """Read the metrics of a line that names no epoch but a part of the data; None for any other line."""
    if not MENTION.search(text):
        return None
    phase = leading_phase(text)
    pairs = read_pairs(text, phase)
    if (
        not pairs.metrics
        or prose(pairs.left) > MOST_LETTERS_BESIDE_METRICS
        or RECORD.search(pairs.before)
        or (phase is None and not pairs.phased)
    ):
        return None
    return pairs
