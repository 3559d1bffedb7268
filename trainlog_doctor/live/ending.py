"""The end of a hopeless training: asked for politely, then less so."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

from trainlog_doctor.engine.pack import find_rule
from trainlog_doctor.engine.rule import SEVERITIES
from trainlog_doctor.errors import UsageError
from trainlog_doctor.pipeline.running import ENDING_TAG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.judgement.diagnosis import Diagnosis

STOP = "stop"
"""Names the advice that the training could end, rather than a rule."""


class Grounds:
    """What a training is ended for.

    Parameters
    ----------
    names
        Codes and names of rules, severities (and above), ``stop``.

    Raises
    ------
    UsageError
        ``unknown_rule``, or ``live.not_while_running`` for a rule that speaks of a run's end.
    """

    def __init__(self, names: Iterable[str], pack: Pack) -> None:
        self._stop = False
        self._codes: set[str] = set()
        self._severities: set[str] = set()
        for name in names:
            if name == STOP:
                self._stop = True
            elif name in SEVERITIES:
                self._severities.update(SEVERITIES[SEVERITIES.index(name) :])
            else:
                self._codes.add(_code(name, pack))

    def found(self, diagnosis: Diagnosis) -> str | None:
        """Say what in a diagnosis ends the training; None where nothing does: of one output alone nothing is enough."""
        for outcome in (one for one in diagnosis.outcomes if one.status == "fired" and not one.outputs):
            if outcome.code in self._codes or outcome.severity in self._severities:
                return outcome.code
        advised = self._stop and diagnosis.stop_now is not None and diagnosis.stop_now.now
        return STOP if advised else None


class Ending:
    """Sends SIGINT, on which Keras lets the program save what it has, and SIGTERM if that was not heard.

    Parameters
    ----------
    grace
        Seconds between the two.
    """

    def __init__(self, grace: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._grace, self._clock = grace, clock
        self._send: Callable[[int], None] = lambda _: None
        self._deadline: float | None = None
        self.why: str | None = None

    def begin(self, why: str, send: Callable[[int], None]) -> None:
        """Ask for the end, once; ``send`` sends a signal to the training."""
        if self.why is None:
            self.why, self._send = why, send
            self._deadline = self._clock() + self._grace
            send(signal.SIGINT)

    def insist(self) -> float | None:
        """Send the second signal if its time has come; else the seconds until then, None where none is waited for."""
        if self._deadline is None:
            return None
        left = self._deadline - self._clock()
        if left > 0:
            return left
        self._deadline = None
        self._send(signal.SIGTERM)
        return None


def _code(name: str, pack: Pack) -> str:
    rule = find_rule(pack, name)
    if ENDING_TAG in rule.tags:
        raise UsageError("live.not_while_running", code=rule.id, name=rule.name)
    return rule.id
