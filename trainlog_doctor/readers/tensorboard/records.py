"""Records of a block of bytes, by their places; those whose lengths come again and again are found all at once."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.model import IntArray

HEADER_BYTES = 12
"""A length of eight bytes and its checksum, before each record."""

_LONGEST_CYCLE = 64
"""So many records may be logged in turn, each time of the same lengths."""

_FIRST_LOOK = 1024


class Records:
    """Records in the order of the file: each a payload and the four bytes of its masked checksum behind it.

    Attributes
    ----------
    data
        The bytes in which they stand.
    begins, sizes
        Place and number of bytes of each.
    """

    __slots__ = ("begins", "data", "sizes")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.begins = array("q")
        self.sizes = array("q")

    def __len__(self) -> int:
        return len(self.begins)

    def __iter__(self) -> Iterator[bytes]:
        for begin, size in zip(self.begins, self.sizes, strict=True):
            yield self.data[begin : begin + size]

    def go_on(self, end: int) -> int:
        """Take the records that follow as the last ones followed each other, header by header; say where these end.

        Parameters
        ----------
        end
            Where the last record ends.
        """
        period = self._period()
        if not period:
            return end
        begins, sizes = self.begins[-period:], self.sizes[-period:]
        stride = end - begins[0] + HEADER_BYTES
        count = (len(self.data) - end) // stride
        for begin in begins:
            count = self._as_before(begin - HEADER_BYTES, stride, count)
        later = np.array(begins) + stride * np.arange(1, count + 1)[:, None]
        self.begins.frombytes(later.tobytes())
        self.sizes.frombytes(sizes.tobytes() * count)
        return end + count * stride

    def _period(self) -> int:
        """After how many records the lengths of the last ones are the same again; 0 where they are not."""
        sizes = self.sizes[-2 * _LONGEST_CYCLE :]
        periods = range(1, len(sizes) // 2 + 1)
        return next(
            (one for one in periods if sizes[-1] == sizes[-1 - one] and sizes[-one:] == sizes[-2 * one : -one]), 0
        )

    def _as_before(self, begin: int, stride: int, count: int) -> int:
        """How many of so many headers, a stride apart, are like the one before them; looks ever further ahead."""
        done, look = 0, _FIRST_LOOK
        while done < count:
            wanted = min(look, count - done)
            different = self._headers_differ(begin, stride, done + 1, wanted)
            if len(different):
                return done + int(different[0])
            done, look = done + wanted, 4 * look
        return done

    def _headers_differ(self, begin: int, stride: int, first: int, count: int) -> IntArray:
        at = begin + first * stride
        lengths = np.ndarray((count,), "<u8", self.data, at, (stride,))
        checksums = np.ndarray((count,), "<u4", self.data, at + 8, (stride,))
        length, checksum = self.data[begin : begin + 8], self.data[begin + 8 : begin + HEADER_BYTES]
        same = (lengths == int.from_bytes(length, "little")) & (checksums == int.from_bytes(checksum, "little"))
        return np.flatnonzero(~same)
