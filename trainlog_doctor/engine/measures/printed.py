"""The step in which a log prints a metric: what is smaller than it cannot be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from trainlog_doctor.model import FloatArray

_MOST_DECIMALS = 8
"""Single precision resolves no more of a number near 1."""

_SCALES = np.array([10.0**decimals for decimals in range(_MOST_DECIMALS)])
_FIRST = 4
"""Values that rule out most steps at once."""


def printed_step(values: FloatArray) -> float:
    """The largest power of ten, at most 1, of which all values are multiples; 1e-8 where none is that coarse."""
    possible = _are_whole(values[:_FIRST, np.newaxis] * _SCALES).all(axis=0)
    for decimals in np.flatnonzero(possible).tolist():
        if _are_whole(values * _SCALES[decimals]).all():
            return float(10.0**-decimals)
    return float(10.0**-_MOST_DECIMALS)


def _are_whole(scaled: FloatArray) -> npt.NDArray[np.bool_]:
    whole: npt.NDArray[np.bool_] = np.abs(scaled - np.rint(scaled)) <= 1e-6 + 1e-12 * np.abs(scaled)
    return whole
