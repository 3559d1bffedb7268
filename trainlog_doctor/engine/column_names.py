"""Other spellings of a column's name: ``Loss/train``, ``valLoss``, ``val_losses``, ``Val Loss (avg)``."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from trainlog_doctor.foreign_names import in_english
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_UNIT = regex(r"(?:\([^()]*\)|\[[^\[\]]*\])$")
_WORD = regex(r"[0-9a-z]+|[^\W_0-9a-z]+")
_BARE_FRACTION = regex(r"(?<![^\W_])\.(?=\d)")
_HUMP = regex(r"(?<=[a-z0-9])(?=[A-Z])")
_TOP = regex(r"(?:acc|accuracy|prec)_?(?:top_?|at_)?([15])|(?:acc_)?top_?([1-9]\d?|k)(?:_acc(?:uracy)?)?", re.ASCII)
_SIDES = {
    **dict.fromkeys(("train", "training", "tr", "trn", "learn"), "train"),
    **dict.fromkeys(("val", "va", "vl", "vld", "valid", "validation", "validate", "dev", "holdout"), "val"),
    **dict.fromkeys(("eval", "evaluation"), "eval"),
    **dict.fromkeys(("test", "testing", "tst", "te"), "test"),
}
_SAYS_NOTHING = _set("avg average mean sum epoch per history hist list total overall running metric main of on the vs")
_SIGNS_SAY_NOTHING = regex("平均|每轮|每輪|总|總|值|値|上的|的|の")
_SET = _set("set dataset")
"""Says nothing behind a side: ``validation set loss``."""
_ENDINGS = _set("value curve")
"""Say nothing at the end; in front they tell another thing: ``value_loss`` is that of a value function."""
_UNITS = _set("pct percent percentage db mm cm km px deg ev mev m score coef coeff coefficient")
"""Say nothing behind a score; a loss in per cent is another thing."""
_OF_CODE = _set("get calc calculate compute custom my kera tf fn fun func function round rounded")
"""Say nothing of a score, but how a function that computes it is called; ``kera``: in the singular."""
_AVERAGES = _set("macro micro weighted")
"""How scores of several classes become one: told behind the score, wherever they stand."""
ANOTHER = _set(
    """best worst min minimum last prev previous std neg delta baseline random d dis disc
    discriminator critic adv domain fake real hparam config param system 最佳 最低 最高 最小 最大 判别器 生成器"""
)
"""Words beside which a name is of no curve that training improves: of what was best, of an adversary, of settings."""
_OF_ANYTHING = _set("error err score")
"""Scores that say too little behind a path: ``grad/error``."""
_OF_TRAINING = regex(r"train(?:ing)?[-']")
_NUMBERED_SET = regex(r"(train(?:ing)?|val(?:id(?:ation)?)?|eval|test)_\d{1,3}(?=[-_/'])")
"""How boosters call a data set that was given no name; the only one, or one beside the training's, validates."""
_METRICS = "metrics/"
"""Where Ultralytics writes what it measures on the validation set, beside ``train/`` and ``val/``."""
_FIRST_SET = "/dataloader_idx_0"
"""What Lightning adds to what it measures on the first of several validation sets, which is the one that decides."""


def plain(column: str) -> str:
    """Write a name without regard to case and blanks."""
    return column.strip().lower().replace(" ", "_")


def other_spellings(columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield other spellings of names, each with its column; the surest first.

    The side comes first (``val_``), the unit, the plural and what says nothing (``avg_``) are left out; last, what
    stands in front of the only score of its kind: ``ray/tune/``.
    """
    validated = any(plain(column).startswith("val/") for column in columns)
    alike = Counter(map(_without_unit, columns))
    numbered = {found[0] for column in columns if (found := _NUMBERED_SET.match(plain(column)))}
    alone = sum(not name.startswith("train") for name in numbered) == 1
    trained = alone or any(_OF_TRAINING.match(plain(column)) for column in columns)
    named = [(_validation(column) if validated else column, column) for column in columns if _tells(column, alike)]
    named = [(_NUMBERED_SET.sub(r"\1", name) if trained else name, column) for name, column in named]
    for split in (False, True):
        for name, column in named:
            yield spelled(name, split), column
    within = [(_without_namespace(name), column) for name, column in named]
    often = Counter(name for name, _ in within)
    yield from ((name, column) for name, column in within if name and often[name] == 1)


def _without_namespace(column: str) -> str:
    """Leave out what stands in front of a score: ``coco/mAP``; empty where nothing does. A loss may be a part."""
    space, _, name = _without_unit(column).rpartition("/" if "/" in column else ".")
    around, words = words_of(space), words_of(name)
    if not around or "loss" in words or not ANOTHER.isdisjoint(around) or _metric(words) in {"", *_OF_ANYTHING}:
        return ""
    return _joined([*filter(_SIDES.__contains__, around), *words])


def _tells(column: str, alike: Mapping[str, int]) -> bool:
    """Whether what stands in brackets is a unit: ``Loss (Cls)`` beside ``Loss (Reg)`` are parts of a loss."""
    bare = _without_unit(column)
    return bare == column or plain(column).startswith(_METRICS) or alike[bare] == 1


def _without_unit(column: str) -> str:
    """Leave out a unit in brackets; a side in brackets is none: ``Loss (val)``."""
    unit = _UNIT.search(column.rstrip())
    if not unit or unit[0][1:-1].strip().lower() in _SIDES:
        return column
    return column[: unit.start()].rstrip()


def _validation(column: str) -> str:
    return "val/" + column.strip()[len(_METRICS) :] if plain(column).startswith(_METRICS) else column


def spelled(column: str, humps: bool = False) -> str:
    """Spell a name as the table of metrics does.

    Parameters
    ----------
    column
        Name as logged.
    humps
        Whether a capital within begins a word: ``valLoss``, but not ``mIoU``.
    """
    return _joined(words_of(column, humps))


def words_of(column: str, humps: bool = False) -> list[str]:
    """Split a name, without its unit, into words in English, lower case and singular."""
    bare = in_english(_without_unit(column.removesuffix(_FIRST_SET)))
    if not bare.isascii():
        bare = _SIGNS_SAY_NOTHING.sub(" ", bare)
    text = _BARE_FRACTION.sub("0.", _HUMP.sub("_", bare) if humps else bare).lower().replace("'s ", " ")
    return [_singular(word) for word in _WORD.findall(text)]


def _joined(words: Sequence[str]) -> str:
    told = reversed(words) if "vs" in words else words  # ``Training vs. Validation Loss/Training`` is the training's
    side = next((_SIDES[word] for word in told if word in _SIDES), "")
    metric = _metric(words)
    return f"{side}_{metric}" if side and metric else metric


def _metric(words: Sequence[str]) -> str:
    """Join what tells the metric, once: ``losses/total_loss``."""
    told = [word for before, word in pairwise(("", *words)) if not (word in _SET and before in _SIDES)]
    last = {word: at for at, word in enumerate(told)}
    told = [word for at, word in enumerate(told) if last[word] == at or word.isdecimal()]
    told = [word for word in told if word not in _SIDES and word not in _SAYS_NOTHING]
    if "loss" not in told:
        told = sorted((word for word in told if word not in _OF_CODE), key=_AVERAGES.__contains__)
    while len(told) > 1 and told[-1] in (_ENDINGS if "loss" in told else _ENDINGS | _UNITS):
        told.pop()
    metric = "_".join(told)
    ranked = _TOP.fullmatch(metric)
    return f"top{ranked[1] or ranked[2]}" if ranked else metric


def _singular(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
