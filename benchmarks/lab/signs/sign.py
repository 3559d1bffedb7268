"""What a sign says, and how it is told from a measurement."""

from __future__ import annotations

Sign = bool | None
"""True: shown. False: ruled out. None: neither."""


def between(value: float, *, shown: float, ruled_out: float) -> Sign:
    """Shown from one value on, ruled out up to another, neither in between."""
    return True if value >= shown else never(value <= ruled_out)


def never(ruled_out: bool) -> Sign:
    """Ruled out, or neither."""
    return False if ruled_out else None
