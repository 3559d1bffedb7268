"""Fourth stage: events become epochs and epochs become runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.keras.course import Course
from trainlog_doctor.readers.keras.events import Aside, Counter, Elision, Event, Header, Heading, Pairs, Status, Text
from trainlog_doctor.readers.keras.remarks import Remarks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from trainlog_doctor.model import Notice
    from trainlog_doctor.readers.keras.bulk import Stretch
    from trainlog_doctor.readers.keras.draft import RunDraft


class Assembler:
    """Takes events in order and keeps the drafts of the runs that they make."""

    def __init__(self) -> None:
        self._course = Course()
        remarks = self._remarks = Remarks(self._course)
        self._handlers: dict[type, Callable[..., None]] = {
            Header: self._course.header,
            Status: self._course.status,
            Pairs: remarks.pairs,
            Aside: remarks.aside,
            Counter: remarks.counter,
            Heading: remarks.heading,
            Elision: remarks.elision,
            Text: remarks.text,
        }

    def take(self, event: Event, line: int) -> None:
        """Take the next event, stated at a line (1-based)."""
        self._handlers[type(event)](event, line)

    def section(self, name: str) -> None:
        """What follows stands in a part of the source that has this name."""
        self._course.around.enter(name)
        self._course.stray.interrupt()

    def awaited(self) -> Header | None:
        """The header with which the run would simply go on; None where anything else is open."""
        run, epoch = self._course.run, self._course.epoch
        if run is None or epoch is None or epoch.final is None or not self._course.stray.empty:
            return None
        return Header(epoch.number + 1, run.planned)

    def take_stretch(self, stretch: Stretch, line: int) -> None:
        """Take many epochs at once, the first header standing at a line (1-based)."""
        run, epoch = self._course.run, self._course.epoch
        if run is None or epoch is None:
            return
        run.add(epoch)
        count, sample = len(stretch.seconds), stretch.sample
        lines = np.arange(line, line + 2 * count, 2)
        run.table.extend_rows(lines[:-1], stretch.seconds[:-1], sample.names, stretch.values[:-1])
        run.heavy, run.steps = run.heavy or sample.heavy, sample.total
        last = sample._replace(seconds=float(stretch.seconds[-1]), values=tuple(stretch.values[-1].tolist()))
        self._course.open(Header(epoch.number + count, run.planned), int(lines[-1]))
        self._course.status(last, int(lines[-1]) + 1)

    def notices(self) -> list[Notice]:
        """What is to be said of the log as a whole."""
        return self._remarks.notices()

    def drafts(self, updates: Iterable[Status] = ()) -> list[RunDraft]:
        """Every run so far, as if the log ended here, after updates of a line that has no end yet. Changes nothing."""
        return self._course.drafts(updates)
