"""Records to series of scalars: alike records are decoded together, the others one by one."""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories.series import Series, make_series
from trainlog_doctor.readers.tensorboard.alike import Pattern, rows_at
from trainlog_doctor.readers.tensorboard.checksum import CRC_BYTES, is_whole
from trainlog_doctor.readers.tensorboard.wire import read_event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import FloatArray, IntArray
    from trainlog_doctor.readers.tensorboard.alike import Rows
    from trainlog_doctor.readers.tensorboard.framing import Damage
    from trainlog_doctor.readers.tensorboard.records import Records
    from trainlog_doctor.readers.tensorboard.wire import Event, Scalar

_LONGEST_ALIKE = 1024
_FEWEST_ALIKE = 24
"""Below this many records of one length a plain loop is faster."""

_MOST_PATTERNS = 64
_MOST_TAGS = 50_000

_Part = tuple["IntArray", "IntArray", "FloatArray", "FloatArray"]
"""Places in the file, steps, values and wall times, each of shape (n_points,)."""


class Scalars:
    """Collects the scalars of one file; records that do not fit their checksum are counted in ``damage``.

    ``known`` tells of a record's size how such were laid out last: the files of one program have the same tags.
    """

    def __init__(self, damage: Damage, known: dict[int, Pattern] | None = None) -> None:
        self.beside = 0
        self._damage = damage
        self._known = {} if known is None else known
        self._parts: dict[bytes, list[_Part]] = {}
        self._single: dict[bytes, list[tuple[int, int, float, float]]] = {}
        self._above = 0

    def take(self, records: Records) -> None:
        """Take the next records of the file."""
        begins, sizes = (np.frombuffer(places, np.int64) for places in (records.begins, records.sizes))
        order = np.argsort(sizes, kind="stable")
        edges = [0, *(np.diff(sizes[order]).nonzero()[0] + 1).tolist(), len(order)]
        for first, last in pairwise(edges if len(order) else ()):
            size = int(sizes[order[first]])
            alike = begins[order[first:last]]
            if last - first < _FEWEST_ALIKE or not 16 <= size - CRC_BYTES <= _LONGEST_ALIKE:
                self._take_singly(records.data, alike, size)
            else:
                self._take_alike(records.data, alike, size)
        self._above += len(records.data)

    def close(self) -> dict[str, Series]:
        """Hand out every tag's points, in the order of the file."""
        for tag, points in self._single.items():
            self._parts.setdefault(tag, []).append(_to_part(sorted(points)))
        result: dict[str, Series] = {}
        first = {tag: min(int(part[0].min()) for part in parts) for tag, parts in self._parts.items()}
        for tag in sorted(self._parts, key=lambda tag: first[tag]):
            parts = self._parts[tag]
            text = tag.decode("utf-8", "replace")
            result[text] = make_series(text, *_in_order(parts))
        return result

    def _take_singly(self, data: bytes, begins: IntArray, size: int) -> None:
        for begin in begins.tolist():
            record = data[begin : begin + size]
            try:
                event = read_event(record[:-CRC_BYTES])
            except ValueError:
                self._damage.records += 1
                continue
            if (event.scalars or size - CRC_BYTES <= _LONGEST_ALIKE) and not is_whole(record):
                self._damage.records += 1
                continue
            self.beside += not event.scalars
            for scalar in event.scalars:
                self._keep(begin, event, scalar)

    def _keep(self, begin: int, event: Event, scalar: Scalar) -> None:
        points = self._single.get(scalar.tag)
        if points is None:
            if len(self._single) >= _MOST_TAGS:
                return
            points = self._single[scalar.tag] = []
        points.append((self._above + begin, event.step, decode(scalar), event.wall))

    def _take_alike(self, data: bytes, begins: IntArray, size: int) -> None:
        rows = rows_at(data, begins, size)
        known = self._known.get(size)
        if known is not None and known.match(rows).all():
            self._take_pattern(begins, rows[:, :size], known)
            return
        left = np.arange(len(rows))
        for _ in range(_MOST_PATTERNS):
            if len(left) < _FEWEST_ALIKE:
                break
            pattern = Pattern.of(rows[left[0], : size - CRC_BYTES].tobytes(), rows.shape[1])
            if pattern is None:
                self._take_singly(data, begins[left[:1]], size)
                left = left[1:]
                continue
            same = pattern.find(rows, left)
            found = left[same]
            self._take_pattern(begins[found], rows.take(found, axis=0)[:, :size], pattern)
            left = left[~same]
            self._known[size] = pattern
        self._take_singly(data, begins[left], size)

    def _take_pattern(self, begins: IntArray, rows: Rows, pattern: Pattern) -> None:
        whole = pattern.checksums(rows) == np.ascontiguousarray(rows[:, -CRC_BYTES:]).view("<u4").ravel()
        broken = len(whole) - int(np.count_nonzero(whole))
        if broken:
            self._damage.records += broken
            begins, rows = begins[whole], rows[whole]
        if len(begins):
            part = begins + self._above, *pattern.decode(rows)
            self._parts.setdefault(pattern.scalar.tag, []).append(part)


def _in_order(parts: Sequence[_Part]) -> tuple[IntArray, FloatArray, FloatArray]:
    """Put the parts of a tag together as they stand in the file; within a part they do."""
    if len(parts) == 1:
        return parts[0][1:]
    order, steps, values, walls = (np.concatenate([part[place] for part in parts]) for place in range(4))
    sequence = np.argsort(order, kind="stable")
    return steps[sequence], values[sequence], walls[sequence]


def _to_part(points: Sequence[tuple[int, int, float, float]]) -> _Part:
    order, steps, values, walls = zip(*points, strict=True)
    return np.array(order, np.int64), np.array(steps, np.int64), np.array(values), np.array(walls)


def decode(scalar: Scalar) -> float:
    """Turn a scalar's bytes into a float."""
    if scalar.dtype == "bfloat16":
        return float(struct.unpack("<f", b"\0\0" + scalar.raw)[0])
    return float(np.frombuffer(scalar.raw, scalar.dtype)[0])
