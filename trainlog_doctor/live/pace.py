"""How often to look: so seldom that looking takes a tenth of the time at most, whatever a look costs."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHARE = 0.1
"""Of the time that may be spent on looking: a log that prints thousands of epochs a minute is read, not looked at."""


class Pace:
    """Says when the next look may be.

    Parameters
    ----------
    clock
        Seconds, from any beginning.
    used
        Seconds of computing so far: on a busy machine a look takes long, but no more of the machine.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic, used: Callable[[], float] | None = None) -> None:
        self._clock, self._used = clock, used or time.thread_time
        self._free = clock()

    def wait(self) -> float:
        """Seconds until the next look; 0 if it may be now."""
        return max(0.0, self._free - self._clock())

    @contextmanager
    def measured(self) -> Iterator[float]:
        """Measure a look; gives the time at which it began."""
        before = self._used()
        try:
            yield self._clock()
        finally:
            self._free = self._clock() + (self._used() - before) * (1 / SHARE - 1)
