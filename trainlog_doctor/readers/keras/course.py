"""Fourth stage, its spine: headers and bars become epochs, and epochs become runs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trainlog_doctor.readers.keras.belonging import announces_validation, broke_off, has_stopped, is_count, is_elsewhere
from trainlog_doctor.readers.keras.cut_off import is_cut_off
from trainlog_doctor.readers.keras.epoch import EpochDraft
from trainlog_doctor.readers.keras.events import Header
from trainlog_doctor.readers.keras.stray import Stray, evaluation
from trainlog_doctor.readers.keras.surroundings import BEFORE_A_RUN, Surroundings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trainlog_doctor.model import Fact
    from trainlog_doctor.readers.keras.draft import RunDraft
    from trainlog_doctor.readers.keras.events import Status


class Course:
    """Keeps the drafts of the runs so far.

    Attributes
    ----------
    runs
        Runs that have come to their end.
    run, epoch
        Those that are open; None before the first header and between runs.
    stray
        Finished lines without a header, until it is known what they are.
    around
        What the log has said of the run to come.
    """

    def __init__(self) -> None:
        self.runs: list[RunDraft] = []
        self.run: RunDraft | None = None
        self.epoch: EpochDraft | None = None
        self.stray = Stray()
        self.around = Surroundings()
        self._updated = 0
        self._own = False

    def header(self, header: Header, line: int) -> None:
        """An epoch begins, of this run or of another one; within a run of Keras the program's headers only count."""
        run, epoch = self.run, self.epoch
        if run is not None and epoch is not None:
            if header.own and not self._own:
                self.around.counted = header.epoch
                return
            if is_count(run, epoch, header, doubled=self._own and not header.own):
                self.around.take_back(run, epoch.number)
                self.run = self.epoch = None
            elif run.planned == header.planned and self._within(run, epoch, header, line):
                return
        self._finish_run()
        self._own = header.own
        self.run = self.around.begin(header.planned, line)
        self.open(header, line)

    def open(self, header: Header, line: int) -> None:
        """An epoch of the open run begins."""
        self.epoch = EpochDraft(header.epoch, line)
        self.around.settle()

    def status(self, status: Status, line: int) -> None:
        """A bar or verbose=2 line, of the open epoch or of something that has no header."""
        begun = self.around.begun
        if begun is not None and status.names and (begun[0].own or status.validated):
            self.header(*begun)
        epoch = self.epoch
        self._updated = line
        if epoch is not None and not (self.around.fitting and epoch.final is not None):
            if epoch.final is None and status.names and len(self.stray.table):
                self._adopt(epoch, status)
            self.around.spoken = not epoch.take(status)
            self.around.elided = self.around.elided and not (epoch.hidden and epoch.final is status)
            if not self.around.spoken:
                return
        if not status.names or not status.ends or math.isnan(status.seconds):
            self.around.told = self.around.told and not status.ends
            return  # where no header stands above, only the time tells a bar from what programs count themselves
        of_fit = self.around.fitting or status.validated or status.step is None
        if epoch is not None and (epoch.final is None or not of_fit):
            self._evaluated(epoch, status, line)
            return
        self.stray.add(status, line, self.around)
        self.around.settle()
        self.around.spoken = not of_fit

    def leave_out(self) -> None:
        """Lines were left out here: it may go on anywhere, be it with the values of a later epoch."""
        self.around.elided, self.around.told, self.stray.torn = True, False, False
        if self.epoch is not None and not self.epoch.shown:
            self.epoch.hidden = True

    def tell(self, epoch: int, line: int) -> None:
        """A callback names an epoch: that of the next bar of ``fit``, where its header is among lines left out."""
        run, latest = self.run, self.epoch.number if self.epoch is not None else 0
        if run is not None and self.around.elided and latest < epoch <= (run.planned or epoch):
            self.around.begun = Header(epoch, run.planned), line
        else:
            self.stray.tell(epoch, line)

    def drafts(self, updates: Iterable[Status] = ()) -> list[RunDraft]:
        """Every run so far, as if the log ended here, after updates of a line that has no end yet. Changes nothing."""
        found = self.runs[:]
        if self.run is not None and self.epoch is not None:
            run = self.run.copy()
            run.note(self.around.waiting)
            run.end(self.epoch.after(updates))
            found.append(run)
        found.extend(self.stray.fits())
        found.sort(key=lambda run: run.line)
        return found

    def note(self, fact: Fact) -> None:
        """Keep a fact with the run that it belongs to."""
        if self.run is not None and fact.kind not in BEFORE_A_RUN and not is_elsewhere(fact, self.epoch):
            self.run.note([fact])
        else:
            self.around.keep(fact)

    def _within(self, run: RunDraft, epoch: EpochDraft, header: Header, line: int) -> bool:
        """Take a header of the open run: that of its next epoch, or one that opens none; False if it is not of it."""
        again = epoch.final is None and epoch.number == header.epoch
        if again and not broke_off(run, epoch, spoken=self.around.spoken):
            run.repeats(epoch.number, line)
            return True
        if epoch.final is None and header.epoch == 1 and announces_validation(run, epoch, line, self._updated):
            return True
        if self.around.spoken and has_stopped(run, epoch):
            return False
        if epoch.hidden and epoch.final is not None and not self.around.elided:
            epoch.number = max(epoch.number, header.epoch - 1)  # what was left out before its values: whole epochs
        missing = header.epoch - epoch.number - 1
        found = self.stray.continues(epoch, header.epoch)
        if missing < 0 or not (missing == 0 or found or self.around.elided or header.planned is None):
            return False
        epoch.close()
        if missing == 0 or found or not is_cut_off(epoch, run.names, run.table):
            run.add(epoch)
        if found:
            later = self.stray.take()
            run.table.extend(later.table, shift=header.epoch - 1 - later.last)
        self._settle()
        self.open(header, line)
        return True

    def _finish_run(self) -> None:
        """Another run begins: what is open comes to its end."""
        if self.run is not None and self.epoch is not None:
            self.epoch.close()
            self.run.followed = True
            self.run.end(self.epoch)
            self.run.table.settle()
            self.runs.append(self.run)
        self.run = self.epoch = None

    def _adopt(self, epoch: EpochDraft, status: Status) -> None:
        """Epochs without a header just before the first header of a run are its earlier epochs if they look alike."""
        if self.run is None or len(self.run.table):
            return
        if not self.run.announced and self.stray.precedes(epoch, status):
            self.run.adopt(self.stray.take(), epoch.number)
        else:
            self._settle()

    def _settle(self) -> None:
        """Epochs without a header turned out to stand alone: fits of their own, or ``evaluate``."""
        if self.stray.empty:
            return
        stray, self.stray = self.stray, Stray()
        stray.file()
        self.runs.extend(stray.done)
        for fact in stray.found:
            self.note(fact)

    def _evaluated(self, epoch: EpochDraft, status: Status, line: int) -> None:
        if self.run is not None and epoch.final is not None:
            self.run.followed = True
        measured = dict(zip(status.names, status.values, strict=True))
        self.note(evaluation(status.total, measured, line, epoch.number))
