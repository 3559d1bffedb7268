"""How many columns text takes in a terminal: wide characters two, combining ones none."""

from __future__ import annotations

from functools import lru_cache

_WIDE = ("W", "F")
_NOTHING = ("Mn", "Me", "Mc", "Cf")
_SOFT_HYPHEN = "\xad"
"""The one sign of format that terminals show."""


def cell_len(text: str) -> int:
    """Columns of a text."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def cut(text: str, width: int) -> str:
    """As many characters as fit into the columns."""
    used = 0
    for place, sign in enumerate(text):
        used += _cells(sign)
        if used > width:
            return text[:place]
    return text


@lru_cache(maxsize=4096)
def _cells(sign: str) -> int:
    if sign.isascii() or sign == _SOFT_HYPHEN:
        return 1
    from unicodedata import category, east_asian_width

    if category(sign) in _NOTHING:
        return 0
    return 2 if east_asian_width(sign) in _WIDE else 1
