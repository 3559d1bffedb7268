"""Metrics in a printed text: names with values, wherever they stand, and what is left without them."""

from __future__ import annotations

import re
from typing import NamedTuple

from trainlog_doctor.readers.prints.names import (
    apart,
    canonical,
    has_phase,
    headed_phase,
    is_phase,
    phase_at_start,
    speaks_of_metric,
)
from trainlog_doctor.regex import regex

TIES = ":=：为"
"""Signs that tie a value to its name for sure."""

NUMBER = r"[-+]?(?:[0-9]{1,20}(?:\.[0-9]{1,20}|(?!\.\s*$))(?:e[-+]?[0-9]{1,3})?|nan|inf)"
"""Not what is left of a number that a terminal's last column cut at its point: ``val_acc: 0.``."""

PAIR = regex(
    r"(?<![A-Za-z\d])(?P<name>[^\W\d](?:[\w/@()\-]|(?<=@\d)\.(?=\d)| {1,4}(?=[^\W\d]|@\d)){0,48}?)['\"]?\s{0,9}"
    r"(?P<mark>[" + TIES + r"]{1,2}\s{0,20}|\bis\b|\s)"
    rf"\s{{0,3}}(?:\[(?={NUMBER}\]))?(?P<value>{NUMBER})(?:/(?P<total>[1-9]\d{{0,11}})(?=\s?\(\d{{1,3}}(?:\.\d{{1,6}})?%\)))?"
    r"\s?(?P<unit>%?)(?![\w%]|\.\w)(?!\s?(?:[mu]?s|secs?|seconds?|mins?|minutes?|h|hours?)\b)",
    re.IGNORECASE,
)
"""A name and its value, perhaps the only one of a list, or told as a part: ``75%``, or ``Accuracy: 75/100 (75%)``."""

ABBREVIATED = regex(r"(?i)(?<![\w.])(val|acc|avg|prec|rec|err|tr)\.(?=[\s:=])")
"""A word of a name that was cut short, with its full stop: ``Val. Loss``, ``acc.: 0.7``."""

_NEXT = rf"(\s?[:=]\s?{NUMBER}%?[,;|\s]{{1,4}})"
INITIALS = regex(rf"\bp{_NEXT}r{_NEXT}f1?(?=\s?[:=])", re.IGNORECASE)
"""Precision, recall and F1 by their first letters, which mean it where they stand together."""

MEASURED_ON = regex(r"(?i)\s(?:of|over)\s\d{1,12}\s(?:batch(?:es)?|samples?|images?|examples?)(?=\s?[:=])")
"""How much a metric was measured on, between its name and its value: ``test loss of 8 batches: 0.36``."""

ON_DATA = regex(r"在?((?:训练|验证|校验|测试)集)上[的,，]?\s?")
"""A part of the data as Chinese sentences name it before a metric: ``在测试集上,正确率为0.98``."""

LINKING = regex(r"(?i)^(?:the|is|and|with)\s+|\s+(?:is|was|=)$|[\s\-'\"]+$")
"""Words of a sentence around a name."""

LONGEST_HEADLINE = 40
HEADLINE = regex(r"([^\W\d][\w ]{0,30})[\s:=(\[\-–|]{0,6}$")
"""The end of what stands before a pair: perhaps the metric that its phase is of, as in ``loss: train 0.4, val 0.5``."""

BESIDE = regex(r"(?i)best|最佳|最好|最优|(?<![a-z])time|time(?![a-z])|elapsed|耗时")
"""Names of what is no metric of this epoch."""

PARAMETER = regex(
    r"(?i)(?<![a-z])(?:size|samples?|images?|batch(?:es)?|steps?|epochs?|split|ratio|frac(?:tion)?|set|data|speed|sec"
    r"|duration|freq|interval|every|range|seed|folds?|threshold)(?![a-z])"
)
"""Words for what is told of a part of the data without being measured on it."""

ORNAMENT = regex(r"^[\W\d_]{1,80}")
"""What stands before the first word: brackets, bullets, times."""


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


def leading_phase(text: str) -> str | None:
    """Which part of the data a text speaks of from its beginning on, as a column's prefix."""
    found = phase_at_start(ORNAMENT.sub("", text))
    return found[0] if found else None


def read_pairs(text: str, phase: str | None, *, of_epoch: bool = False) -> Pairs:
    """Read the metrics of a text that speaks of a phase to begin with, and perhaps of a whole epoch."""
    text = in_full(text)
    metrics: dict[str, float] = {}
    sure, phased, left, at, measured = True, False, [], 0, ""
    for pair in PAIR.finditer(text):
        marked = pair["mark"][0] in TIES
        name = apart(" ".join(LINKING.sub("", pair["name"]).split()).replace(" @", "@"))
        if is_phase(name):
            headline = HEADLINE.search(text, max(at, pair.start() - LONGEST_HEADLINE), pair.start())
            measured = headline[1].strip() if headline and speaks_of_metric(headline[1]) else measured
        measures = is_metric(name, measured) or (of_epoch and marked and is_fraction(pair["value"]) and is_phased(name))
        if not measures or (not marked and (name.count(" ") > 1 or name != apart(pair["name"]))):
            continue
        headed = headed_phase(text, at, pair.start())
        phased = phased or headed is not None
        column, phase = canonical(name, phase if headed is None else headed, measured)
        measured = column.removeprefix("val_").removeprefix("test_") if has_phase(name) else ""
        metrics.setdefault(column, float(pair["value"]) / (100 if pair["unit"] else int(pair["total"] or 1)))
        sure, phased = sure and marked, phased or has_phase(name)
        left.append(text[at : pair.start()])
        at = pair.end()
    left.append(text[at:])
    return Pairs(metrics, sure, phased, left[0], "".join(left))


def prose(text: str) -> int:
    """How many letters a text has besides names with their values."""
    return sum(map(str.isalpha, PAIR.sub(" ", text)))


def in_full(text: str) -> str:
    """Write names in full, without what else stands between them and their values."""
    if ". " in text or ".:" in text:
        text = ABBREVIATED.sub(r"\1 ", text)
    if "p:" in text or "p=" in text or "P:" in text or "P=" in text:
        text = INITIALS.sub(r"precision\1recall\2f1", text)
    if "集上" in text:
        text = ON_DATA.sub(r"\1", text)
    return MEASURED_ON.sub("", text) if " of " in text or " over " in text else text


def is_fraction(value: str) -> bool:
    """Whether a value has digits behind a point."""
    return "." in value


def is_phased(name: str) -> bool:
    """Whether a name, known or not, says on which part of the data something was measured: ``val composite``."""
    return has_phase(name) and not is_phase(name) and not BESIDE.search(name) and not PARAMETER.search(name)


def is_metric(name: str, measured: str) -> bool:
    """Whether a name is that of a metric of this epoch, or of a phase of what was ``measured`` before."""
    if BESIDE.search(name):
        return False
    return speaks_of_metric(name) or (bool(measured) and is_phase(name))
