"""Scalars logged one by one at steps: one series a tag, as TensorBoard, MLflow, W&B and others keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import FloatArray, IntArray


_FURTHEST = 2**53


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """The points of one tag, in the order in which they were logged; all arrays of shape (n_points,).

    Attributes
    ----------
    tag
        Name as logged.
    steps
        int64, the logger's step counter, within ±2**53.
    values
        float64; NaN was logged as NaN.
    clock
        float64, seconds of the wall clock, or positions in the source; never falls, and is compared between the tags
        of one training only.
    """

    tag: str
    steps: IntArray
    values: FloatArray
    clock: FloatArray

    def __len__(self) -> int:
        return len(self.steps)

    def take(self, chosen: slice | np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Series:
        """Choose points."""
        return Series(self.tag, self.steps[chosen], self.values[chosen], self.clock[chosen])

    @property
    def rising(self) -> bool:
        """Whether the steps never fall."""
        return bool((self.steps[1:] >= self.steps[:-1]).all())

    @property
    def restarts(self) -> IntArray:
        """Positions at which the steps fall back to the first step or below it."""
        fallen = self.steps[1:] < self.steps[:-1]
        return np.flatnonzero(fallen & (self.steps[1:] <= self.steps[0])) + 1


def join(parts: Sequence[Series]) -> Series:
    """Put series one behind the other, under the tag of the first."""
    if len(parts) == 1:
        return parts[0]
    return Series(
        parts[0].tag,
        np.concatenate([part.steps for part in parts]),
        np.concatenate([part.values for part in parts]),
        np.concatenate([part.clock for part in parts]),
    )


def make_series(tag: str, steps: IntArray, values: FloatArray, clock: FloatArray) -> Series:
    """Make a series of what a file holds, which may be anything; it may come out empty.

    Steps beyond ±2**53, which no training reaches and arithmetic does not survive, are left out. A clock that falls or
    is not a number stands still.
    """
    sane = (steps > -_FURTHEST) & (steps < _FURTHEST)
    steady = np.fmax.accumulate(clock) if len(clock) else clock
    finite = steady if np.isfinite(steady).all() else np.nan_to_num(steady, nan=-_FURTHEST)
    series = Series(tag, steps, values, finite)
    return series if sane.all() else series.take(sane)


def of_points(tag: str, points: Sequence[tuple[float, int, float]]) -> Series:
    """Make a series of single points, at least one: clock, step and value, as `make_series` takes them."""
    clock, steps, values = zip(*points, strict=True)
    return make_series(tag, np.array(steps, np.int64), np.array(values, np.float64), np.array(clock, np.float64))


def forget_rewound(series: Series) -> Series:
    """Leave out the points that a resumed training logged again: those at a step above any step that came later."""
    lowest_later = np.minimum.accumulate(series.steps[::-1])[::-1]
    return series.take(series.steps <= lowest_later)
