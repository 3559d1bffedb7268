"""Other spellings of a column's name: ``Loss/train``, ``valLoss``, ``val_losses``, ``Val Loss (avg)``."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from trainlog_doctor.foreign_names import in_english
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_UNIT = regex(r"(?:\([^()]*\)|\[[^\[\]]*\])$")
_WORDS = regex(r"[^0-9a-z]+")
_HUMP = regex(r"(?<=[a-z0-9])(?=[A-Z])")
_TOP = regex(r"(?:acc|accuracy|prec)_?(?:top_?|at_)?([15])|(?:acc_)?top_?([15])(?:_acc(?:uracy)?)?", re.ASCII)
_SIDES = {
    **dict.fromkeys(("train", "training", "tr", "trn"), "train"),
    **dict.fromkeys(("val", "valid", "validation", "validate", "dev"), "val"),
    **dict.fromkeys(("eval", "evaluation"), "eval"),
    **dict.fromkeys(("test", "testing"), "test"),
}
_SAYS_NOTHING = frozenset(
    "avg average mean sum epoch per history hist list total overall running metric value main".split()  # noqa: SIM905
)
_OF_TRAINING = regex(r"train(?:ing)?-")
_NUMBERED_SET = regex(r"(valid(?:ation)?|eval|test)_\d{1,3}(?=-)")
"""How boosters call a data set that was given no name; alone or beside the training's, which has one, it validates."""
_METRICS = "metrics/"
"""Where Ultralytics writes what it measures on the validation set, beside ``train/`` and ``val/``."""


def plain(column: str) -> str:
    """Write a name without regard to case and blanks."""
    return column.strip().lower().replace(" ", "_")


def other_spellings(columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield other spellings of names, each with its column; the surest first.

    The side comes first (``val_``), the unit, the plural and what says nothing (``avg_``) are left out.
    """
    validated = any(plain(column).startswith("val/") for column in columns)
    alike = Counter(map(_without_unit, columns))
    numbered = {found[0] for column in columns if (found := _NUMBERED_SET.match(plain(column)))}
    trained = len(numbered) == 1 or any(_OF_TRAINING.match(plain(column)) for column in columns)
    named = [(_validation(column) if validated else column, column) for column in columns if _tells(column, alike)]
    named = [(_NUMBERED_SET.sub(r"\1", name) if trained else name, column) for name, column in named]
    for split in (False, True):
        for name, column in named:
            yield spelled(name, split), column


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
    bare = in_english(_without_unit(column))
    words = [_singular(word) for word in _WORDS.split((_HUMP.sub("_", bare) if humps else bare).lower()) if word]
    side = next((_SIDES[word] for word in words if word in _SIDES), "")
    metric = "_".join(word for word in words if word not in _SIDES and word not in _SAYS_NOTHING)
    ranked = _TOP.fullmatch(metric)
    if ranked:
        metric = f"top{ranked[1] or ranked[2]}"
    return f"{side}_{metric}" if side and metric else metric


def _singular(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
