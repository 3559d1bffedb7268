"""Signals as something to wait for, like bytes: nothing is ever interrupted in the middle."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

_MANY = 512


class Signals:
    """While this is open, these signals do nothing but make `descriptor` readable.

    Where they cannot be had (Windows, a thread that is not the main one) `descriptor` is None and nothing changes.
    """

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = numbers
        self._before: list[tuple[int, object]] = []
        self._write = self._wakeup = -1
        self.descriptor: int | None = None

    def __enter__(self) -> Self:
        if os.name != "nt" and threading.current_thread() is threading.main_thread():
            self.descriptor, self._write = os.pipe()
            os.set_blocking(self.descriptor, False)
            os.set_blocking(self._write, False)
            self._wakeup = signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
            # What is ignored stays so: a shell without job control starts its background jobs with SIGINT ignored.
            # Not so the end of a child: where that is ignored its exit code is lost.
            taken = [
                one for one in self._numbers if one == signal.SIGCHLD or signal.getsignal(one) is not signal.SIG_IGN
            ]
            self._before = [(number, signal.signal(number, _nothing)) for number in taken]
        return self

    def __exit__(self, *_: object) -> None:
        if self.descriptor is None:
            return
        for number, handler in self._before:
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)  # type: ignore[arg-type]
        signal.set_wakeup_fd(self._wakeup)
        os.close(self.descriptor)
        os.close(self._write)
        self.descriptor = None

    def interrupt(self) -> None:
        """From now on let them interrupt whatever goes on, as Ctrl-C does."""
        for number, _ in self._before:
            signal.signal(number, signal.default_int_handler)

    def arrived(self) -> bytes:
        """Numbers of the signals that came since the last call, a byte each."""
        if self.descriptor is not None:
            with suppress(BlockingIOError):
                return os.read(self.descriptor, _MANY)
        return b""


def _nothing(number: int, frame: FrameType | None) -> None:
    """Take the signal; its number has been written already."""
