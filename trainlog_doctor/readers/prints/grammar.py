"""What a printed line says: its epoch and its metrics."""

from __future__ import annotations

import re
from typing import NamedTuple

from trainlog_doctor.readers.prints.names import METRIC, canonical, phase_at_start

LONGEST = 2_000
MOST_OTHER_LETTERS = 60
"""How many letters besides metrics and the epoch a line may hold before it counts as prose."""

EPOCH = re.compile(
    r"(?i)(?<![a-z])(?:epoch(?:_?(?:id|num|idx|no))?|ep|轮次|轮数|训练轮次)['\"]?\s{0,2}[:=#：\[(]{0,2}\s{0,2}(\d{1,7})"
    r"(?:\s?(?:/|of)\s?(\d{1,7}))?(?!\.?\d)[\])]?"
    r"|第\s?(\d{1,7})\s?(?:/\s?(\d{1,7})\s?)?(?:轮|个\s?epoch|次迭代|代)"
)
HINT = re.compile(rb"(?i)ep|\s(?:loss|acc)|[\x1b^\\\x80-\xff]")
"""What a line holds, before it is cleaned and decoded, if `read_line` is to find anything in it."""

MARKS = bytes({*range(33), *b":=", *range(127, 256)} - {*b"\r\n"})
"""Bytes of which one stands between the name and the value of every metric."""

STEP = re.compile(
    r"(?i)(?<![a-z])(?:step|iter(?:ation)?|batch|progress)s?\b\s{0,2}[:=\[]?\s{0,2}\d|\]\s?\[\s?\d{1,9}\s?/\s?\d{1,9}\]"
)
FOREIGN = re.compile(r"%\||\bit/s|\bs/it|\d/\d+ \[[=>.]{3}|━")
"""Bars: their numbers are those of a batch."""

PAIR = re.compile(
    r"(?P<name>[^\W\d](?:[\w/@()\-]| {1,4}(?=[^\W\d])){0,48}?)['\"]?\s{0,2}(?P<mark>[:=：为]|\s)\s{0,3}"
    r"(?P<value>[-+]?(?:\d{1,20}(?:\.\d{1,20})?(?:e[-+]?\d{1,3})?|nan|inf))\s?(?P<unit>%?)(?![\w%]|\.\d)",
    re.IGNORECASE,
)
LINKING = re.compile(r"(?i)^(?:the|is|and|with)\s+|\s+(?:is|was|=)$|[\s\-'\"]+$")
"""Words of a sentence around a name."""

PHASE_LINE = re.compile(r"(?i)(?<![a-z])(?:train(?:ing)?|val(?:id(?:ation)?)?|dev|test)\s{1,3}(?=loss|acc)")


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


def decoded(line: bytes) -> str:
    """Decode a line: UTF-8, else GB 18030, which takes nearly anything."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("gb18030", "replace")


def read_line(line: bytes) -> Printed | None:
    """Read a line that names an epoch, or the metrics of a phase; None for any other."""
    text = decoded(line[:LONGEST])
    if FOREIGN.search(text):
        return None
    marker = EPOCH.search(text)
    if marker is None and not PHASE_LINE.search(text):
        return None
    rest = text if marker is None else f"{text[: marker.start()]}\t{text[marker.end() :]}"
    metrics, sure, left = read_pairs(rest)
    letters = sum(map(str.isalpha, left))
    if letters > MOST_OTHER_LETTERS or (marker is None and not metrics):
        return None
    numbers = [number for number in marker.groups() if number] if marker else []
    epoch, planned = (int(numbers[0]) if numbers else None), (int(numbers[1]) if len(numbers) > 1 else None)
    return Printed(epoch, planned, metrics, STEP.search(text) is not None, sure)


def read_pairs(text: str) -> tuple[dict[str, float], bool, str]:
    """Metrics of a text, whether all are tied by a mark, and the text without them."""
    metrics: dict[str, float] = {}
    sure, left, at = True, [], 0
    leading = phase_at_start(text.strip(" \t[>|-*#"))
    phase = leading[0] if leading else None
    for pair in PAIR.finditer(text):
        marked = not pair["mark"].isspace()
        name = " ".join(LINKING.sub("", pair["name"]).split())
        if (
            "best" in name.lower()
            or not METRIC.search(name)
            or (not marked and (name.count(" ") > 1 or name != pair["name"]))
        ):
            continue
        column, phase = canonical(name, phase)
        metrics.setdefault(column, float(pair["value"]) / (100 if pair["unit"] else 1))
        sure = sure and marked
        left.append(text[at : pair.start()])
        at = pair.end()
    return metrics, sure, "".join((*left, text[at:]))
