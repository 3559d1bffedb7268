"""The header of a record: its length, and a checksum of that, by which the next record is found behind damage."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.tensorboard.checksum import masked_crc, masked_crcs_like

if TYPE_CHECKING:
    import numpy.typing as npt

_HEADER_BYTES = 12
_FIRST_WINDOW, _LAST_WINDOW = 256, 65_536
"""A search looks at more bytes at a time the longer it finds nothing, so that a near header costs little."""


@lru_cache(maxsize=65_536)
def length_crc(length: int) -> int:
    """Compute the masked CRC-32C that stands behind the length of a record; the same lengths come again and again."""
    return masked_crc(length.to_bytes(8, "little"))


def find_header(data: bytes, start: int) -> int:
    """Find the next eight bytes that are a length below 2**32 with a matching checksum; -1 if there are none."""
    window = _FIRST_WINDOW
    while start + _HEADER_BYTES <= len(data):
        raw = np.frombuffer(data, np.uint8, count=min(window + _HEADER_BYTES - 1, len(data) - start), offset=start)
        found = _first_header(raw)
        if found >= 0:
            return start + found
        start += len(raw) - _HEADER_BYTES + 1
        window = min(2 * window, _LAST_WINDOW)
    return -1


def _first_header(raw: npt.NDArray[np.uint8]) -> int:
    count = len(raw) - _HEADER_BYTES + 1
    zeros = (raw[4 : count + 4] | raw[5 : count + 5] | raw[6 : count + 6] | raw[7 : count + 7]) == 0
    at = np.flatnonzero(zeros)
    headers = raw[at[:, None] + np.arange(_HEADER_BYTES)]
    stored = np.ascontiguousarray(headers[:, 8:]).view("<u4").ravel()
    hits = np.flatnonzero(masked_crcs_like(bytes(8), headers[:, :8], np.arange(8)) == stored)
    return int(at[hits[0]]) if len(hits) else -1
