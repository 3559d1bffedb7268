"""The median, without the checks that make numpy's own ten times slower on the fifty points of a usual run."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray


def median(values: FloatArray) -> float:
    """Middle value, or the mean of the two middle ones.

    Parameters
    ----------
    values
        float64 array of shape (n,), n >= 1, without NaN.
    """
    ordered = values.copy()
    ordered.sort()
    half = len(ordered) // 2
    return float(ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2)
