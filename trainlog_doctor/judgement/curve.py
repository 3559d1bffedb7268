"""One metric at the epochs that are judged."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.noise import jitter_of_finite
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray


@dataclass(frozen=True, eq=False)
class Curve:
    """One metric at the judged epochs.

    Attributes
    ----------
    values
        float64 array of shape (n_judged,), finite, as logged.
    bounded
        Whether higher is better and differences count as they stand (a score such as accuracy); else lower is, and they
        count relative to the level (a loss).
    whole
        What a perfect share is written as: 100 where the score is in per cent.
    """

    name: str
    values: FloatArray
    bounded: bool
    whole: float = 1.0

    @cached_property
    def costs(self) -> FloatArray:
        """``values`` turned so that lower is better."""
        return -self.values if self.bounded else self.values

    @cached_property
    def best(self) -> int:
        """Position of the best value, the earliest among equals."""
        return int(self.costs.argmin())

    @cached_property
    def lowest(self) -> float:
        """Cost of the best value."""
        return float(self.costs[self.best])

    @property
    def is_ratio(self) -> bool:
        """Whether its changes are told as shares: those of a positive loss."""
        return not self.bounded and self.lowest > 0

    @cached_property
    def relative(self) -> FloatArray:
        """``costs`` in units that can be compared between curves: shape (n_judged,), lowest 0.

        A loss counts by its ratio to the lowest, so that its scale does not matter; a bounded score by its difference,
        in parts of what a perfect one is written as, or of its best value where that is above (a PSNR).
        """
        costs, lowest = self.costs, self.lowest
        if self.bounded:
            return (costs - lowest) / max(self.whole, abs(lowest))
        if self.is_ratio:
            return np.asarray(np.log(costs) - np.log(lowest), dtype=np.float64)
        quarter, three_quarters = np.quantile(costs, (0.25, 0.75))
        scale = max(abs(lowest), three_quarters - quarter, 1e-12 * float(np.ptp(costs)))
        return np.asarray((costs - lowest) / (scale or 1.0), dtype=np.float64)

    @cached_property
    def noise(self) -> float:
        """Jitter of ``relative``."""
        return jitter_of_finite(self.relative)
