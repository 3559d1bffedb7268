"""How far a value is from the best that its metric can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from trainlog_doctor.engine.roles import Better
    from trainlog_doctor.model import FloatArray

_FRACTION = 1.5
"""A score above this is no fraction: it is taken to be in per cent."""


def from_perfect(value: float, better: Better | None) -> float:
    """Distance to 1 where higher is better; beyond 1 a score counts as per cent.

    The whole scale, 1.0, is left to an error of any size but 0, whose unit is that of the target, and to a score beyond
    100, which has no perfect value.
    """
    if better != "higher":
        return 1.0 if value else 0.0
    if value > 100:
        return 1.0
    return 1 - (value / 100 if value > _FRACTION else value)


def is_per_cent(values: FloatArray) -> bool:
    """Whether shares are in per cent: the highest that is logged (NaN is not) lies between 1 and 100, none below 0."""
    return len(values) > 0 and bool(_FRACTION < np.fmax.reduce(values) <= 100 and np.fmin.reduce(values) >= 0)


def as_fraction(values: FloatArray) -> FloatArray:
    """Scores as fractions: where the largest is beyond 1, all are in per cent."""
    return values / 100 if values.max() > _FRACTION else values
