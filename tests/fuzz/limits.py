"""What reading some bytes may cost, checked around a target."""

from __future__ import annotations

import resource
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS_PER_MEGABYTE = 5.0
SECONDS_AT_LEAST = 2.0
"""Some bytes take what a few imports take; instrumented code is several times slower than plain code."""

MEMORY_FACTOR = 10
MEMORY_AT_LEAST = 128 << 20
"""The first Parquet file brings pyarrow with it, which takes most of this."""


class TooSlowError(AssertionError):
    """The bytes took longer than any bytes of their number may take."""


class TooLargeError(AssertionError):
    """The bytes took more memory than any bytes of their number may take."""


@contextmanager
def within_limits(size: int) -> Iterator[None]:
    """Measure what is done inside, in seconds of the processor and in growth of the process's peak of memory.

    Raises
    ------
    TooSlowError
        More than `SECONDS_PER_MEGABYTE`.
    TooLargeError
        More than `MEMORY_FACTOR` bytes a byte.
    """
    peak, start = _peak(), time.process_time()
    yield
    seconds, memory = time.process_time() - start, _peak() - peak
    if seconds > SECONDS_AT_LEAST + SECONDS_PER_MEGABYTE * size / 1e6:
        raise TooSlowError(f"{seconds:.1f} s for {size} bytes")
    if memory > MEMORY_AT_LEAST + MEMORY_FACTOR * size:
        raise TooLargeError(f"{memory >> 20} MB for {size} bytes")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
