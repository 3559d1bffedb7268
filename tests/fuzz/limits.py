"""What reading some bytes may cost, checked around a target."""

from __future__ import annotations

import resource
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tests.yardstick import moment

if TYPE_CHECKING:
    from collections.abc import Iterator

MOMENTS_PER_MEGABYTE = 500
MOMENTS_AT_LEAST = 200
"""Of a hundredth of a second each. Some bytes take what imports take; instrumented code is several times slower."""

MEMORY_FACTOR = 10
MEMORY_AT_LEAST = 128 << 20
"""The first Parquet file brings pyarrow with it, which takes most of this."""


class TooSlowError(AssertionError):
    """The bytes took longer than any bytes of their number may take."""


class TooLargeError(AssertionError):
    """The bytes took more memory than any bytes of their number may take."""


@contextmanager
def within_limits(size: int, held: int | None = None) -> Iterator[None]:
    """Measure what is done inside: time of the processor, in moments, and growth of the process's peak of memory.

    Parameters
    ----------
    held
        Bytes that memory may grow with, where these are not all.

    Raises
    ------
    TooSlowError
        More than `MOMENTS_PER_MEGABYTE`.
    TooLargeError
        More than `MEMORY_FACTOR` bytes a byte.
    """
    _forget_peak()
    peak, start = _peak(), time.process_time()
    yield
    moments, memory = (time.process_time() - start) / moment(), _peak() - peak
    if moments > MOMENTS_AT_LEAST + MOMENTS_PER_MEGABYTE * size / 1e6:
        raise TooSlowError(f"{moments:.0f} moments for {size} bytes")
    if memory > MEMORY_AT_LEAST + MEMORY_FACTOR * (size if held is None else held):
        raise TooLargeError(f"{memory >> 20} MB for {size} bytes")


def _forget_peak() -> None:
    """Let the process's peak be what it has now, where the system can: what came before would hide what comes."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
