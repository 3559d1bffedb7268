"""How far the reading is: whoever wants to see that is told of every piece that is read, wherever that happens."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from trainlog_doctor.sources.compression import Binary

_LISTENER: ContextVar[Callable[[int], None] | None] = ContextVar("listener", default=None)


@contextmanager
def counted(listener: Callable[[int], None]) -> Iterator[None]:
    """Tell a listener how many bytes each piece has that is read inside: as they lie on disk, packed or not."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


def count(size: int) -> None:
    """Tell of a piece, if anybody listens."""
    listener = _LISTENER.get()
    if listener is not None:
        listener(size)


def counting(raw: Binary) -> Binary:
    """Put the counting before a file, if anybody listens."""
    return raw if _LISTENER.get() is None else _Counting(raw)


class _Counting:
    def __init__(self, raw: Binary) -> None:
        self._raw = raw

    def read1(self, size: int = -1, /) -> bytes:
        chunk = self._raw.read1(size)
        count(len(chunk))
        return chunk
