"""How many columns text takes in a terminal: wide characters two, combining ones none."""

from __future__ import annotations

from functools import lru_cache

_WIDE = ("W", "F")
_NOTHING = ("Mn", "Me", "Mc", "Cf")
_LAST_ASCII = "\x7f"
_NARROW = (("", "\u02ff"), ("\u2010", "\u2026"), ("\u2190", "\u22ff"))
"""Western letters (with the soft hyphen, the one sign of format that terminals show), punctuation, arrows and signs of
mathematics: a page of these need not import the tables of Unicode."""


def cell_len(text: str) -> int:
    """Columns of a text."""
    others = [sign for sign in text if sign > _LAST_ASCII] if not text.isascii() else ()
    return len(text) - len(others) + sum(map(_cells, others))


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
    if any(first <= sign <= last for first, last in _NARROW):
        return 1
    from unicodedata import category, east_asian_width

    if category(sign) in _NOTHING:
        return 0
    return 2 if east_asian_width(sign) in _WIDE else 1
