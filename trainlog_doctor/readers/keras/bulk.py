"""A short cut for logs that repeat a header and a finished line thousands of times, with the same result."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from trainlog_doctor.readers.keras.events import Event, Header, Status
from trainlog_doctor.readers.keras.shapes import Shape, header_shape, status_shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.model import FloatArray, IntArray
    from trainlog_doctor.readers.keras.course import Course
    from trainlog_doctor.readers.keras.shapes import Bytes

MOST_SHAPES = 64
OUTLINE = bytes.maketrans(b"123456789", b"000000000")
"""Lines of one shape are the same bytes once every digit is 0."""

FEWEST_PAIRS = 8


class Stretch(NamedTuple):
    """Epochs read at once.

    Attributes
    ----------
    end
        Position behind their last line.
    seconds, values
        Arrays of shape (n,) and (n, n_metrics).
    sample
        A status of theirs.
    """

    end: int
    seconds: FloatArray
    values: FloatArray
    sample: Status


class Bulk:
    """Learns the shapes of lines that were read the slow way and reads stretches of such lines."""

    def __init__(self) -> None:
        self._headers: dict[int, Shape] = {}
        self._planned: int | None = None
        self._statuses: dict[bytes, Shape | None] = {}
        self._alike: tuple[object, ...] = ()
        self._columns = 0

    def learn(self, line: bytes, events: Sequence[Event]) -> None:
        """Take a line and what the slow way made of it."""
        if len(events) != 1:
            return
        event = events[0]
        if isinstance(event, Header):
            if event.planned != self._planned:
                self._headers, self._planned = {}, event.planned
            if len(line) not in self._headers and (found := header_shape(line)):
                self._headers[len(line)] = found
        elif isinstance(event, Status) and event.ends and all(map(math.isfinite, event.values)):
            self._learn_status(line, event)

    def _learn_status(self, line: bytes, status: Status) -> None:
        alike = (status.names, status.step, status.total)
        if alike != self._alike or len(self._statuses) >= MOST_SHAPES:
            self._statuses, self._alike, self._columns = {}, alike, len(status.names) + 1
        outline = line.translate(OUTLINE)
        if outline not in self._statuses:
            self._statuses[outline] = status_shape(line, status)

    def read(self, chunk: bytes, at: int, awaited: Header) -> Stretch | None:
        """Read as many pairs of header and status as follow each other from a position, the first as awaited."""
        line_end = chunk.find(b"\n", at)
        if awaited.planned != self._planned or line_end - at not in self._headers or not self._statuses:
            return None
        data = np.frombuffer(chunk, dtype=np.uint8)
        ends = np.flatnonzero(data[at:] == 10) + at
        ends = ends[: len(ends) // 2 * 2]
        starts = np.concatenate(([at], ends[:-1] + 1))
        lengths = ends - starts
        numbers = fields_of(self._headers.items(), data, starts[::2], lengths[::2], 1)[:, 0]
        shapes = [(len(outline), shape) for outline, shape in self._statuses.items() if shape is not None]
        values = fields_of(shapes, data, starts[1::2], lengths[1::2], self._columns)
        good = (numbers == awaited.epoch + np.arange(len(numbers))) & ~np.isnan(values[:, 0])
        count = len(good) if good.all() else int(np.argmin(good))
        sample = shapes[0][1].sample if shapes else None
        if count < FEWEST_PAIRS or sample is None:
            return None
        return Stretch(int(ends[2 * count - 1]) + 1, values[:count, -1], values[:count, :-1], sample)


def awaited(course: Course) -> Header | None:
    """The header with which the open run would simply go on; None where anything else is open."""
    run, epoch = course.run, course.epoch
    if run is None or epoch is None or epoch.final is None or not course.stray.empty:
        return None
    return Header(epoch.number + 1, run.planned)


def take(stretch: Stretch, line: int, course: Course) -> None:
    """Give a stretch to the run that awaits it, the first header standing at a line (1-based)."""
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


def fields_of(
    shapes: Iterable[tuple[int, Shape]], data: Bytes, starts: IntArray, lengths: IntArray, columns: int
) -> FloatArray:
    """Fields of lines, shape (n_lines, columns), by the first shape of their length that they have; NaN by none."""
    found = np.full((len(starts), columns), math.nan)
    for length, shape in shapes:
        rows = np.flatnonzero((lengths == length) & np.isnan(found[:, 0]))
        if len(rows):
            fits, values = shape.read(np.lib.stride_tricks.sliding_window_view(data, length)[starts[rows]])
            found[rows[fits]] = values[fits]
    return found
