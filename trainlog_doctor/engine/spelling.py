"""What people type: numbers as rule files write them, and names that are nearly right."""

from __future__ import annotations

import math
import re
from itertools import takewhile
from typing import TYPE_CHECKING

from trainlog_doctor.errors import UsageError
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

NUMBER = regex(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?(%?)", re.ASCII)


def number(text: str) -> tuple[float, bool] | None:
    """Read ``0.02``, ``1e-3`` or ``5%`` (as 0.05, True); None if it is no finite number."""
    match = NUMBER.fullmatch(text.strip())
    if not match or len(text) > 40:
        return None
    percent = match[4] == "%"
    value = float(text.strip().rstrip("%"))
    if not math.isfinite(value):
        return None
    return (value / 100 if percent else value), percent


def suggestion(given: str, legal: Iterable[str]) -> str:
    """The legal word that begins with what was given, or else of the near ones that which begins like it the longest.

    Empty where none is near. Codes are as near to each other as TD1x is to TD101 and TD901: families share a beginning.
    """
    import difflib

    words = list(legal)
    begun = [word for word in words if given and word.startswith(given)]
    near = begun or difflib.get_close_matches(given, words, n=5, cutoff=0.6)
    return max(filter(near.__contains__, words), key=lambda word: _common(given, word), default="")


def _common(first: str, second: str) -> int:
    """Letters with which both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))


def unknown(key: str, given: str, legal: Iterable[str], **data: str) -> UsageError:
    """Make the error of a word that is none of the legal ones: it names them, and the one that may be meant."""
    words = list(legal)
    return UsageError(key, given=given, legal=words, near=suggestion(given, words), **data)
