"""The scale of a panel: linear, or logarithmic where the values span orders of magnitude; and its round labels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trainlog_doctor.i18n.numbers import number
from trainlog_doctor.record import dataclass
from trainlog_doctor.view.sketch.model import TickView

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LOG_FROM = 100.0
"""Ratio of the largest value to the smallest from which a linear scale would flatten the smaller ones."""
_LARGEST = 1e300
"""Larger values stand at the edge: the distance between two of them need not be finite."""
_STEPS = (5.0, 2.0, 1.0)
_FEWEST = 3
_MOST_DECADES = 4
_LEAST_RANGE = 0.02
"""A panel shows at least this share of its largest value, so that what hardly moves looks flat."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The values at the bottom and the top of a panel."""

    low: float
    high: float
    log: bool

    def height(self, value: float) -> float:
        """Share of the panel's height at which a finite value stands; what lies outside stands at the edge."""
        if self.log:
            inside = math.log(min(max(value, self.low), self.high))
            return (inside - math.log(self.low)) / (math.log(self.high) - math.log(self.low))
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


def scale_of(values: Sequence[float]) -> Scale:
    """Choose the scale of finite values; zeros, which rounding makes of small losses, stand at the bottom."""
    low, high = (min(max(edge, -_LARGEST), _LARGEST) for edge in (min(values), max(values)))
    positive = min((value for value in values if value > 0), default=math.inf)
    if low >= 0 and high / positive >= _LOG_FROM:
        return Scale(positive, high, log=True)
    missing = _LEAST_RANGE * max(abs(low), abs(high)) - (high - low)
    if missing >= 0:
        margin = missing / 2 or 1.0
        return Scale(low - margin, high + margin, log=False)
    return Scale(low, high, log=False)


def ticks(scale: Scale) -> tuple[TickView, ...]:
    """Label a few round values between bottom and top."""
    values = _decades(scale) if scale.log else _round(scale.low, scale.high)
    return tuple(TickView(scale.height(value), number(value)) for value in values)


def epoch_ticks(first: int, last: int) -> tuple[int, ...]:
    """Choose round epochs strictly between the first and the last."""
    found = map(round, _round(first, last, least=1.0))
    return tuple(epoch for epoch in found if first < epoch < last)


def _decades(scale: Scale) -> Iterable[float]:
    low, high = math.ceil(math.log10(scale.low) - 1e-9), math.floor(math.log10(scale.high) + 1e-9)
    step = max(1, math.ceil((high - low + 1) / _MOST_DECADES))
    return (10.0**power for power in range(low, high + 1, step))


def _round(low: float, high: float, least: float = 0.0) -> Iterable[float]:
    """Take multiples of the largest round step, but no finer than ``least``, that gives a few."""
    size = 10.0 ** math.floor(math.log10(high - low))
    steps = (size * step for size in (size, size / 10) for step in _STEPS)
    found: Sequence[float] = ()
    for step in steps:
        found = _multiples(low, high, max(step, least))
        if len(found) >= _FEWEST:
            break
    return found


def _multiples(low: float, high: float, step: float) -> Sequence[float]:
    return [place * step for place in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]
