"""Names of printed metrics: which part of the data they speak of, and what they measure."""

from __future__ import annotations

import re
from functools import lru_cache

from trainlog_doctor.foreign_names import in_english
from trainlog_doctor.readers.histories.names import is_lost
from trainlog_doctor.regex import regex

METRIC = regex(
    r"(?i)loss|cost|acc|f1|f-?score|fscore|au(?:c|roc|pr)|prec|recall|mae|mse|mape|err|iou|dice|perplexity|ppl|bleu|kappa|r2|psnr|ssim"
    r"|score|corr|rouge|ndcg|sensitivity|specificity|entropy|(?:^|[\s_])(?:wer|cer|eer|mrr|nll|elbo|fid|metric)(?:$|[\s_@])|精度|误差|(?:^|[\s_])(?:lr|learning.rate|map(?:@?\d[\d\-.:]{0,8})?)$|(?:^|[\s_/])(?:h(?:r|its?)@\d|top[\s_\-]?[1-5]$)"
)
"""What makes a name in English that of a metric."""

TRAIN = r"(?:train(?:ing)?|tr)(?![a-z])|训练集?|訓練|훈련"
VALIDATION = (
    r"(?:validat(?:ion|e|ing)|valid|vali|val?|eval(?:uati(?:on|ng))?|dev|verification)(?![a-z])"
    r"|验证集?|校验集?|驗證|検証|검증"
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
ENDING = regex(rf"(?i)(?:\son(?:\sthe)?)?[\s_./\-]{{1,9}}{_PART}(?:\s(?:data|set|dataset))?$")
INSIDE = regex(rf"(?i)(?P<before>[a-z]+)_(?:{_PART})_(?P<behind>[a-z]\w*)$")
"""Such a word within a name: ``total_val_loss``."""

LAST = regex(rf"(?i)(?<![^\W_]){_PART}[\W_]*$")
"""Such a word that ends a text: ``[Eval][`` before an epoch."""

HEADING = regex(
    rf"(?i)(?<![a-z_/]){_PART}(?:\s?(?:[\])>:：{{(\[]|=\s?\{{)|\s-(?=\s)|(?:\sset)?\sresults?\s?[,:])(?!\s{{0,9}}[-+\d])"
)
"""Such a word that heads what follows on its line: ``[valid] loss=0.4``, ``Test: (loss = 0.4``, ``Test results, ``."""

ALONE = regex(
    rf"(?i)\W{{0,12}}(?:(?:running|start(?:ing)?)\s)?{_PART}"
    r"(?:[\s_](?:begin|phase|set|results?|metrics|scores?|performance|error))?(?:结果|指标|阶段)?\W{0,12}"
)
"""A line that names such a word and nothing else: ``Running Validation...``."""

JOINED = regex(r"^(?:[Tt]rain|[Vv]al(?:id(?:ation)?)?|[Tt]est)(?=[A-Z])")
"""Such a word that begins a name in camel case: ``ValLoss``, ``trainAcc``."""

AVERAGED = regex(
    r"(?i)^(?:(?:total(?=\s(?:average|avg))|averaged?|avg\.?|running|overall|current|mean(?=[\s_](?:train|val|test|dev)))[\s_]+"
    r"|(?:平均|整体|总体)\s?){1,3}|(?: over)?[\s_]epoch$"
)
"""What a name may say of how it was averaged: ``Average training loss``, ``train_loss_epoch``."""

RATE = regex(r"(?i)(?:^|[\s_])(?:lr|learning.rate)$")
"""A learning rate, which nothing is measured by."""

PHASELESS = regex(r"(?i)^(?:lr|learning.rate|best.*)$")

BESIDE = regex(r"(?i)best|最佳|最好|最优|(?<![a-z])time|time(?![a-z])|elapsed|耗时|loss[\s_](?:margin|scale|weight)$")
"""Names of what is no metric of this epoch, or a setting of one."""

PARAMETER = regex(
    r"(?i)(?<![a-z])(?:size|samples?|images?|batch(?:es)?|steps?|epochs?|split|ratio|frac(?:tion)?|set|data|speed|sec"
    r"|duration|freq|interval|every|range|seed|folds?|threshold)(?![a-z])"
)
"""Words for what is told of a part of the data without being measured on it."""

LONGEST_NAME = 200
remembered = lru_cache(maxsize=1024)
"""The lines of a log tell of the same names."""


@remembered
def apart(name: str) -> str:
    """Set the word for a part of the data apart from the name that it begins: ``Val Loss`` for ``ValLoss``."""
    return JOINED.sub(r"\g<0> ", in_english(name))


def prefix_of(found: re.Match[str] | None) -> str | None:
    """The prefix of the part of the data that was found to be named; None if none was."""
    return next((PREFIXES[part] for part in PREFIXES if found[part]), None) if found else None


@remembered
def canonical(name: str, phase: str | None, measured: str) -> tuple[str, str | None]:
    """Name a column the way every reader does, ``val_`` for validation; the phase is carried to the next name.

    A name without a phase of its own takes that of the name before, as in ``Val acc: 0.58 loss: 0.63``, where that is
    a word of its own or what the line speaks of from its beginning on; a name that is
    nothing but a phase takes what was ``measured`` before, as in ``LOSS train 0.42 valid 0.41``.
    """
    name = AVERAGED.sub("", name)
    if begins := BEGINNING.match(name):
        prefix, measure = prefix_of(begins) or TRAINED, name[begins.end() :]
        spoken = phase == prefix or not re.match(r"\w+_", name)
        carried, measure = prefix if spoken and measure else None, measure or measured
    elif inside := INSIDE.match(name):
        prefix, measure, carried = prefix_of(inside) or TRAINED, f"{inside['before']}_{inside['behind']}", None
    elif ends := ENDING.search(name):
        prefix, measure, carried = prefix_of(ends) or TRAINED, name[: ends.start()], None
    else:
        prefix, measure, carried = phase or "", name, phase
    if not measure or PHASELESS.match(measure):
        return (measure or name).lower(), carried
    if measure == name and phase is None:
        return measure, carried
    return prefix + measure.lower().replace(" ", "_"), carried


def speaks_of_metric(text: str) -> bool:
    """Whether a name, or the end of a text before one, is that of a metric in any language."""
    return METRIC.search(in_english(text[-LONGEST_NAME:])) is not None


@remembered
def has_phase(name: str) -> bool:
    """Whether a name says which part of the data it speaks of."""
    name = AVERAGED.sub("", name)
    return (BEGINNING.match(name) or INSIDE.match(name) or ENDING.search(name)) is not None


@remembered
def is_phase(name: str) -> bool:
    """Whether a name says nothing else."""
    return BEGINNING.fullmatch(name) is not None


@remembered
def is_metric(name: str, measured: str, fraction: bool) -> bool:
    """Whether a name is that of a metric of this epoch, or of a phase of what was ``measured`` before.

    Whatever an epoch's line tells of a part of the data is one, if it is a ``fraction``: ``val composite: 0.5``, and
    even the part alone: ``val: 0.5``.
    """
    if BESIDE.search(name) or is_lost(name):
        return False
    if is_phase(name):
        return bool(measured) or fraction
    return speaks_of_metric(name) or (fraction and has_phase(name) and not PARAMETER.search(name))
