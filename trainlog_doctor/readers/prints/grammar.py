"""What a printed line says of an epoch, or of a part of the data: where in the training it stands, and its metrics."""

from __future__ import annotations

import re
from typing import NamedTuple

from trainlog_doctor.readers.prints.bars import BAR, read_full_bar
from trainlog_doctor.readers.prints.names import MENTION, VALIDATED, last_phase, speaks_of_metric
from trainlog_doctor.readers.prints.pairs import NUMBER, Pairs, leading_phase, prose, read_pairs
from trainlog_doctor.regex import regex

MOST_OTHER_LETTERS = 60
"""How many letters besides metrics and the epoch a line may hold before it counts as prose."""

MOST_LETTERS_BESIDE_METRICS = 25
"""The same of a line that names no epoch."""

EPOCH = regex(
    r"(?i)(?<![a-z/])(?<!in_)(?:epoch(?:_?(?:id|num|idx|no))?|epochs(?=\s\d{1,7}[,/])|epoche|[eé]poca"
    r"|époque|эпоха|エポック|에포크|에폭|ep|轮次|轮数|训练轮次)"
    r"(?:\((?:train|val|test)\))?['\"]?\s{0,2}(?:[:=：]\s{1,2}[\[(](?=\d{1,7}\s?[/\])])|[:=：]\s{3,12}|[:=#：\[(]{0,2}\s{0,2})"
    r"(\d{1,7})(?:\s?(?:/|of)\s?(\d{1,7}))?(?!\.?\d)[\])]?"
    r"|(?<![\w\-/.])epoch-(\d{1,7})(?=[\s:,|]|$)"
    r"|第\s?(\d{1,7})\s?(?:/\s?(\d{1,7})\s?)?(?:轮|个\s?epoch|次迭代|代)"
    r"|(?<=\| )(\d{1,7})/(\d{1,7})(?= \[[^\]]{0,60}(?:epoch/s|s/epoch),)"
    r"|\[\s?(\d{1,7})\s?/\s?(\d{1,7})\](?=\[\s{0,5}\d{1,9}\s?/\s?\d{1,9}\s?\])"
    r"|(?<=train: )(\d{1,7})(?=\s\[\s{0,5}\d{1,9}/\d{1,9}\s{0,2}\()"
)
"""The last two stand before a count of the epoch's steps: ``[3/90][20/500]``, ``Train: 3 [ 20/500 ( 4%)]``."""

HINT = regex(rb"(?i)ep|train|val|dev|test|\]\[|[\x1b^\\\x80-\xff]")
"""What a line holds, before it is cleaned and decoded, if `read_line` is to find anything in it."""

MARKS = bytes({*range(33), *b":=", *range(127, 256)} - {*b"\r\n"})
"""Bytes of which one stands between the name and the value of every metric."""

STEP = regex(
    r"(?i)(?<![a-z])(?:(?:step|iter(?:ation)?|batch|progress)s?\b|(?:训练|迭代)次数)\s{0,2}[:=：\[]?\s{0,2}\d|[\d\]]\s{0,3}\[\s{0,5}\d{1,9}\s?/\s?\d{1,9}[\s\]]"
)
COUNTED = regex(r"\[\s{0,3}\d{1,9}\s?/\s?\d{1,9}\]")
"""What counts the steps on a line that names no epoch: ``Test: [20/79]``."""

TALLY = regex(r"\s{0,20}\[\s?([A-Za-z]{2,10}\s?\|\s?)?(\d{1,7})\s?/\s?(\d{1,7})\s?\](?=\s)")
"""A count at the beginning of a line, perhaps behind a part of the data: ``[ Valid | 007/080 ] loss = 0.4``.

It is of epochs where that part stands with it, and where training and validation stand side by side behind it.
"""

METER = regex(rf"{NUMBER}\s{{0,2}}\(\s{{0,4}}(?P<average>{NUMBER})\s?\)", re.IGNORECASE)
"""A step's value with the average so far behind it, as the examples of PyTorch print it: ``Loss 2.31 (2.35)``."""

OF_THE_EPOCH = regex(r"(?i)\s(?:after|at|of|for|in)\s?$")
"""What may stand between a metric and the epoch that it is told of: ``cost after epoch 5: 0.3``."""

OF_RECORD = regex(r"(?i)(?:best|最佳)[\s_(（]{0,3}$")
"""What stands before the epoch of the best values so far: ``best epoch 12``, ``最佳 (epoch 56)``."""

LONGEST_OF_RECORD = 7
"""So many characters that is at most."""

CODE = regex(r"\w\(\s?[fru]{0,2}[\"'][^\"']*$")
"""A call with a text that has not ended: what the program would print, not what it printed."""

QUOTATION = regex(r"[^\W\d_]\W{0,3}\s[\"'`][^\"'`]{0,80}$")
"""A sentence that quotes what follows; a key of a dictionary is quoted as well, but for itself."""

RECORD = regex(r"(?i)best|improv|decreas|patience|early.?stop|最佳|最好|最优|早停")
"""Words of lines that tell of another epoch's values, or of this one's a second time."""

SCHEDULED = regex(r"(?i)(?:reducing|adjusting) learning rate of group")
"""What a scheduler of PyTorch prints of its steps, which it counts for itself: ``Epoch    17: reducing …``."""

STOPPED = regex(r"(?i)early.?stop|早停")
"""A line that tells of the end of a training; what follows it is no epoch's."""


class Printed(NamedTuple):
    """One line.

    Attributes
    ----------
    epoch, planned
        As printed; None where the line does not tell.
    metrics
        Column name to value, in the order of the line.
    stepwise
        Whether the line tells of one step of the epoch only.
    sure
        Whether names and values are tied by a colon or an equals sign.
    listed
        Whether the line holds nothing else, and belongs to the epoch above it for that.
    """

    epoch: int | None
    planned: int | None
    metrics: dict[str, float]
    stepwise: bool
    sure: bool
    listed: bool = False


def read_line(text: str, *, named: bool = False) -> Printed | None:
    """Read a line that names an epoch, or the metrics of a part of the data; None for any other.

    Where other lines have ``named`` epochs, a bare count is of steps.
    """
    marker, bar = _marker(text), BAR.search(text)
    if marker is None:
        return None if bar else (None if named else _tallied(text)) or _unnumbered(text)
    if is_quoted(text, marker) or SCHEDULED.search(text, marker.end()):
        return None
    before, after = OF_THE_EPOCH.sub("", text[: marker.start()]), text[marker.end() :]
    beside = last_phase(before) or last_phase(text[: marker.end()].rstrip("0123456789/]"))
    phase = beside or leading_phase(after) or leading_phase(text)
    numbers = [int(number) for number in marker.groups() if number]
    epoch, planned = numbers[0], numbers[1] if len(numbers) > 1 else None
    if bar and "/epoch" not in text and "epoch/s" not in text:
        metrics = read_full_bar(text[marker.end() :], phase)
        return Printed(epoch, planned, metrics, stepwise=False, sure=True) if marker.end() <= bar.start() else None
    stepwise = STEP.search(text) is not None
    after = averaged(after) if stepwise else after
    joint = "" if len(before) < marker.start() and speaks_of_metric(before) else "\t"
    pairs = read_pairs(before + joint + after, phase, of_epoch=True)
    if prose(pairs.left) > MOST_OTHER_LETTERS or (not pairs.metrics and STOPPED.search(text)):
        return None
    return Printed(epoch, planned, pairs.metrics, stepwise and not sums_up(pairs.metrics), pairs.sure)


def _tallied(text: str) -> Printed | None:
    tally = TALLY.match(text)
    if tally is None:
        return None
    phase = leading_phase(text)
    pairs = read_pairs(text[tally.end() :], phase)
    parted = tally[1] is not None and phase is not None and len(tally[2]) == len(tally[3])
    told = pairs.metrics and (parted or sums_up(pairs.metrics))
    return Printed(int(tally[2]), int(tally[3]), pairs.metrics, stepwise=False, sure=pairs.sure) if told else None


def _unnumbered(text: str) -> Printed | None:
    stepwise = STEP.search(text) is not None or COUNTED.search(text) is not None
    told = _pairs_of_phase(averaged(text) if stepwise else text)
    return Printed(None, None, told.metrics, stepwise, told.sure) if told else None


def is_quoted(text: str, marker: re.Match[str]) -> bool:
    """Whether an epoch stands in a program's text, or in what a sentence quotes."""
    if CODE.search(text, 0, marker.start()):
        return True
    return set(marker[0]).isdisjoint("\"'") and QUOTATION.search(text, 0, marker.start()) is not None


def sums_up(metrics: dict[str, float]) -> bool:
    """Whether training and validation stand side by side: then a step is how many an epoch has, or where it ended."""
    validated = [name.startswith(VALIDATED) for name in metrics]
    return any(validated) and not all(validated)


def averaged(text: str) -> str:
    """Put the average so far in the place of each value of a step that has one behind it."""
    return METER.sub(r"\g<average>", text)


def _marker(text: str) -> re.Match[str] | None:
    """Where a line names its epoch: not at a function's name, ``train_epoch:95``, unless nowhere else."""
    if text.isascii() and "[" not in text and "rain: " not in text and "ep" not in text.lower():
        return None
    found = [one for one in EPOCH.finditer(text) if not is_of_record(text, one.start())]
    return next((one for one in found if text[one.start() - 1 : one.start()] != "_"), found[0] if found else None)


def is_of_record(text: str, at: int) -> bool:
    """Whether what stands right before a place says that it tells of the best values so far."""
    return OF_RECORD.search(text, max(0, at - LONGEST_OF_RECORD), at) is not None


def read_phase(text: str) -> dict[str, float]:
    """Read the metrics of a line that names no epoch but a part of the data; none for any other line."""
    told = _pairs_of_phase(text)
    return told.metrics if told else {}


def _pairs_of_phase(text: str) -> Pairs | None:
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
