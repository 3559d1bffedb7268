"""Numbers of bytes as people write them: ``500M``, ``16 GB``. A unit is 1024 of the one before it."""

from __future__ import annotations

_UNITS = "KMGT"
_NUMBER = frozenset("0123456789.")
_LONGEST = 12


def read_size(text: str) -> int | None:
    """Read a number of bytes; None for what is none, or not one byte."""
    plain = text.strip().upper().removesuffix("B").removesuffix("I")
    power = _UNITS.find(plain[-1:]) + 1 if plain else 0
    number = (plain[:-1] if power else plain).rstrip()
    if len(number) > _LONGEST or not _NUMBER.issuperset(number):
        return None
    try:
        return int(float(number) * 1024**power) or None
    except ValueError:
        return None


def size_text(count: int) -> str:
    """Write a number of bytes in the largest unit that it fills, rounded down."""
    power = min(len(_UNITS), max(0, count.bit_length() - 1) // 10)
    return f"{count // 1024**power} {_UNITS[power - 1]}B" if power else f"{count} B"
