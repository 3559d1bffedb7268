"""Open files by their numbers: waiting for several at once, and writing everything."""

from __future__ import annotations

import os
import select
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

CHUNK_BYTES = 1 << 16
_PIPE_BYTES = 1 << 20


def readable(descriptors: Collection[int], seconds: float | None) -> frozenset[int]:
    """Wait until something can be read; empty when the time is up. ``None`` waits for ever."""
    if os.name == "nt":  # pragma: no cover - Windows can wait for sockets only: the first read will wait
        return frozenset(descriptors)
    return frozenset(select.select(descriptors, (), (), seconds)[0])


def write_all(descriptor: int, data: bytes) -> None:
    """Write everything, however often it takes.

    Raises
    ------
    OSError
        It could not be written.
    """
    rest = memoryview(data)
    while rest:
        try:
            rest = rest[os.write(descriptor, rest) :]
        except BlockingIOError:
            select.select((), (descriptor,), ())


def widen(pipe: int) -> None:
    """Let a pipe hold more, where the system can: who writes into it need not wait while we look."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
