"""Bytes of an event file to its records: length, checksum of the length, payload, checksum of the payload."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from trainlog_doctor.readers.tensorboard.checksum import find_header, length_crc
from trainlog_doctor.readers.tensorboard.records import HEADER_BYTES, Records
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADER = struct.Struct("<QI")
_AROUND = 16
"""Bytes of a record beside its payload."""

_BLOCK = 1 << 22
_LONGEST = 1 << 30
"""Longest record that is believed; a longer one is damage."""

_MOST_LIES = 10_000
"""Lengths that are not true, with a matching checksum, after which a file is given up: damage does not make them."""

_HOPS, _MOST_HOPS = 16, 4096
"""Records that are walked over one by one until those are looked for that follow as these did; more where none do."""


@dataclass(slots=True)
class Damage:
    """What of a file could not be read.

    Attributes
    ----------
    places
        Places at which the framing was broken.
    skipped
        Bytes that were skipped to find the next record.
    records
        Records whose payload does not fit its checksum.
    cut
        Bytes of an unfinished record at the end.
    """

    places: int = 0
    skipped: int = 0
    records: int = 0
    cut: int = 0


class Framing:
    """Finds records in bytes that come in pieces of any size, and finds its way back after damage.

    It holds a block of bytes, or one unfinished record.
    """

    def __init__(self) -> None:
        self.damage = Damage()
        self._chunks: list[bytes] = []
        self._size = 0
        self._wanted = _BLOCK
        self._searching = False

    def feed(self, chunk: bytes) -> Iterator[Records]:
        """Take the next bytes; yield the records that are complete, a block at a time."""
        self._chunks.append(bytes(chunk))
        self._size += len(chunk)
        if self._size >= self._wanted:
            yield self._take_block()

    def close(self) -> Iterator[Records]:
        """End of input: yield the last records, also those behind a record whose length is not true."""
        yield self._take_block()
        if self._searching:
            self.damage.skipped += self._size
        elif self._size:
            yield self._recover(b"".join(self._chunks))

    def _recover(self, data: bytes) -> Records:
        """Read on behind a record that is longer than what is left."""
        records = Records(data)
        position = 0
        for _ in range(_MOST_LIES):
            if position >= len(data):
                break
            begin = find_header(data, position if self._searching else position + 1)
            if begin < 0:
                self.damage.cut = len(data) - position
                break
            self.damage.places += not self._searching
            self.damage.skipped += begin - position
            self._searching = False
            position, _ = self._walk(data, begin, records)
        else:
            self.damage.cut = len(data) - position
        return records

    def _keep(self, rest: bytes, missing: int) -> None:
        self._chunks, self._size = [rest], len(rest)
        self._wanted = len(rest) + max(_BLOCK, missing)

    def _take_block(self) -> Records:
        data = b"".join(self._chunks)
        records = Records(data)
        position, missing = 0, 0
        while not missing and position >= 0:
            if self._searching:
                position = self._search(data, position)
            else:
                position, missing = self._walk(data, position, records)
        if position < 0:
            position = max(len(data) - _HEADER.size + 1, 0)
            self.damage.skipped += position
        self._keep(data[position:], missing if position < len(data) else 0)
        return records

    def _search(self, data: bytes, position: int) -> int:
        """Look for the next record behind damage; negative if it is not in these bytes."""
        found = find_header(data, position)
        if found >= 0:
            self.damage.skipped += found - position
            self._searching = False
        return found

    def _walk(self, data: bytes, position: int, records: Records) -> tuple[int, int]:
        """Hop from record to record; return where that ended, and how many bytes the next one lacks (0 at damage)."""
        hops = _HOPS
        while True:
            position, missing = self._hop(data, position, records, hops)
            if missing is not None:
                return position, missing
            end = records.go_on(position)
            hops = _HOPS if end > position else min(2 * hops, _MOST_HOPS)
            position = end

    def _hop(self, data: bytes, position: int, records: Records, most: int) -> tuple[int, int | None]:
        """Do so for so many records; None where there may be more."""
        last = len(data) - _HEADER.size
        size = len(data)
        unpack = _HEADER.unpack_from
        begins, sizes = records.begins.append, records.sizes.append
        for _ in range(most):
            if position > last:
                return position, _AROUND
            length, crc = unpack(data, position)
            if length > _LONGEST or length_crc(length) != crc:
                self.damage.places += 1
                self._searching = True
                return position, 0
            end = position + _AROUND + length
            if end > size:
                return position, end - size
            begins(position + HEADER_BYTES)
            sizes(end - position - HEADER_BYTES)
            position = end
        return position, None
