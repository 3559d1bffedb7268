"""What a printed line says of an epoch, or of a part of the data: where in the training it stands, and its metrics."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from trainlog_doctor.readers.prints.names import MENTION, METRIC
from trainlog_doctor.readers.prints.pairs import Pairs, leading_phase, read_pairs
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    import re

MOST_OTHER_LETTERS = 60
"""How many letters besides metrics and the epoch a line may hold before it counts as prose."""

MOST_LETTERS_BESIDE_METRICS = 25
"""The same of a line that names no epoch."""

EPOCH = regex(
    r"(?i)(?<![a-z])(?<!best[ _])(?<!最佳)(?:epoch(?:_?(?:id|num|idx|no))?|epoche|[eé]poca|époque|эпоха"
    r"|エポック|에포크|에폭|ep|轮次|轮数|训练轮次)"
    r"['\"]?\s{0,2}(?:[:=：]\s{1,2}[\[(](?=\d{1,7}\s?/)|[:=#：\[(]{0,2}\s{0,2})"
    r"(\d{1,7})(?:\s?(?:/|of)\s?(\d{1,7}))?(?!\.?\d)[\])]?"
    r"|第\s?(\d{1,7})\s?(?:/\s?(\d{1,7})\s?)?(?:轮|个\s?epoch|次迭代|代)"
)
HINT = regex(rb"(?i)ep|train|val|dev|test|[\x1b^\\\x80-\xff]")
"""What a line holds, before it is cleaned and decoded, if `read_line` is to find anything in it."""

MARKS = bytes({*range(33), *b":=", *range(127, 256)} - {*b"\r\n"})
"""Bytes of which one stands between the name and the value of every metric."""

STEP = regex(
    r"(?i)(?<![a-z])(?:step|iter(?:ation)?|batch|progress)s?\b\s{0,2}[:=\[]?\s{0,2}\d|\]\s?\[\s?\d{1,9}\s?/\s?\d{1,9}\]"
)
BAR = regex(r"%\||\bit/s|\bs/it|\d/\d+ \[[=>.]{3}|━")
"""The numbers of a bar are those of a batch."""

OF_THE_EPOCH = regex(r"(?i)\s(?:after|at|of|for|in)\s?$")
"""What may stand between a metric and the epoch that it is told of: ``cost after epoch 5: 0.3``."""

CODE = regex(r"\w\(\s?[fru]{0,2}[\"'][^\"']*$")
"""A call with a text that has not ended: what the program would print, not what it printed."""

RECORD = regex(r"(?i)best|improv|decreas|patience|early.?stop|最佳|最好|最优|早停")
"""Words of lines that tell of another epoch's values, or of this one's a second time."""


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
    """

    epoch: int | None
    planned: int | None
    metrics: dict[str, float]
    stepwise: bool
    sure: bool


def read_line(text: str) -> Printed | None:
    """Read a line that names an epoch, or the metrics of a part of the data; None for any other."""
    marker, bar = _marker(text), BAR.search(text)
    if marker is not None and CODE.search(text, 0, marker.start()):
        return None
    if marker is None:
        told = None if bar else _pairs_of_phase(text)
        return Printed(None, None, told.metrics, STEP.search(text) is not None, told.sure) if told else None
    numbers = [int(number) for number in marker.groups() if number]
    epoch, planned = numbers[0], numbers[1] if len(numbers) > 1 else None
    if bar:
        return Printed(epoch, planned, {}, stepwise=False, sure=True) if marker.end() <= bar.start() else None
    before, after = OF_THE_EPOCH.sub("", text[: marker.start()]), text[marker.end() :]
    joint = "" if len(before) < marker.start() and METRIC.search(before) else "\t"
    pairs = read_pairs(before + joint + after, leading_phase(after) or leading_phase(text))
    if sum(map(str.isalpha, pairs.left)) > MOST_OTHER_LETTERS:
        return None
    return Printed(epoch, planned, pairs.metrics, STEP.search(text) is not None, pairs.sure)


def _marker(text: str) -> re.Match[str] | None:
    """Where a line names its epoch: not at a function's name, ``train_epoch:95``, unless nowhere else."""
    found = list(EPOCH.finditer(text))
    return next((one for one in found if text[one.start() - 1 : one.start()] != "_"), found[0] if found else None)


def read_phase(text: str) -> dict[str, float]:
    """Read the metrics of a line that names no epoch but a part of the data; none for any other line."""
    told = _pairs_of_phase(text)
    return told.metrics if told else {}


def _pairs_of_phase(text: str) -> Pairs | None:
    if not MENTION.search(text):
        return None
    phase = leading_phase(text)
    pairs = read_pairs(text, phase)
    prose = sum(map(str.isalpha, pairs.left)) > MOST_LETTERS_BESIDE_METRICS
    if prose or not pairs.metrics or RECORD.search(pairs.before) or (phase is None and not pairs.phased):
        return None
    return pairs
