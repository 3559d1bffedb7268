"""Something that a training writes elsewhere: a log that is read on, or files that are read anew when they change."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from trainlog_doctor.errors import DoctorError
from trainlog_doctor.live.assemble import faults, observer
from trainlog_doctor.live.observer import Pace
from trainlog_doctor.live.patience import Patience, has_ended
from trainlog_doctor.live.pipe import ENDING_SIGNALS
from trainlog_doctor.live.relay import Relay
from trainlog_doctor.live.signals import Signals
from trainlog_doctor.live.tail import Tail
from trainlog_doctor.live.words import trouble
from trainlog_doctor.pipeline import Terms, analyze, begun, collect
from trainlog_doctor.readers.base import HEAD_BYTES, Head
from trainlog_doctor.record import dataclass, replace
from trainlog_doctor.sources import told_so_far
from trainlog_doctor.sources.tree import list_files

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.judgement.report import Report
    from trainlog_doctor.live.observer import Observer
    from trainlog_doctor.live.screen import Screen
    from trainlog_doctor.model import Run
    from trainlog_doctor.pipeline import Found, Options
    from trainlog_doctor.settings.rulebook import Rulebook


@dataclass(slots=True)
class Watch:
    """A file or directory that grows.

    Attributes
    ----------
    until_done, idle
        As `Patience` has them.
    interrupted
        Whether the watching, and not the training, has ended.
    """

    path: str
    rules: Rulebook
    options: Options
    until_done: bool
    idle: float | None
    interrupted: bool = False
    faults: Sequence[DoctorError] = ()

    def run(self, screen: Screen) -> Report:
        """Say what is new until there is nothing to wait for, then judge all of it."""
        watching = observer(self.path, self.rules, self.options, screen, self._heard(screen))
        with Signals(ENDING_SIGNALS) as signals, closing(screen):
            patience = Patience(signals, lambda: _latest(watching), until_done=self.until_done, idle=self.idle)
            options = replace(self.options, goes_on=lambda run: patience.interrupted and not has_ended(run))
            with closing(Tail(self.path, patience)) as tail:
                if self._appended(patience, screen):
                    feed = Relay(tail, self.path, options.input_format, watching, screen, ())
                    options = replace(options, feeds={self.path: feed})
                else:
                    self._reread(watching, patience)
                report = analyze((self.path,), self.rules.everywhere, options)
        self.interrupted, self.faults = patience.interrupted, faults((), watching)
        return report

    def _heard(self, screen: Screen) -> Callable[[Diagnosis], None]:
        """Say once that an end is waited for which cannot come."""
        told = not self.until_done or self.idle is not None

        def heard(diagnosis: Diagnosis) -> None:
            nonlocal told
            if not told and diagnosis.run.planned_epochs is None and not has_ended(diagnosis.run):
                screen.show([trouble("no_end")])
            told = True

        return heard

    def _appended(self, patience: Patience, screen: Screen) -> bool:
        """Wait until it shows whether the source is printed text, which is read on; all else may be written anew."""
        told = False
        while not Path(self.path).is_dir():
            kind = _kind(self.path, self.options.input_format)
            if kind is not None:
                return kind
            if not told and not Path(self.path).exists():
                screen.show([trouble("waiting", path=self.path)])
                told = True
            if patience.wait(None):
                return False
        return False

    def _so_far(self) -> Sequence[Found]:
        return collect((self.path,), Terms(self.options.input_format, growing=True, most=self.options.most)).found

    def _reread(self, watching: Observer, patience: Patience) -> None:
        pace = Pace()
        before: tuple[object, ...] = ()
        while True:
            if pace.wait() == 0:
                with pace.measured():
                    now = _stamp(Path(self.path))
                if now != before:
                    before = now
                    patience.heard()
                    watching.changed()
            watching.look(self._so_far)
            if patience.wait(None):
                return


def _latest(watching: Observer) -> Run | None:
    return None if watching.latest is None else watching.latest.run


def _kind(path: str, input_format: str | None) -> bool | None:
    """Whether a file is text that is appended to; None where it does not tell yet, or is not there."""
    try:
        with Path(path).open("rb") as file:
            first = file.read(HEAD_BYTES)
        told = told_so_far(first, path, HEAD_BYTES)
        reading = begun(Head(told, whole=False), input_format)
    except (OSError, DoctorError):
        return None
    return reading.growing if reading.wanted else None


def _stamp(path: Path) -> tuple[object, ...]:
    """What changes when anything of a file or directory does."""
    try:
        files = [path / name for name in list_files(path)] if path.is_dir() else [path]
        stats = [(file, file.stat()) for file in files]
    except OSError:
        return ()
    return tuple((file, stat.st_ino, stat.st_size, stat.st_mtime_ns) for file, stat in stats)
