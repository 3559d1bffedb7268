"""Looks at the runs of a source while it grows, and says what is new in the latest that has: not too often."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from trainlog_doctor.judgement.report import internal
from trainlog_doctor.live.status import Said, extent, news

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from trainlog_doctor.engine.rule import Rule
    from trainlog_doctor.errors import DoctorError
    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.live.words import Line
    from trainlog_doctor.model import Origin
    from trainlog_doctor.pipeline import Found

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


class Observer:
    """Judges the latest run whenever an epoch of it may have ended, and never so often that reading would suffer.

    Parameters
    ----------
    judge
        Judges a run that goes on.
    rules
        Every rule that may have judged it, by code.
    say
        Takes what is new.
    heard
        Takes the diagnosis of each look that found something new.
    """

    def __init__(
        self,
        judge: Callable[[Found], Diagnosis],
        rules: Mapping[str, Rule],
        say: Callable[[Iterable[Line]], None],
        heard: Callable[[Diagnosis], None] = lambda _: None,
        pace: Pace | None = None,
    ) -> None:
        self._judge, self._rules, self._say, self._heard = judge, rules, say, heard
        self._pace = pace or Pace()
        self._said: dict[Origin, Said] = {}
        self._seen: dict[Origin, tuple[int, int]] = {}
        self._fresh = False
        self.latest: Diagnosis | None = None
        self.fault: DoctorError | None = None

    def changed(self) -> None:
        """Hear that there may be something new."""
        self._fresh = self.fault is None

    @property
    def ready(self) -> bool:
        """Whether something new would be looked at at once."""
        return self.fault is None and self._pace.wait() == 0

    def wait(self) -> float | None:
        """Seconds until a look is due; None while there is nothing to look for."""
        return self._pace.wait() if self._fresh else None

    def look(self, found: Callable[[], Sequence[Found]]) -> None:
        """Look if that is due. A fault of ours ends the looking, not the reading; it is kept for the end."""
        if self.wait() == 0:
            self.look_once_more(found)

    def look_once_more(self, found: Callable[[], Sequence[Found]]) -> None:
        """Look whether it is due or not, if there may be something new: nothing more will come."""
        if not self._fresh:
            return
        self._fresh = False
        try:
            with self._pace.measured() as now:
                self._look(found(), now)
        except Exception as error:  # noqa: BLE001 - whatever it is, the training must go on
            self.fault = internal(error)

    def _look(self, found: Sequence[Found], now: float) -> None:
        grown = [one for one in found if len(one.run.frame) and self._seen.get(one.origin) != extent(one.run)]
        if not grown:
            return
        self._seen.update((one.origin, extent(one.run)) for one in grown)
        self.latest = self._judge(grown[-1])
        said, lines = news(self._said.get(grown[-1].origin, Said()), self.latest, self._rules, now)
        self._said[grown[-1].origin] = said
        self._say(lines)
        self._heard(self.latest)
