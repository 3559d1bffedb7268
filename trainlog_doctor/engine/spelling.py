"""What people type: numbers as rule files write them, and names that are nearly right."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

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
    """The legal word nearest to what was given, or an empty string."""
    import difflib

    return next(iter(difflib.get_close_matches(given, list(legal), n=1, cutoff=0.6)), "")
