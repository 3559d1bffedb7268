"""A training that we started: run, listened to, ended early where that was asked for."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

from trainlog_doctor.live.assemble import faults, observer
from trainlog_doctor.live.child import start
from trainlog_doctor.live.ending import Ending
from trainlog_doctor.live.eta import clock, seconds_left
from trainlog_doctor.live.keyboard import Keyboard, size
from trainlog_doctor.live.relay import Relay
from trainlog_doctor.live.signals import Signals
from trainlog_doctor.live.terminal import TAKEN_SIGNALS, Terminal
from trainlog_doctor.live.words import trouble
from trainlog_doctor.pipeline import analyze
from trainlog_doctor.record import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trainlog_doctor.errors import DoctorError
    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.judgement.report import Report
    from trainlog_doctor.live.descriptors import Sink
    from trainlog_doctor.live.ending import Grounds
    from trainlog_doctor.live.screen import Screen
    from trainlog_doctor.live.words import Line
    from trainlog_doctor.pipeline import Options
    from trainlog_doctor.settings.rulebook import Rulebook


@dataclass(slots=True)
class Session:
    """A command and what is to become of it.

    Attributes
    ----------
    path
        What its output is called in reports.
    grounds, grace
        What it is ended for, and the seconds that it then has.
    status
        Its exit code as a shell tells it, once it has run.
    """

    command: Sequence[str]
    path: str
    rules: Rulebook
    options: Options
    grounds: Grounds
    grace: float
    status: int = 0
    interrupted: bool = False
    faults: list[DoctorError] = field(default_factory=list)
    _why: str | None = None

    def run(self, screen: Screen, sinks: Sequence[Sink], *, shared: bool) -> Report:
        """Run the command to its end and judge what it wrote.

        Raises
        ------
        CommandError
            It could not be started.
        """
        keyboard = Keyboard(0 if sys.stdin is not None and sys.stdin.isatty() else None)
        with Signals(TAKEN_SIGNALS) as signals:
            ending = Ending(self.grace)

            def heard(diagnosis: Diagnosis) -> None:
                why = self.grounds.found(diagnosis)
                if why is not None and ending.why is None:
                    screen.show([trouble("stopping", why=why)])
                    ending.begin(why, child.send)

            watching = observer(self.path, self.rules, self.options, screen, heard)
            child = start(self.command, keyboard.descriptor, size())
            source = Terminal(child, keyboard, signals, ending)
            feed = Relay(source, self.path, self.options.input_format, watching, screen, sinks, shared=shared)
            with closing(child), keyboard.attached(), closing(screen):
                report = analyze((self.path,), self.rules.everywhere, replace(self.options, feeds={self.path: feed}))
            self.status, self.interrupted, self._why = child.status, bool(source.interruptions), ending.why
        self.faults = faults(sinks, watching)
        return report

    def last_words(self, report: Report) -> Iterator[Line]:
        """Say what ending the training early has saved."""
        run = report.diagnoses[-1].run if self._why and report.diagnoses else None
        if run is None or run.planned_epochs is None or not len(run.frame):
            return
        epoch = int(run.frame.epoch[-1])
        seconds = seconds_left(run, ())
        saved = {"count": run.planned_epochs - epoch, "time": clock(seconds) if seconds else None}
        yield trouble("stopped", why=self._why, epoch=epoch, planned=run.planned_epochs, **saved)
