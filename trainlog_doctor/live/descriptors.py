"""Open files by their numbers: waiting for several, writing everything, and sinks, which never harm a training."""

from __future__ import annotations

import os
import select
from contextlib import suppress
from typing import TYPE_CHECKING

from trainlog_doctor.errors import SourceError
from trainlog_doctor.record import dataclass

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


@dataclass(slots=True)
class Sink:
    """Where the training's bytes go besides the parser (standard output, the saved log), until it takes no more.

    Attributes
    ----------
    path
        Its name for messages.
    fault
        Why it took no more; None while all is well, and for a reader who has gone away.
    """

    descriptor: int
    path: str
    fault: SourceError | None = None
    _open: bool = True

    def write(self, data: bytes) -> SourceError | None:
        """Write, and say what went wrong when it does so for the first time."""
        if not self._open:
            return None
        try:
            write_all(self.descriptor, data)
        except BrokenPipeError:
            self._open = False
        except OSError as error:
            self._open = False
            self.fault = SourceError("live.sink_failed", path=self.path, problem=error.strerror or "")
            return self.fault
        return None
