"""How long a growing source is watched."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from trainlog_doctor.live.descriptors import readable
from trainlog_doctor.live.eta import logged_length
from trainlog_doctor.readers.facts import INTERRUPTED, OUT_OF_MEMORY, TRACEBACK

if TYPE_CHECKING:
    from collections.abc import Callable

    from trainlog_doctor.live.signals import Signals
    from trainlog_doctor.model import Run

POLL_SECONDS = 0.05
_BROKEN = frozenset({INTERRUPTED, OUT_OF_MEMORY, TRACEBACK})
_SILENT_SECONDS = 5.0
_SILENT_EPOCHS = 3


class Patience:
    """Says when to stop watching: at a signal, when the log says that the training has ended, after a long silence.

    Parameters
    ----------
    until_done
        Whether an end that the log tells is one.
    idle
        Seconds of silence that are an end in any case; None waits for ever.
    latest
        The latest run; None while there is none.
    """

    def __init__(
        self,
        signals: Signals,
        latest: Callable[[], Run | None],
        *,
        until_done: bool,
        idle: float | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._signals, self._latest, self._until_done, self._idle = signals, latest, until_done, idle
        self._clock = clock
        self._heard = clock()
        self.interrupted = False

    def heard(self) -> None:
        """Hear that something was written."""
        self._heard = self._clock()

    def wait(self, seconds: float | None) -> bool:
        """Wait for a moment; True when nothing more is to be waited for."""
        moment = POLL_SECONDS if seconds is None else min(seconds, POLL_SECONDS)
        wakeup = self._signals.descriptor
        if wakeup is None:
            try:
                time.sleep(moment)
            except KeyboardInterrupt:
                self.interrupted = True
        elif readable([wakeup], moment) and self._signals.arrived():
            self.interrupted = True
            self._signals.interrupt()  # whoever asks again does not wait for the report
        return self.interrupted or self._over()

    def _over(self) -> bool:
        silent = self._clock() - self._heard
        if self._idle is not None and silent >= self._idle:
            return True
        run = self._latest() if self._until_done else None
        return run is not None and has_ended(run) and silent >= _settling(run)


def has_ended(run: Run) -> bool:
    """Whether a log says that its latest run has ended: as planned, by a callback, or by an error."""
    if run.stopped_early or any(fact.kind in _BROKEN for fact in run.facts):
        return True
    return run.planned_epochs is not None and run.complete


def _settling(run: Run) -> float:
    """Seconds of silence after which no other fit is expected: a few epochs long, since folds follow each other."""
    return max(_SILENT_SECONDS, _SILENT_EPOCHS * (logged_length(run) or 0.0))
