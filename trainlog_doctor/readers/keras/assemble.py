"""Fourth stage: events become epochs and epochs become runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.model import Fact, Scalar
from trainlog_doctor.readers import facts
from trainlog_doctor.readers.keras.blocks import Blocks
from trainlog_doctor.readers.keras.calls import Calls
from trainlog_doctor.readers.keras.epoch import EpochDraft
from trainlog_doctor.readers.keras.events import Aside, Elision, Event, Header, Heading, Pairs, Status, Text
from trainlog_doctor.readers.keras.pairs import SCORE
from trainlog_doctor.readers.keras.settings import settings_among, settings_on_line
from trainlog_doctor.readers.keras.stray import Stray
from trainlog_doctor.readers.keras.surroundings import BEFORE_A_RUN, EPOCH_END, Surroundings, fact_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from trainlog_doctor.readers.keras.bulk import Stretch
    from trainlog_doctor.readers.keras.draft import RunDraft

MOST_RECENT = 8
"""Among how many facts one that repeats another is looked for."""


class Assembler:
    """Takes events in order and keeps the drafts of the runs that they make."""

    def __init__(self) -> None:
        self.runs: list[RunDraft] = []
        self.run: RunDraft | None = None
        self.epoch: EpochDraft | None = None
        self.stray = Stray()
        self.blocks = Blocks()
        self.calls = Calls()
        self.around = Surroundings()
        self._handlers: dict[type, Callable[..., None]] = {
            Header: self._header,
            Status: self._status,
            Pairs: self._pairs,
            Aside: self._aside,
            Heading: self._heading,
            Elision: self._elision,
            Text: self._text,
        }

    def take(self, event: Event, line: int) -> None:
        """Take the next event, stated at a line (1-based)."""
        self._handlers[type(event)](event, line)

    def section(self, name: str) -> None:
        """What follows stands in a part of the source that has this name."""
        self.around.enter(name)
        self.stray.interrupt()

    def awaited(self) -> Header | None:
        """The header with which the run would simply go on; None where anything else is open."""
        run, epoch = self.run, self.epoch
        if run is None or epoch is None or epoch.final is None or not self.stray.empty:
            return None
        return Header(epoch.number + 1, run.planned)

    def take_stretch(self, stretch: Stretch, line: int) -> None:
        """Take many epochs at once, the first header standing at a line (1-based)."""
        run, epoch = self.run, self.epoch
        if run is None or epoch is None:
            return
        run.add(epoch)
        count, sample = len(stretch.seconds), stretch.sample
        lines = np.arange(line, line + 2 * count, 2)
        run.table.extend_rows(lines[:-1], stretch.seconds[:-1], sample.names, stretch.values[:-1])
        run.heavy, run.steps = run.heavy or sample.heavy, sample.total
        last = sample._replace(seconds=float(stretch.seconds[-1]), values=tuple(stretch.values[-1].tolist()))
        self._open(Header(epoch.number + count, run.planned), int(lines[-1]))
        self._status(last, int(lines[-1]) + 1)

    def drafts(self, updates: Iterable[Status] = ()) -> list[RunDraft]:
        """Every run so far, as if the log ended here, after updates of a line that has no end yet. Changes nothing."""
        found = self.runs[:]
        if self.run is not None:
            run = self.run.copy()
            run.facts.extend(self.around.waiting)
            self._end(run, self.epoch.after(updates) if self.epoch is not None else None)
            found.append(run)
        found.extend(self.stray.fits())
        return sorted(found, key=lambda run: run.line)

    def _header(self, header: Header, line: int) -> None:
        epoch, run = self.epoch, self.run
        if run is not None and epoch is not None and run.planned == header.planned:
            if epoch.number == header.epoch and epoch.final is None:
                run.repeated.setdefault(epoch.number, line)
                return
            if self._goes_on(run, epoch, header):
                epoch.close()
                run.add(epoch)
                self._open(header, line)
                return
        self._finish_run(line)
        self.run = self.around.begin(header.planned, line)
        self._open(header, line)

    def _goes_on(self, run: RunDraft, epoch: EpochDraft, header: Header) -> bool:
        missing = header.epoch - epoch.number - 1
        if missing == 0:
            self._settle()
            return True
        if missing > 0 and missing == len(self.stray.table):
            epoch.close()
            run.add(epoch)
            run.table.extend(self.stray.take().table, shift=epoch.number)
            return True
        if missing > 0 and (self.around.elided or header.planned is None):
            self._settle()
            return True
        return False

    def _open(self, header: Header, line: int) -> None:
        self.epoch = EpochDraft(header.epoch, line)
        self.calls.forget()
        self.around.settle()

    def _finish_run(self, line: int) -> None:
        """Another run begins: what is open comes to its end."""
        if self.run is not None:
            if self.epoch is not None:
                self.epoch.close()
            self.run.followed = True
            self._end(self.run, self.epoch)
            self.runs.append(self.run)
        self.run = self.epoch = None

    @staticmethod
    def _end(run: RunDraft, epoch: EpochDraft | None) -> None:
        if epoch is None:
            return
        if epoch.final is None or run.lacks_validation(epoch):
            run.unfinished = epoch.unfinished()
        else:
            run.add(epoch)

    def _status(self, status: Status, line: int) -> None:
        epoch = self.epoch
        if epoch is not None and not (self.around.fitting and epoch.final is not None):
            if self.run is not None and not len(self.run.table) and len(self.stray.table):
                self._adopt(epoch, status)
            if epoch.take(status):
                return
        if not status.names or status.running or not status.full:
            return
        if epoch is not None and (epoch.final is None or not self.stray.is_fit(status, self.around.fitting)):
            self._evaluated(status, line)
            return
        self.stray.add(status, line, self.around)
        self.around.settle()

    def _adopt(self, epoch: EpochDraft, status: Status) -> None:
        """Epochs without a header just before the first header of a run are its earlier epochs if they look alike."""
        if self.run is not None and self.stray.precedes(epoch, status):
            stray = self.stray.take()
            self.run.table.extend(stray.table, shift=epoch.number - 1 - len(stray.table))
            self.run.line, self.run.name = stray.line, stray.name or self.run.name
            self.run.facts[:0] = stray.facts
        else:
            self._settle()

    def _settle(self) -> None:
        """Epochs without a header turned out to stand alone: fits of their own, or ``evaluate``."""
        if self.stray.empty:
            return
        fits = self.stray.fits()
        evaluated = self.stray.evaluations()
        self.stray.clear()
        self.runs.extend(fits)
        for fact in evaluated:
            self._note(fact)

    def _evaluated(self, status: Status, line: int) -> None:
        if self.run is not None and self.epoch is not None and self.epoch.final is not None:
            self.run.followed = True
        data: dict[str, Scalar] = {"steps": status.total, **dict(zip(status.names, status.values, strict=True))}
        self._note(Fact(facts.EVALUATE, self.epoch.number if self.epoch else None, line, data))

    def _pairs(self, pairs: Pairs, line: int) -> None:
        self._settings(settings_among(pairs.names, pairs.values), line)
        if self.epoch is None:
            self.stray.print(pairs)
            return
        printed: dict[str, Scalar] = dict(zip(pairs.names, pairs.values, strict=True))
        if self.run is not None and printed.items() <= self.epoch.printed.items():
            self.run.repeated.setdefault(self.epoch.number, line)
        if not pairs.marked and self.epoch.final is not None and not printed.keys().isdisjoint(self.epoch.final.names):
            if all(map(SCORE.search, printed)):
                self._note(Fact(facts.PRINTED_SCORE, self.epoch.number, line, printed))
            return
        self.epoch.printed.update(zip(pairs.names, pairs.values, strict=True))
        if not pairs.marked:
            self.epoch.unmarked.update(pairs.names)

    def _aside(self, aside: Aside, line: int) -> None:
        if self.around.hear(aside):
            self.stray.interrupt()
        elif aside.kind in EPOCH_END and self.epoch is not None:
            self.epoch.interrupted()
        fact = fact_of(aside, self.epoch.number if self.epoch is not None else None, line)
        if not self._repeats(fact):
            self._note(fact)

    def _repeats(self, fact: Fact) -> bool:
        """Whether a callback has just said the same of the same epoch: it, or its logger, was registered twice."""
        run, epoch = self.run, self.epoch
        if run is None or epoch is None or fact.kind not in EPOCH_END or fact.epoch != epoch.number:
            return False
        recent = [(one.kind, one.epoch, one.data) for one in run.facts[-MOST_RECENT:]]
        if (fact.kind, fact.epoch, fact.data) not in recent:
            return False
        run.repeated.setdefault(epoch.number, fact.line or epoch.line)
        return True

    def _note(self, fact: Fact) -> None:
        restarts = fact.epoch is not None and self.epoch is not None and fact.epoch < self.epoch.number
        if self.run is not None and fact.kind not in BEFORE_A_RUN and not restarts:
            self.run.facts.append(fact)
        else:
            self.around.keep(fact)

    def _heading(self, heading: Heading, line: int) -> None:
        self.around.head(heading.name)
        self.stray.interrupt()

    def _elision(self, _: Elision, line: int) -> None:
        self.around.elided = True

    def _text(self, text: Text, line: int) -> None:
        self.stray.interrupt()
        for aside in self.blocks.read(text.raw):
            self._aside(aside, line)
        self._settings(settings_on_line(text.raw), line)
        if fact := self.calls.read(text.raw, line, self.epoch):
            self._note(fact)

    def _settings(self, told: dict[str, Scalar], line: int) -> None:
        """Keep the settings of a run to come; within a run they are what somebody prints at every epoch."""
        if told and (self.run is None or self.around.announced):
            self._note(Fact(facts.SETTINGS, None, line, told))
