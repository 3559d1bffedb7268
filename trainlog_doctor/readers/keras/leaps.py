"""Fourth stage, in leaps: epochs that look alike become rows of the open run at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.keras.events import Header

if TYPE_CHECKING:
    from trainlog_doctor.readers.keras.bulk import Stretch
    from trainlog_doctor.readers.keras.course import Course


def awaited(course: Course) -> Header | None:
    """The header with which the open run would simply go on; None where anything else is open."""
    run, epoch = course.run, course.epoch
    if run is None or epoch is None or epoch.final is None or not course.stray.empty:
        return None
    return Header(epoch.number + 1, run.planned)


def leap(course: Course, stretch: Stretch, line: int) -> None:
    """Take many epochs at once, the first header standing at a line (1-based)."""
    run, epoch = course.run, course.epoch
    if run is None or epoch is None:
        return
    run.add(epoch)
    count, sample = len(stretch.seconds), stretch.sample
    lines = np.arange(line, line + 2 * count, 2)
    run.table.extend_rows(lines[:-1], stretch.seconds[:-1], sample.names, stretch.values[:-1])
    run.heavy, run.steps = run.heavy or sample.heavy, sample.total
    last = sample._replace(seconds=float(stretch.seconds[-1]), values=tuple(stretch.values[-1].tolist()))
    course.open(Header(epoch.number + count, run.planned), int(lines[-1]))
    course.status(last, int(lines[-1]) + 1)
