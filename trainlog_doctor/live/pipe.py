"""Standard input as a source: a training's output, through a pipe."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

from trainlog_doctor.live.descriptors import CHUNK_BYTES, readable
from trainlog_doctor.live.words import trouble

if TYPE_CHECKING:
    from trainlog_doctor.live.screen import Screen
    from trainlog_doctor.live.signals import Signals

ENDING_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""What a terminal, a scheduler or a closed window sends to the training and to us alike."""

_BREATH_SECONDS = 0.01


class Pipe:
    """Reads a pipe to its end: a first Ctrl-C is for the training, whose last words are waited for; a second one quits.

    What is typed or pasted into a terminal ends at the first one.

    Parameters
    ----------
    descriptor
        The pipe's end.
    signals
        Open, with `ENDING_SIGNALS`.
    last
        Whether nothing is read behind it. Else signals are left to what is, once this has ended.
    """

    def __init__(self, descriptor: int, signals: Signals, screen: Screen, *, last: bool = True) -> None:
        self._descriptor, self._signals, self._screen, self._last = descriptor, signals, screen, last
        self._typed = os.isatty(descriptor)
        self._ended = self._hurry = False
        self._read_at = -_BREATH_SECONDS
        self.interrupted = False

    def read(self, seconds: float | None) -> bytes | None:
        """Wait for the next bytes: empty at the end, None when the time is up.

        Raises
        ------
        KeyboardInterrupt
            At the second signal; from then on this is the end.
        """
        if self._ended:
            self._heed()  # what ends everybody may come right behind the training's end
            return b""
        wakeup = self._signals.descriptor
        ready = readable([self._descriptor] if wakeup is None else [self._descriptor, wakeup], seconds)
        if wakeup in ready and self._heed():
            return b""
        if self._descriptor not in ready:
            return None
        self._breathe()
        try:
            chunk = os.read(self._descriptor, CHUNK_BYTES)
        except BlockingIOError:
            return None
        self._read_at, self._hurry = time.monotonic(), len(chunk) == CHUNK_BYTES
        # A terminal tells its end once only: whoever asks again would wait for another Ctrl-D.
        self._ended = not chunk
        if self._ended and not self._last:
            self._signals.interrupt()
        return chunk

    def _breathe(self) -> None:
        """Let updates that come by the hundred gather for a moment: who writes must not wake us for each of them."""
        if not self._hurry and time.monotonic() - self._read_at < _BREATH_SECONDS:
            time.sleep(_BREATH_SECONDS)

    def _heed(self) -> bool:
        """Take the signals that came; tells whether they are the end."""
        for _ in self._signals.arrived():
            self._interrupt()
        return self._ended

    def _interrupt(self) -> None:
        if self.interrupted:
            self._ended = True
            raise KeyboardInterrupt
        self.interrupted = True
        if self._typed:
            self._ended = True  # no training is there whose last words could be waited for
        else:
            self._screen.show([trouble("draining")])
