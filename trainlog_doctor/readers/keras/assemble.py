"""Fourth stage: events become epochs and epochs become runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.keras.course import Course
from trainlog_doctor.readers.keras.events import Aside, Counter, Elision, Event, Header, Heading, Pairs, Status, Text
from trainlog_doctor.readers.keras.remarks import Remarks

if TYPE_CHECKING:
    from collections.abc import Callable

    from trainlog_doctor.readers.keras.bulk import Stretch


class Assembler:
    """Takes events in order, for the ``course`` of the runs that they make and the ``remarks`` beside it."""

    def __init__(self) -> None:
        self.course = Course()
        remarks = self.remarks = Remarks(self.course)
        self._handlers: dict[type, Callable[..., None]] = {
            Header: self.course.header,
            Status: self.course.status,
            Pairs: remarks.pairs,
            Aside: remarks.aside,
            Counter: self.course.around.count,
            Heading: remarks.heading,
            Elision: remarks.elision,
            Text: remarks.text,
        }

    def take(self, event: Event, line: int) -> None:
        """Take the next event, stated at a line (1-based)."""
        self._handlers[type(event)](event, line)

    def section(self, name: str) -> None:
        """What follows stands in a part of the source that has this name."""
        self.course.around.enter(name)
        self.course.stray.interrupt()

    def awaited(self) -> Header | None:
        """The header with which the run would simply go on; None where anything else is open."""
        run, epoch = self.course.run, self.course.epoch
        if run is None or epoch is None or epoch.final is None or not self.course.stray.empty:
            return None
        return Header(epoch.number + 1, run.planned)

    def take_stretch(self, stretch: Stretch, line: int) -> None:
        """Take many epochs at once, the first header standing at a line (1-based)."""
        run, epoch = self.course.run, self.course.epoch
        if run is None or epoch is None:
            return
        run.add(epoch)
        count, sample = len(stretch.seconds), stretch.sample
        lines = np.arange(line, line + 2 * count, 2)
        run.table.extend_rows(lines[:-1], stretch.seconds[:-1], sample.names, stretch.values[:-1])
        run.heavy, run.steps = run.heavy or sample.heavy, sample.total
        last = sample._replace(seconds=float(stretch.seconds[-1]), values=tuple(stretch.values[-1].tolist()))
        self.course.open(Header(epoch.number + count, run.planned), int(lines[-1]))
        self.course.status(last, int(lines[-1]) + 1)
