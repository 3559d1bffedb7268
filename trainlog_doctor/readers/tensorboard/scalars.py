"""Records to series of scalars: alike records are decoded together, the others one by one."""

from __future__ import annotations

import struct
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories.series import Series, make_series
from trainlog_doctor.readers.tensorboard.alike import Pattern
from trainlog_doctor.readers.tensorboard.checksum import CRC_BYTES, is_whole
from trainlog_doctor.readers.tensorboard.wire import read_event

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.model import FloatArray, IntArray
    from trainlog_doctor.readers.tensorboard.alike import Rows
    from trainlog_doctor.readers.tensorboard.framing import Damage, Record
    from trainlog_doctor.readers.tensorboard.wire import Event, Scalar

_LONGEST_ALIKE = 1024
_FEWEST_ALIKE = 24
"""Below this many records of one length a plain loop is faster."""

_MOST_PATTERNS = 64
_MOST_TAGS = 50_000

_Part = tuple["IntArray", "IntArray", "FloatArray", "FloatArray"]
"""Positions in the file, steps, values and wall times, each of shape (n_points,)."""


class Scalars:
    """Collects the scalars of one file.

    Parameters
    ----------
    damage
        Where records that do not fit their checksum are counted.
    """

    def __init__(self, damage: Damage) -> None:
        self.beside = 0
        self._damage = damage
        self._parts: dict[bytes, list[_Part]] = {}
        self._single: dict[bytes, list[tuple[int, int, float, float]]] = {}
        self._count = 0

    def take(self, records: Sequence[Record]) -> None:
        """Take the next records of the file."""
        alike: defaultdict[int, list[int]] = defaultdict(list)
        for index, size in enumerate(map(len, records)):
            alike[size].append(index)
        for size, indexes in alike.items():
            if len(indexes) < _FEWEST_ALIKE or not 16 <= size - CRC_BYTES <= _LONGEST_ALIKE:
                self._take_singly(records, indexes)
            else:
                self._take_alike(records, np.array(indexes), size)
        self._count += len(records)

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

    def _take_singly(self, records: Sequence[Record], indexes: Iterable[int]) -> None:
        for index in indexes:
            payload = records[index][:-CRC_BYTES]
            try:
                event = read_event(payload)
            except ValueError:
                self._damage.records += 1
                continue
            if (event.scalars or len(payload) <= _LONGEST_ALIKE) and not is_whole(records[index]):
                self._damage.records += 1
                continue
            self.beside += not event.scalars
            for scalar in event.scalars:
                self._keep(index, event, scalar)

    def _keep(self, index: int, event: Event, scalar: Scalar) -> None:
        points = self._single.get(scalar.tag)
        if points is None:
            if len(self._single) >= _MOST_TAGS:
                return
            points = self._single[scalar.tag] = []
        points.append((self._count + index, event.step, decode(scalar), event.wall))

    def _take_alike(self, records: Sequence[Record], indexes: IntArray, size: int) -> None:
        joined = b"".join([records[index] for index in indexes.tolist()])
        rows = np.frombuffer(joined, np.uint8).reshape(-1, size)
        for _ in range(_MOST_PATTERNS):
            if len(indexes) < _FEWEST_ALIKE:
                break
            pattern = Pattern.of(records[indexes[0]][:-CRC_BYTES])
            if pattern is None:
                self._take_singly(records, indexes[:1].tolist())
                indexes, rows = indexes[1:], rows[1:]
                continue
            same = pattern.match(rows)
            self._take_pattern(indexes[same], rows[same], pattern)
            if same.all():
                return
            indexes, rows = indexes[~same], rows[~same]
        self._take_singly(records, indexes.tolist())

    def _take_pattern(self, indexes: IntArray, rows: Rows, pattern: Pattern) -> None:
        whole = pattern.checksums(rows) == np.ascontiguousarray(rows[:, -CRC_BYTES:]).view("<u4").ravel()
        self._damage.records += int(np.count_nonzero(~whole))
        if whole.any():
            part = indexes[whole] + self._count, *pattern.decode(rows[whole])
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
