"""The small phrases that every part of a comparison needs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trainlog_doctor.i18n import translations
from trainlog_doctor.i18n.numbers import number
from trainlog_doctor.view.phrases import relative

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.roles import Better
    from trainlog_doctor.i18n import Text

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CERTAIN = 0.1
"""Relative change whose tenths of a per cent say nothing."""


def word(key: str, data: Mapping[str, object] | None = None) -> Text:
    """Word a key of the topic ``compare`` in every language."""
    return translations(f"compare.{key}", data)


def letter(place: int) -> str:
    """``A`` for the first side, ``AA`` after ``Z``."""
    more, rest = divmod(place, len(_LETTERS))
    return (letter(more - 1) if more else "") + _LETTERS[rest]


def change(base: float, other: float, better: Better) -> str:
    """By how much a metric changed: a loss in percent of what it was, a score by the difference."""
    if better == "lower" and base > 0 and other > 0:
        share = other / base - 1
        return relative(share, 0 if abs(share) >= _CERTAIN else 1)
    return signed(other - base)


def signed(value: float) -> str:
    """A difference with its sign, without the dust that subtracting leaves."""
    shown = number(float(f"{abs(value):.6g}"), 3)
    return shown if not value or math.isnan(value) else f"{'+' if value > 0 else '-'}{shown}"
