"""Event files written by hand, byte for byte as TensorFlow and PyTorch write them."""

from __future__ import annotations

import struct

_CRC_TABLE = []
for _byte in range(256):
    _crc = _byte
    for _ in range(8):
        _crc = (_crc >> 1) ^ (0x82F63B78 if _crc & 1 else 0)
    _CRC_TABLE.append(_crc)


def masked_crc(data: bytes) -> int:
    """Plain reference implementation, one byte at a time."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc = _CRC_TABLE[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    crc ^= 0xFFFFFFFF
    return (((crc >> 15) | (crc << 17)) + 0xA282EAD8) & 0xFFFFFFFF


def varint(number: int) -> bytes:
    number &= (1 << 64) - 1
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def field(number: int, content: bytes) -> bytes:
    return varint(number << 3 | 2) + varint(len(content)) + content


def record(payload: bytes) -> bytes:
    length = struct.pack("<Q", len(payload))
    return length + struct.pack("<I", masked_crc(length)) + payload + struct.pack("<I", masked_crc(payload))


def event(wall: float, step: int, summary: bytes) -> bytes:
    at = b"\x10" + varint(step) if step else b""
    return record(b"\x09" + struct.pack("<d", wall) + at + field(5, summary))


def simple(tag: str, value: float) -> bytes:
    return field(1, field(1, tag.encode()) + b"\x15" + struct.pack("<f", value))


def tensor(tag: str, dtype: int, content: bytes, shape: bytes = b"") -> bytes:
    body = b"\x08" + bytes([dtype]) + field(2, shape) + content
    return field(1, field(1, tag.encode()) + field(8, body) + field(9, field(1, field(1, b"scalars"))))


def keras(tag: str, value: float) -> bytes:
    """Write a scalar as tf.summary.scalar does: a float32 tensor."""
    return tensor(tag, 1, field(4, struct.pack("<f", value)))


def image(tag: str, size: int) -> bytes:
    return field(1, field(1, tag.encode()) + field(4, b"\x08\x10\x10\x10" + field(4, b"\x89PNG" * (size // 4))))


VERSION = record(b"\x09" + struct.pack("<d", 1.0) + field(3, b"brain.Event:2"))


def curve(tag: str, values: list[float], begin: int = 0, wall: float = 1e9, every: int = 1) -> bytes:
    """Write one tag's points at consecutive steps."""
    return b"".join(event(wall + n, begin + n * every, keras(tag, value)) for n, value in enumerate(values))
