"""The learning rate of each epoch (from 0), as a share of the case's own rate."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def cosine(epoch: int, epochs: int) -> float:
    """Down to nothing along half a cosine."""
    return 0.5 * (1 + math.cos(math.pi * epoch / epochs))


def steps(epoch: int, epochs: int) -> float:
    """A tenth from two fifths of the way on, a hundredth from seven tenths."""
    return 0.1 ** ((epoch >= 0.4 * epochs) + (epoch >= 0.7 * epochs))


def restarts(epoch: int, epochs: int) -> float:
    """Four cosines, one after the other."""
    length = max(1, epochs // 4)
    return 0.5 * (1 + math.cos(math.pi * (epoch % length) / length))


def one_cycle(epoch: int, epochs: int) -> float:
    """Up for a third of the way, then down to nothing."""
    top = epochs / 3
    return 0.1 + 0.9 * epoch / top if epoch < top else max(0.0, (epochs - epoch) / (epochs - top))


def warm_up(epoch: int, epochs: int) -> float:
    """A straight way up over the first tenth, then constant."""
    return min(1.0, (epoch + 1) / max(1.0, epochs / 10))


def climbing(epoch: int, epochs: int) -> float:
    """A schedule the wrong way round: three hundred times as much by the end."""
    return math.pow(300, epoch / epochs)


SCHEDULES: Mapping[str, Callable[[int, int], float]] = {
    schedule.__name__: schedule for schedule in (cosine, steps, restarts, one_cycle, warm_up, climbing)
}
