"""Metrics in a printed text: names with values, wherever they stand, and what is left without them."""

from __future__ import annotations

import re
from typing import NamedTuple

from trainlog_doctor.readers.prints.names import (
    BEGINNING,
    HEADING,
    MENTION,
    PARAMETER,
    RATE,
    TRAINED,
    VALIDATED,
    apart,
    canonical,
    has_phase,
    is_metric,
    is_phase,
    prefix_of,
    remembered,
    speaks_of_metric,
)
from trainlog_doctor.readers.prints.text import NUMBER, in_full
from trainlog_doctor.regex import regex

TIES = ":=：为"
"""Signs that tie a value to its name for sure."""

PAIR = regex(
    r"(?<![A-Za-z\d])(?P<name>[^\W\d](?:[\w/@()\-]|(?<=[@:]\d)\.(?=\d)|(?<=@0\.\d):(?=0\.\d)| {1,4}(?=[^\W\d]|@\d))"
    r"{0,48}?)['\"]?\s{0,9}(?P<mark>[" + TIES + r"]{1,2}\s{0,20}|\bis\b\s{0,6}|(?<=\s)(?:[-=]?>|→|-)\s|\s)\s{0,3}"
    rf"(?:\[(?={NUMBER}\]))?(?P<value>{NUMBER})(?:\s?/\s?(?P<total>[1-9]\d{{0,11}})(?!\.?\d)|(?![:=]\s?0?\.\d))"
    r"\s?(?P<unit>%?)(?![\w%]|\.\w|,\d)(?!\s?(?:[mu]?s|secs?|seconds?|mins?|minutes?|h|hours?)\b(?!\s?[:=]))",
    re.IGNORECASE,
)
"""A name and its value, perhaps the only one of a list, or told as a part: ``75%``, or ``Accuracy: 75/100 (75%)``."""

LINKING = regex(r"(?i)^(?:the|is|and|with)\s+|\s+(?:is|was|=)$|[\s\-'\"]+$")
"""Words of a sentence around a name."""

LONGEST_HEADLINE = 40
HEADLINE = regex(r"(?<!\w)([^\W\d][\w ]{0,30})[\s:=(\[\-–|]{0,6}$")
"""The end of what stands before a pair: perhaps the metric that its phase is of, as in ``loss: train 0.4, val 0.5``."""

ORNAMENT = regex(r"^[\W\d_]{1,80}")
"""What stands before the first word: brackets, bullets, times."""

FEWEST_DECIMALS = 3
"""How exactly what no sign ties to a part of the data is told, ``train 0.412  val 0.453``; times have fewer."""

PATH = regex(r"(?<!\S)[\w.~\-]{0,40}/[\w.\-]{1,80}(?:/[\w.\-]{0,80}){1,20}+")
"""Where something was saved: ``./models/iter_1200/last.pt``."""

MOST_WORDS = 3
"""Words of a name; more are a sentence."""

CHANGE = regex(r"\([^()\w]{0,4}[-+]?[\d.]{1,12}(?:e-?\d{1,3})?\)")
"""How much a value has changed, behind it: ``(-0.02)``."""

TOOK = regex(
    r"(?i)(?<![\w.])(?:(?:[a-z]{0,4}time|elapsed|took|(?:总?耗|用)时|时间)\s?[:=]?\s{0,3}\d(?:[.:]?\d){0,20}"
    r"(?:\s?(?:s|secs?|seconds?|mins?|minutes?|秒|分钟))?|\d(?:[.:]?\d){0,20}\s?(?:s|secs?))(?![\w.]|\s?[(:])"
)
"""How long it took, on a line of metrics; what follows in brackets are parts of that."""


class Pairs(NamedTuple):
    """The metrics of a text."""

    metrics: dict[str, float]  # column name to value
    sure: bool  # whether all are tied by a mark
    phased: bool  # whether some name says which part of the data it speaks of
    before: str  # the text before them
    left: str  # all of the text without them


def leading_phase(text: str) -> str | None:
    """Which part of the data a text speaks of from its beginning on, as a column's prefix."""
    return prefix_of(BEGINNING.match(ORNAMENT.sub("", text)))


def read_pairs(text: str, phase: str | None, *, of_epoch: bool = False) -> Pairs:
    """Read the metrics of a text that speaks of a phase to begin with, and perhaps of a whole epoch."""
    text = in_full(text)
    metrics: dict[str, float] = {}
    sure, phased, left, at, measured, latest, earlier = True, False, [], 0, "", phase, 0
    for pair in PAIR.finditer(text):
        marked = pair["mark"][0] in TIES
        name, bare = _named(pair["name"])
        if is_phase(name):
            headline = HEADLINE.search(text, max(at, pair.start() - LONGEST_HEADLINE), pair.start())
            known = headline is not None and speaks_of_metric(headline[1])
            measured = headline[1].strip() if headline and known else measured
            of_epoch = of_epoch and (headline is None or known)  # else of something else: `time: train=40.1 val=5.1`
        if not marked and not bare:
            continue
        fraction = "." in pair["value"] or (is_phase(name) and not pair["value"].isdecimal())  # or NaN
        told = marked or (is_phase(name) and len(pair["value"].partition(".")[2]) >= FEWEST_DECIMALS)
        if not is_metric(name, measured, fraction and of_epoch and told):
            continue
        headed = prefix_of(next(iter([*HEADING.finditer(text, at, pair.start())][-1:]), None))
        phased = phased or headed is not None
        column, phase = canonical(name, phase if headed is None else headed, measured)
        if phased and column in metrics and column != name and not has_phase(name):
            # Told of the phase that the line begins with already: `val_loss: 0.5, val_acc: 0.8, loss: 0.4, acc: 0.9`.
            column, phase = canonical(name, None, measured)
        elif column in metrics and column in [*metrics][:earlier]:
            # Told of training before: `train_loss 0.5 acc 0.8, val_loss 0.6 acc 0.7`.
            column = canonical(name, latest, measured)[0]
        if has_phase(name):
            latest, earlier = next((part for part in VALIDATED if column.startswith(part)), TRAINED), len(metrics)
        if not is_phase(name):
            measured = column.removeprefix("val_").removeprefix("test_") if has_phase(name) else ""
        whole = 100 if pair["unit"] else int(pair["total"] or 1) if pair["value"].isdecimal() else 1
        metrics.setdefault(column, float(pair["value"]) / whole)
        sure, phased = sure and marked, phased or has_phase(name)
        left.append(text[at : pair.start()])
        at = pair.end()
    left.append(text[at:])
    return Pairs(metrics, sure, phased, left[0], "".join(left))


@remembered
def _named(told: str) -> tuple[str, bool]:
    """The name in what stands before a value, and whether it is nothing else and so short that it needs no mark."""
    told = " ".join(told.split())
    name = apart(LINKING.sub("", told).replace(" @", "@"))
    words = name.count(" ", begins.end() if (begins := BEGINNING.match(name)) else 0)
    return name, name == apart(told) and words <= 1


def prose(text: str) -> int:
    """How many letters a text has besides names with their values, and paths."""
    return sum(map(str.isalpha, PAIR.sub(" ", PATH.sub(" ", text) if "/" in text else text)))


def is_bare(text: str) -> bool:
    """Whether a line holds names with values, and no other words, no long names, no numbers behind the values."""
    text = TOOK.sub("", CHANGE.sub("", in_full(text)))
    names = [pair["name"] for pair in PAIR.finditer(text)]
    if not names or any(name.count(" ") >= MOST_WORDS for name in names):
        return False
    before, *behind = PAIR.split(text)[:: PAIR.groups + 1]
    return not any(map(str.isalpha, before + "".join(behind))) and not any(map(str.isdigit, "".join(behind)))


def is_measured(pairs: Pairs, text: str) -> bool:
    """Whether a text holds metrics and nothing else but behind them: the parameters of a trial come first."""
    *others, first = reversed(pairs.metrics)
    before = TOOK.sub("", pairs.before) if others else pairs.before
    if RATE.search(first) or any(map(str.isdigit, before)) or any(map(PARAMETER.search, (first, *others))):
        return False
    return is_bare(MENTION.sub("", text))
