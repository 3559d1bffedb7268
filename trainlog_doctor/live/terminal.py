"""A command under a pseudo-terminal as a source; its keys, signals and window size go the other way."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from trainlog_doctor.live.descriptors import CHUNK_BYTES, readable, write_all
from trainlog_doctor.live.keyboard import size

if TYPE_CHECKING:
    from trainlog_doctor.live.child import Child
    from trainlog_doctor.live.ending import Ending
    from trainlog_doctor.live.keyboard import Keyboard
    from trainlog_doctor.live.signals import Signals

TAKEN_SIGNALS = (
    signal.SIGINT,
    signal.SIGTERM,
    signal.SIGHUP,
    signal.SIGQUIT,
    signal.SIGTSTP,
    signal.SIGCONT,
    signal.SIGWINCH,
    signal.SIGCHLD,
)
_FORWARDED = frozenset({signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2})
_HARDER = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
"""What one Ctrl-C after the other sends."""

_LAST_WORDS = 0.2
"""Seconds of silence after the command's end, where others that it left behind keep its terminal open."""


class Terminal:
    """Reads what a command writes until it has ended and nothing is left.

    Parameters
    ----------
    signals
        Open, with `TAKEN_SIGNALS`.
    """

    def __init__(self, child: Child, keyboard: Keyboard, signals: Signals, ending: Ending) -> None:
        self._child, self._keyboard, self._signals, self._ending = child, keyboard, signals, ending
        self._hung_up = False
        self.interruptions = 0

    def read(self, seconds: float | None) -> bytes | None:
        """Wait for the next bytes: empty at the end, None when the time is up."""
        ended = self._child.ended
        if ended and self._hung_up:
            return b""
        ready = readable(self._awaited(), self._patience(seconds, ended=ended))
        if self._signals.descriptor in ready:
            for number in self._signals.arrived():
                self._take(number)
        if self._keyboard.descriptor in ready:
            self._pass_keys()
        if self._child.terminal in ready:
            return self._written()
        return b"" if ended and not ready else None

    def _awaited(self) -> list[int]:
        awaited = [] if self._hung_up else [self._child.terminal]
        if self._signals.descriptor is not None:
            awaited.append(self._signals.descriptor)
        if self._keyboard.descriptor is not None and self._keyboard.listening:
            awaited.append(self._keyboard.descriptor)
        return awaited

    def _patience(self, seconds: float | None, *, ended: bool) -> float | None:
        limits = (seconds, self._ending.insist(), _LAST_WORDS if ended else None)
        return min((limit for limit in limits if limit is not None), default=None)

    def _written(self) -> bytes | None:
        try:
            chunk = os.read(self._child.terminal, CHUNK_BYTES)
        except OSError:  # how Linux says that nobody holds the other end any more
            chunk = b""
        self._hung_up = not chunk
        return chunk or None

    def _pass_keys(self) -> None:
        descriptor = self._keyboard.descriptor
        keys = b"" if descriptor is None else os.read(descriptor, CHUNK_BYTES)
        if not keys:
            self._keyboard.forget()
        elif not self._hung_up:
            write_all(self._child.terminal, keys)

    def _take(self, number: int) -> None:
        if number == signal.SIGINT:
            self._child.send(_HARDER[min(self.interruptions, len(_HARDER) - 1)])
            self.interruptions += 1
        elif number == signal.SIGTSTP:
            self._pause()
        elif number == signal.SIGCONT:
            self._go_on()
        elif number == signal.SIGWINCH:
            self._child.resize(*size())
        elif number in _FORWARDED:
            self._child.send(number)

    def _pause(self) -> None:
        """Stop the command and ourselves, the terminal as the shell knows it. A session of its own ignores SIGTSTP."""
        self._keyboard.restore()
        self._child.send(signal.SIGSTOP)
        os.kill(os.getpid(), signal.SIGSTOP)
        self._go_on()

    def _go_on(self) -> None:
        self._keyboard.attach()
        self._child.resize(*size())
        self._child.send(signal.SIGCONT)
