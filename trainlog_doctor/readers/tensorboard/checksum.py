"""Masked CRC-32C of many records at once, and of their headers, by which the next one is found behind damage.

A CRC is linear: the checksum of a record is the exclusive or of what each of its bytes contributes at its distance from
the end. One table a distance turns the checksums of thousands of records into as many gathers as a record has bytes,
which is why no C library is needed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from trainlog_doctor.model import IntArray

    Bytes2d = npt.NDArray[np.uint8]
    Crcs = npt.NDArray[np.uint32]

_POLYNOMIAL = 0x82F63B78
_BLOCK = 1024
_SHORT = 128
"""Up to so many bytes a plain loop is faster."""

_MASK_DELTA = 0xA282EAD8

CRC_BYTES = 4
"""A checksum, behind what it is of."""
_HEADER_BYTES = 12
_FIRST_WINDOW, _LAST_WINDOW = 256, 65_536
"""A search looks at more bytes at a time the longer it finds nothing, so that a near header costs little."""


@lru_cache(maxsize=1)
def _first_table() -> Crcs:
    table: Crcs = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = (table >> np.uint32(1)) ^ ((table & np.uint32(1)) * np.uint32(_POLYNOMIAL))
    return table


@lru_cache(maxsize=1)
def _first_list() -> list[int]:
    return [int(entry) for entry in _first_table()]


@lru_cache(maxsize=8)
def _tables(count: int) -> Crcs:
    """Make what each byte value contributes at each distance from the end; shape (count, 256)."""
    first = _first_table()
    tables = np.empty((count, 256), np.uint32)
    tables[0] = first
    for distance in range(1, count):
        nearer = tables[distance - 1]
        tables[distance] = first[nearer & 0xFF] ^ (nearer >> 8)
    return tables


def masked_crcs_like(example: bytes, rows: Bytes2d, places: IntArray) -> Crcs:
    """Compute the masked CRC-32C of each row, where rows differ from an example in a few places only.

    Parameters
    ----------
    example
        As long as a row.
    rows
        uint8 of shape (n_records, length), length from 4 to 1024.
    places
        int64 of shape (n_places,): where rows and example may differ.

    Returns
    -------
    uint32 array of shape (n_records,)
    """
    tables = _tables(1 << (len(example) - 1).bit_length())
    changes = rows.T[places] ^ np.frombuffer(example, np.uint8)[places, None]
    contributed = tables.take(changes + 256 * (len(example) - 1 - places[:, None]))
    return _mask(np.bitwise_xor.reduce(contributed, axis=0) ^ np.uint32(_plain(example)))


def masked_crc(data: bytes) -> int:
    """Compute the masked CRC-32C of bytes of any length."""
    plain = _plain(data)
    return ((plain >> 15 | plain << 17) + _MASK_DELTA) & 0xFFFFFFFF


def is_whole(record: bytes) -> bool:
    """Whether the last bytes of a record are the checksum of all before them."""
    return masked_crc(record[:-CRC_BYTES]).to_bytes(CRC_BYTES, "little") == record[-CRC_BYTES:]


def _plain(data: bytes) -> int:
    """Compute the CRC-32C without its mask."""
    if len(data) <= _SHORT:
        return ~_short(data) & 0xFFFFFFFF
    raw = np.frombuffer(data, np.uint8).copy()
    raw[:4] ^= 0xFF
    size = min(_BLOCK, 1 << (len(raw) - 1).bit_length())
    tables = _tables(size)
    head = len(raw) % size
    total = _part(tables, raw[:head])
    for block in raw[head:].reshape(-1, size):
        total = _part(tables, np.frombuffer(total.tobytes(), np.uint8), size - 4) ^ _part(tables, block)
    return ~int(total) & 0xFFFFFFFF


def _part(tables: Crcs, data: npt.NDArray[np.uint8], zeros_behind: int = 0) -> np.uint32:
    """Sum up what bytes contribute that stand so many bytes before the end."""
    distances = np.arange(len(data) - 1 + zeros_behind, zeros_behind - 1, -1)
    return np.uint32(np.bitwise_xor.reduce(tables[distances, data], initial=np.uint32(0)))


def _short(data: bytes) -> int:
    table = _first_list()
    total = 0xFFFFFFFF
    for byte in data:
        total = table[(total ^ byte) & 0xFF] ^ (total >> 8)
    return total


def _mask(crcs: Crcs) -> Crcs:
    return (crcs >> np.uint32(15) | crcs << np.uint32(17)) + np.uint32(_MASK_DELTA)


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
