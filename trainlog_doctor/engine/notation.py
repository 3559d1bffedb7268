"""The short notation of series in rule tests (after promtool's): blank-separated tokens.

``0.60``
    one value
``0.60+0.05x3``, ``0.60-0.05x3``
    the value, then three more, each one step further (0.60 0.65 0.70 0.75); steps are computed in decimal, so that
    0.60 + 2 * 0.05 is 0.70 exactly and never falls on the wrong side of a threshold
``0.60x4``
    the value, then four more of the same (five in all)
``_``, ``_x3``
    one, or three, epochs at which nothing was logged
``nan``, ``inf``, ``-inf``
    as the log printed them

A number has at most 30 digits before and after the point and three in its exponent: decimals know no other bounds.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal

from trainlog_doctor.regex import regex

_NUMBER = r"-?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][+-]?\d{1,3})?"
_TOKEN = regex(
    rf"(?P<start>{_NUMBER})(?:(?P<step>[+-]{_NUMBER.removeprefix('-?')})x(?P<steps>\d{{1,5}})|x(?P<times>\d{{1,5}}))?"
    r"|(?P<word>_|nan|inf|-inf)(?:x(?P<repeats>\d{1,5}))?",
    re.ASCII,
)
_MOST_VALUES = 100_000


class NotationError(ValueError):
    """A token that is no part of the notation."""

    def __init__(self, token: str) -> None:
        super().__init__(token)
        self.token = token


def read_series(text: str) -> list[float | None]:
    """Read a series; None stands for a value that was not logged.

    Raises
    ------
    NotationError
        With the first token that cannot be read, or that makes the series absurdly long.
    """
    values: list[float | None] = []
    for token in text.split():
        match = _TOKEN.fullmatch(token)
        if not match:
            raise NotationError(token)
        values += _word(match) if match["word"] else _numbers(match)
        if len(values) > _MOST_VALUES:
            raise NotationError(token)
    return values


def _word(match: re.Match[str]) -> list[float | None]:
    value = None if match["word"] == "_" else math.inf if match["word"] == "inf" else float(match["word"])
    return [value] * int(match["repeats"] or 1)


def _numbers(match: re.Match[str]) -> list[float | None]:
    start = Decimal(match["start"])
    if match["step"] is None:
        return [float(start)] * (int(match["times"] or 0) + 1)
    step = Decimal(match["step"])
    return [float(start + k * step) for k in range(int(match["steps"]) + 1)]
