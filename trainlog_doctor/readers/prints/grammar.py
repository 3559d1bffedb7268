"""What a printed line says: where in the training it stands, and its metrics."""

from __future__ import annotations

import re
from typing import NamedTuple

from trainlog_doctor.readers.prints.names import MENTION, METRIC, canonical, has_phase, is_phase, phase_at_start

LONGEST = 2_000
MOST_OTHER_LETTERS = 60
"""How many letters besides metrics and the epoch a line may hold before it counts as prose."""

MOST_LETTERS_BESIDE_METRICS = 25
"""The same of a line that names no epoch."""

EPOCH = re.compile(
    r"(?i)(?<![a-z])(?<!best[ _])(?<!最佳)(?:epoch(?:_?(?:id|num|idx|no))?|epoche|[eé]poca|époque|эпоха"
    r"|エポック|에포크|에폭|ep|轮次|轮数|训练轮次)"
    r"['\"]?\s{0,2}[:=#：\[(]{0,2}\s{0,2}(\d{1,7})(?:\s?(?:/|of)\s?(\d{1,7}))?(?!\.?\d)[\])]?"
    r"|第\s?(\d{1,7})\s?(?:/\s?(\d{1,7})\s?)?(?:轮|个\s?epoch|次迭代|代)"
)
HINT = re.compile(rb"(?i)ep|train|val|dev|test|[\x1b^\\\x80-\xff]")
"""What a line holds, before it is cleaned and decoded, if `read_line` is to find anything in it."""

MARKS = bytes({*range(33), *b":=", *range(127, 256)} - {*b"\r\n"})
"""Bytes of which one stands between the name and the value of every metric."""

STEP = re.compile(
    r"(?i)(?<![a-z])(?:step|iter(?:ation)?|batch|progress)s?\b\s{0,2}[:=\[]?\s{0,2}\d|\]\s?\[\s?\d{1,9}\s?/\s?\d{1,9}\]"
)
BAR = re.compile(r"%\||\bit/s|\bs/it|\d/\d+ \[[=>.]{3}|━")
"""The numbers of a bar are those of a batch."""

NUMBER = r"[-+]?(?:\d{1,20}(?:\.\d{1,20})?(?:e[-+]?\d{1,3})?|nan|inf)"
PAIR = re.compile(
    r"(?P<name>[^\W\d](?:[\w/@()\-]| {1,4}(?=[^\W\d])){0,48}?)['\"]?\s{0,2}(?P<mark>[:=：为]|\s)\s{0,3}"
    rf"(?P<value>{NUMBER})\s?(?P<unit>%?)(?![\w%]|\.\w)(?!\s?(?:[mu]?s|secs?|seconds?|mins?|minutes?|h|hours?)\b)",
    re.IGNORECASE,
)
LINKING = re.compile(r"(?i)^(?:the|is|and|with)\s+|\s+(?:is|was|=)$|[\s\-'\"]+$")
"""Words of a sentence around a name."""

OF_THE_EPOCH = re.compile(r"(?i)\s(?:after|at|of|for|in)\s?$")
"""What may stand between a metric and the epoch that it is told of: ``cost after epoch 5: 0.3``."""

LONGEST_HEADLINE = 40
HEADLINE = re.compile(r"([^\W\d][\w ]{0,30})[\s:=(\[\-–|]{0,6}$")
"""The end of what stands before a pair: perhaps the metric that its phase is of, as in ``loss: train 0.4, val 0.5``."""

BESIDE = re.compile(r"(?i)best|time|elapsed|耗时")
"""Names of what is no metric of this epoch."""

ORNAMENT = re.compile(r"^[\W\d_]{1,80}")
"""What stands before the first word: brackets, bullets, times."""

RECORD = re.compile(r"(?i)best|improv|decreas|patience|early.?stop|最佳|最好|最优|早停")
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


class Pairs(NamedTuple):
    """The metrics of a text.

    Attributes
    ----------
    metrics
        Column name to value.
    sure
        Whether all are tied by a mark.
    phased
        Whether some name says which part of the data it speaks of.
    before, left
        The text before them, and all of it without them.
    """

    metrics: dict[str, float]
    sure: bool
    phased: bool
    before: str
    left: str


def decoded(line: bytes) -> str:
    """Decode a line: UTF-8, else GB 18030, which takes nearly anything."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("gb18030", "replace")


def read_line(line: bytes) -> Printed | None:
    """Read a line that names an epoch, or the metrics of a part of the data; None for any other."""
    text = decoded(line[:LONGEST])
    marker, bar = EPOCH.search(text), BAR.search(text)
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


def leading_phase(text: str) -> str | None:
    """Which part of the data a text speaks of from its beginning on, as a column's prefix."""
    found = phase_at_start(ORNAMENT.sub("", text))
    return found[0] if found else None


def read_pairs(text: str, phase: str | None) -> Pairs:
    """Read the metrics of a text that speaks of a phase to begin with."""
    metrics: dict[str, float] = {}
    sure, phased, left, at, measured = True, False, [], 0, ""
    for pair in PAIR.finditer(text):
        marked = not pair["mark"].isspace()
        name = " ".join(LINKING.sub("", pair["name"]).split())
        if is_phase(name):
            headline = HEADLINE.search(text, max(at, pair.start() - LONGEST_HEADLINE), pair.start())
            measured = headline[1].strip() if headline and METRIC.search(headline[1]) else measured
        if not is_metric(name, measured) or (not marked and (name.count(" ") > 1 or name != pair["name"])):
            continue
        column, phase = canonical(name, phase, measured)
        measured = column.removeprefix("val_").removeprefix("test_")
        metrics.setdefault(column, float(pair["value"]) / (100 if pair["unit"] else 1))
        sure, phased = sure and marked, phased or has_phase(name)
        left.append(text[at : pair.start()])
        at = pair.end()
    left.append(text[at:])
    return Pairs(metrics, sure, phased, left[0], "".join(left))


def is_metric(name: str, measured: str) -> bool:
    """Whether a name is that of a metric of this epoch, or of a phase of what was ``measured`` before."""
    if BESIDE.search(name):
        return False
    return METRIC.search(name) is not None or (bool(measured) and is_phase(name))
