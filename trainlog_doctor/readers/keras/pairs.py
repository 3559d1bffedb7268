"""Metrics that a callback of the user prints: `` — val_f1: 0.79 — val_recall 0.83``, ``val_f1_score = 0.8``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.keras.events import Pairs, is_validation
from trainlog_doctor.readers.keras.metrics import metric_name
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from trainlog_doctor.model import Scalar

PAIR = regex(
    rb"(?:[ \t,;|]|-(?![\d.])|\xe2\x80\xa2){0,12}"
    rb"(?P<name>[A-Za-z_\x80-\xff](?:[\w()@/.\x80-\xff]|-(?=\w)){0,60}(?:[ \t](?!\d)[\w()@/.]{1,30}){0,3}?)"
    rb"[ \t]{0,3}(?P<mark>[:=]|[ \t])[ \t]{0,3}"
    rb"(?P<value>[-+]?(?:\d{1,20}\.\d{1,20}|\d{1,20}|\.\d{1,20})(?:e[-+]?\d{1,3})?|nan|inf)(?P<unit>%?)(?![\w.])"
)
EPOCH_PREFIX = regex(rb"(?i)^epoch[ \t]{0,2}[:=]?[ \t]{0,2}\d{1,9}[ \t]{0,2}[:,;\-|]?[ \t]{0,4}(?=[a-z])")
DASH = regex(rb"-[ \t]")
COMMENTED = regex(rb"^(?:#|//|>|\xe2\x9e\xa5)[ \t]{1,12}(?=-[ \t])")
"""The mark of a comment, or of the rest of a line in books, before what goes on with a dash."""

EXPLAINED = regex(rb"(?<=[\d%])[ \t]{2,40}(?:#|//|<-|\xe2\x86\x90|\xe2\x9d[\xb6-\xbf]).{0,300}$")
"""A remark that somebody wrote behind the values, or its number in a circle."""

RULER = (b"---", b"===", b"***", b"###")
SUMMARY = " params"
"""The last word of a line of ``model.summary()``."""

SENTENCE = regex(rb"(?i)^[ \t>*\-]{0,8}(?:score|result)s?\b[^:\n]{0,60}:[ \t]{0,4}(?=[A-Za-z_\x80-\xff])")
SPOKEN = regex(
    rb"(?P<name>[A-Za-z_\x80-\xff][\w\x80-\xff]{0,60})[ \t]of[ \t]"
    rb"(?P<value>[-+]?(?:\d{1,20}(?:\.\d{1,20})?(?:e[-+]?\d{1,3})?|nan|inf))(?P<unit>%?)(?![\w%])[;,. \t]{0,4}"
)
"""``accuracy of 98.2%``, one of the parts of ``Score for fold 1: loss of 0.3; accuracy of 98.2%``."""

SCORE = regex(
    r"(?i)test|val|acc|loss|f1|auc|precision|recall|score|mae|mse|rmse|r2|error|kappa|iou|dice|perplexity|bleu|psnr|ssim"
    r"|sensitivity|specificity|mcc|ndcg|jaccard|rouge|准确|损失"
)
"""Names of printed values that are worth a fact."""


def read_pairs(line: bytes) -> Pairs | None:
    """Read a line that consists of metrics and nothing else; None if anything else stands in it."""
    line = line.strip()
    if line.startswith(RULER):
        return None
    line = EXPLAINED.sub(b"", COMMENTED.sub(b"", line))
    at = found.end() if (found := EPOCH_PREFIX.match(line)) else 0
    marked = at > 0 or DASH.match(line) is not None
    told: dict[str, float] = {}
    while pair := PAIR.match(line, at):
        name = metric_name(pair["name"])
        spoken = pair["mark"] not in b":="
        if name in told or name.endswith(SUMMARY) or (spoken and (" " in name or not is_validation(name))):
            return None
        told[name] = float(pair["value"]) / (100 if pair["unit"] else 1)
        at = pair.end()
    if not told or line[at:].strip(b" \t.,;|*-"):
        return None
    marked = (marked and any(map(SCORE.search, told))) or all(map(is_validation, told))
    return Pairs(tuple(told), tuple(told.values()), marked)


def read_sentence(line: bytes) -> dict[str, Scalar]:
    """Read ``Score for fold 1: loss of 0.3; accuracy of 98.2%``; empty for any other line."""
    opening = SENTENCE.match(line) if b" of " in line else None
    at = opening.end() if opening else 0
    told: dict[str, Scalar] = {}
    while at and (part := SPOKEN.match(line, at)):
        told[metric_name(part["name"])] = float(part["value"]) / (100 if part["unit"] else 1)
        at = part.end()
    return told if not line[at:].strip() else {}
