"""What a source gives."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


class Samples(NamedTuple):
    """Inputs of shape (n, …), targets of shape (n,) or (n, outputs), and the number of classes (0: regression)."""

    x: Array
    y: Array
    classes: int


def samples(pair: tuple[Array, Array], classes: int) -> Samples:
    """Inputs and targets as scikit-learn returns them, with the number of classes."""
    return Samples(pair[0], pair[1], classes)
