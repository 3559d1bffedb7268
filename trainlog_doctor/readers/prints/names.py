"""Names of printed metrics: which part of the data they speak of, and what they measure."""

from __future__ import annotations

import re
from functools import lru_cache

from trainlog_doctor.foreign_names import in_english
from trainlog_doctor.regex import regex

METRIC = regex(
    r"(?i)loss|cost|acc|f1|f-?score|fscore|au(?:c|roc|pr)|prec|recall|mae|mse|mape|err|iou|dice|perplexity|ppl|bleu|kappa|r2|psnr|ssim"
    r"|score|corr|rouge|ndcg|sensitivity|specificity|entropy|(?:^|[\s_])(?:wer|cer|eer|mrr|nll|elbo|fid|metric)(?:$|[\s_@])|精度|误差|(?:^|[\s_])(?:lr|learning.rate|map(?:@?\d[\d\-.:]{0,8})?)$|(?:^|[\s_/])(?:h(?:r|its?)@\d|top[\s_\-]?[1-5]$)"
)
"""What makes a name in English that of a metric."""

TRAIN = r"(?:train(?:ing)?|tr)(?![a-z])|训练集?|訓練|훈련"
VALIDATION = (
    r"(?:validat(?:ion|e)|valid|vali|val?|eval(?:uation)?|dev|verification)(?![a-z])|验证集?|校验集?|驗證|検証|검증"
)
TEST = r"test(?:ing)?(?![a-z])|测试集?|測試"
TRAINED = ""
PREFIXES = {"train": TRAINED, "val": "val_", "test": "test_"}
"""A column's prefix by the part of the data that it was measured on."""

VALIDATED = ("val_", "test_")
"""The prefixes of what was measured on data that was not trained on."""

_PART = f"(?:(?P<train>{TRAIN})|(?P<val>{VALIDATION})|(?P<test>{TEST}))"
MENTION = regex(rf"(?i)(?<![a-z]){_PART}")
"""Any such word in a line."""

BEGINNING = regex(rf"(?i){_PART}(?:[\s_](?:data)?set(?![a-z]))?[\s_./\-()\[的]*")
ENDING = regex(rf"(?i)[\s_./\-]{{1,9}}{_PART}$")
LAST = regex(rf"(?i)(?<![^\W_]){_PART}[\W_]*$")
"""Such a word that ends a text: ``[Eval][`` before an epoch."""

HEADING = regex(rf"(?i)(?<![a-z_/]){_PART}(?:\s?[\])>:：{{(\[]|(?:\sset)?\sresults?\s?[,:])(?!\s{{0,9}}[-+\d])")
"""Such a word that heads what follows on its line: ``[valid] loss=0.4``, ``Test: (loss = 0.4``, ``Test results, ``."""

ALONE = regex(
    rf"(?i)\W{{0,12}}(?:(?:running|start(?:ing)?)\s)?{_PART}"
    r"(?:[\s_](?:begin|phase|set|results?|metrics|scores?|performance|error))?(?:结果|指标|阶段)?\W{0,12}"
)
"""A line that names such a word and nothing else: ``Running Validation...``."""

JOINED = regex(r"^(?:[Tt]rain|[Vv]al(?:id(?:ation)?)?|[Tt]est)(?=[A-Z])")
"""Such a word that begins a name in camel case: ``ValLoss``, ``trainAcc``."""

AVERAGED = regex(
    r"(?i)^(?:(?:average|avg\.?|running|overall|current|mean(?=[\s_](?:train|val|test|dev)))[\s_]+"
    r"|(?:平均|整体|总体)\s?)|(?: over)?[\s_]epoch$"
)
"""What a name may say of how it was averaged: ``Average training loss``, ``train_loss_epoch``."""

RATE = regex(r"(?i)(?:^|[\s_])(?:lr|learning.rate)$")
"""A learning rate, which nothing is measured by."""

PHASELESS = regex(r"(?i)^(?:lr|learning.rate|best.*)$")


remembered = lru_cache(maxsize=1024)
"""The lines of a log tell of the same names."""


@remembered
def apart(name: str) -> str:
    """Set the word for a part of the data apart from the name that it begins: ``Val Loss`` for ``ValLoss``."""
    return JOINED.sub(r"\g<0> ", in_english(name))


def prefix_of(found: re.Match[str] | None) -> str | None:
    """The prefix of the part of the data that was found to be named; None if none was."""
    return PREFIXES[found.lastgroup or ""] if found else None


def phase_at_start(text: str) -> tuple[str, str] | None:
    """Split ``validation loss`` into its prefix ``val_`` and what is measured; None without such a beginning."""
    found = BEGINNING.match(text)
    return (PREFIXES[found.lastgroup or ""], text[found.end() :]) if found else None


def phase_at_end(text: str) -> tuple[str, str] | None:
    """Split ``Loss valid`` in the same way."""
    found = ENDING.search(text)
    return (PREFIXES[found.lastgroup or ""], text[: found.start()]) if found else None


def headed_phase(text: str, begin: int, end: int) -> str | None:
    """The prefix of the part of the data that heads what follows a part of a text; None where none does."""
    *_, last = None, *HEADING.finditer(text, begin, end)
    return prefix_of(last)


@remembered
def canonical(name: str, phase: str | None, measured: str) -> tuple[str, str | None]:
    """Name a column the way every reader does, ``val_`` for validation; the phase is carried to the next name.

    A name without a phase of its own takes that of the name before, as in ``Val acc: 0.58 loss: 0.63``, where that is
    a word of its own or what the line speaks of from its beginning on; a name that is
    nothing but a phase takes what was ``measured`` before, as in ``LOSS train 0.42 valid 0.41``.
    """
    name = AVERAGED.sub("", name)
    split = phase_at_start(name)
    if split is not None:
        prefix, measure = split[0], split[1] or measured
        spoken = phase == prefix or not re.match(r"\w+_", name)
        carried = prefix if spoken and split[1] else None
    elif ended := phase_at_end(name):
        (prefix, measure), carried = ended, None
    else:
        prefix, measure, carried = phase or "", name, phase
    if PHASELESS.match(measure):
        return measure.lower(), carried
    if measure == name and phase is None:
        return measure, carried
    return prefix + measure.lower().replace(" ", "_"), carried


LONGEST_NAME = 200


def speaks_of_metric(text: str) -> bool:
    """Whether a name, or the end of a text before one, is that of a metric in any language."""
    return METRIC.search(in_english(text[-LONGEST_NAME:])) is not None


@remembered
def has_phase(name: str) -> bool:
    """Whether a name says which part of the data it speaks of."""
    name = AVERAGED.sub("", name)
    return phase_at_start(name) is not None or phase_at_end(name) is not None


@remembered
def is_phase(name: str) -> bool:
    """Whether a name says nothing else."""
    split = phase_at_start(name)
    return split is not None and not split[1]
