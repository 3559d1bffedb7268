"""How far a value is from the best that its metric can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainlog_doctor.engine.roles import Better

_FRACTION = 1.5
"""A score above this is no fraction: it is taken to be in per cent."""


def from_perfect(value: float, better: Better | None) -> float:
    """Distance to 1 where higher is better, to 0 where lower is better.

    A score beyond 1 counts as per cent; one beyond 100 has no perfect value, and the whole scale, 1.0, is left.
    """
    if better != "higher":
        return abs(value)
    if value > 100:
        return 1.0
    return 1 - (value / 100 if value > _FRACTION else value)
