"""What work costs, counted against other work on the same machine: a limit in seconds would be another one on each."""

from __future__ import annotations

import time
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_STEPS = 400_000
_TRIES = 5
_SHORTEST = 1e-7
"""No call takes less: a clock that has not moved in between says nothing."""


@cache
def moment() -> float:
    """Seconds of the processor that a fixed piece of plain Python takes here: about a hundredth of a second."""
    return min(seconds(_plain_python) for _ in range(_TRIES))


def cost(work: Callable[[], object]) -> float:
    """What some work takes, in moments."""
    return seconds(work) / moment()


def seconds(work: Callable[[], object]) -> float:
    """What some work takes of the processor: time in which others have it is not counted."""
    begun = time.process_time()
    work()
    return max(_SHORTEST, time.process_time() - begun)


def _plain_python() -> int:
    found = 0
    for step in range(_STEPS):
        found ^= step
    return found
