"""A column of a run as statistics see it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from trainlog_doctor.engine.measures.median import running_median
from trainlog_doctor.engine.measures.noise import jitter_of_finite
from trainlog_doctor.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Hashable

    from trainlog_doctor.engine.roles import Better
    from trainlog_doctor.model import FloatArray, IntArray, Run


@dataclass(frozen=True, eq=False)
class Series:
    """The points of one column, as statistics see them. What few rules ask for is computed when first asked for.

    Attributes
    ----------
    name
        The column's name.
    better
        Direction in which it improves.
    epochs
        int64 array of shape (n_points,), 1-based, rising.
    values
        float64 array of shape (n_points,), finite.
    run
        The run it belongs to.
    per_cent
        Whether ``values`` are fractions of what the log has.
    memory
        What measures made of it, see ``engine.measures.remembered``.
    """

    name: str
    better: Better | None
    epochs: IntArray
    values: FloatArray
    run: Run
    per_cent: bool = False
    memory: dict[Hashable, Any] = field(default_factory=dict)

    def measured(self, logged: float) -> float:
        """A value of the log in the unit of ``values``."""
        return logged / 100 if self.per_cent else logged

    @cached_property
    def cost(self) -> FloatArray:
        """``values`` turned so that lower is better."""
        return -self.values if self.better == "higher" else self.values

    @cached_property
    def best(self) -> int:
        """Position of the best point, the earliest one among equals; the series must have a point."""
        return int(self.cost.argmin())

    @cached_property
    def lowest(self) -> float:
        """Cost of the best point; the series must have a point."""
        return float(self.cost[self.best])

    @cached_property
    def steps(self) -> FloatArray:
        """Differences of consecutive costs, shape (n_points - 1,): positive where the series got worse."""
        return self.cost[1:] - self.cost[:-1]

    @cached_property
    def smooth(self) -> FloatArray:
        """``cost`` smoothed over three epochs, shape (n_points,)."""
        return running_median(self.cost)

    @cached_property
    def bounds(self) -> tuple[float, float]:
        """Lowest and highest value; the series must have a point."""
        lowest, highest = self.values[self.values.argmin()], self.values[self.values.argmax()]  # half the time of min()
        return float(lowest), float(highest)

    @cached_property
    def jitter(self) -> float:
        """Noise of ``values`` (see ``engine.measures.noise``), in their unit."""
        return jitter_of_finite(self.values)

    @cached_property
    def nonfinite(self) -> tuple[int, ...]:
        """Epochs at which the log itself printed NaN or an infinity, rising."""
        frame = self.run.frame
        logged = frame.logged_nan.get(self.name, ())
        if not logged and len(self.values) == len(frame):
            return ()
        there = self.name in frame.columns
        infinite = frame.epoch[np.isinf(frame.columns[self.name])].tolist() if there else ()
        return tuple(sorted({*logged, *infinite}))
