"""The part of the protocol-buffer wire format that scalars need, walked without copying what is not needed."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from trainlog_doctor.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator

_DOUBLE = struct.Struct("<d")
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5

_DTYPES = {1: "<f4", 2: "<f8", 3: "<i4", 4: "|u1", 5: "<i2", 6: "|i1", 9: "<i8", 10: "|b1", 17: "<u2", 19: "<f2"}
_DTYPES |= {14: "bfloat16", 22: "<u4", 23: "<u8"}
"""TensorFlow's DataType to numpy's; ``bfloat16`` is the upper half of a float32."""

_LISTS = {5: "<f4", 6: "<f8"}
_VARINT_LISTS = (7, 10, 11, 16, 17)
_HALF_LIST = 13


@dataclass(frozen=True, slots=True)
class Scalar:
    """One scalar of an event.

    Attributes
    ----------
    tag
        Its tag as written.
    dtype
        numpy's name of its type, or ``bfloat16``.
    raw
        Its bytes, little-endian.
    at
        Where they stand in the record; -1 if they do not stand there as such.
    """

    tag: bytes
    dtype: str
    raw: bytes
    at: int


@dataclass(slots=True)
class Event:
    """One record.

    Attributes
    ----------
    wall_at
        Where the eight bytes of the wall time stand; -1 if it has none.
    wall
        Seconds since 1970.
    step, step_at, step_end
        The step, and where its bytes stand (-1 if it is left out, which means 0).
    scalars
        Its scalars, in order.
    """

    wall_at: int = -1
    wall: float = 0.0
    step: int = 0
    step_at: int = -1
    step_end: int = -1
    scalars: list[Scalar] = field(default_factory=list)


def read_event(data: bytes) -> Event:
    """Read one record's time, step and scalars; images, histograms, audio and text are stepped over.

    Raises
    ------
    ValueError
        The bytes are no event.
    """
    event = Event()
    for number, kind, begin, end in fields(data, 0, len(data)):
        if number == 1 and kind == _FIXED64:
            event.wall_at, event.wall = begin, _DOUBLE.unpack_from(data, begin)[0]
        elif number == 2 and kind == _VARINT:
            event.step_at, event.step_end = begin, end
            step = varint(data, begin)[0]
            event.step = step - (1 << 64) if step >> 63 else step
        elif number == 5 and kind == _BYTES:
            for inner, inner_kind, value, value_end in fields(data, begin, end):
                if inner == 1 and inner_kind == _BYTES:
                    _read_value(event, data, value, value_end)
    return event


def _read_value(event: Event, data: bytes, begin: int, end: int) -> None:
    tag = b""
    scalar: tuple[str, bytes, int] | None = None
    for number, kind, value, value_end in fields(data, begin, end):
        if number == 1 and kind == _BYTES:
            tag = data[value:value_end]
        elif number == 2 and kind == _FIXED32:
            scalar = "<f4", data[value:value_end], value
        elif number == 8 and kind == _BYTES:
            scalar = _read_tensor(data, value, value_end)
    if scalar is not None and not tag.startswith(b"_hparams_/"):
        event.scalars.append(Scalar(tag, *scalar))


def _read_tensor(data: bytes, begin: int, end: int) -> tuple[str, bytes, int] | None:
    """Read a tensor of one element; None if it has another shape or holds no number."""
    dtype, found = "", None
    for number, kind, value, value_end in fields(data, begin, end):
        if number == 1 and kind == _VARINT:
            dtype = _DTYPES.get(varint(data, value)[0], "")
        elif number == 2 and kind == _BYTES and not _is_scalar_shape(data, value, value_end):
            return None
        elif number == 4 and kind == _BYTES:
            found = dtype, data[value:value_end], value
        elif number in _LISTS and kind in (_BYTES, _FIXED32, _FIXED64):
            found = _LISTS[number], data[value:value_end], value
        elif (number in _VARINT_LISTS or number == _HALF_LIST) and kind in (_BYTES, _VARINT):
            bits = varint(data, value)[0]
            half = number == _HALF_LIST
            found = (dtype, bits.to_bytes(8, "little")[:2], -1) if half else ("<i8", bits.to_bytes(8, "little"), -1)
    if not dtype or found is None:
        return None
    width = 2 if found[0] == "bfloat16" else int(found[0][2:] or 1)
    return found if len(found[1]) == width else None


def _is_scalar_shape(data: bytes, begin: int, end: int) -> bool:
    """Whether every dimension of a shape is 1."""
    for number, kind, value, value_end in fields(data, begin, end):
        if number == 2 and kind == _BYTES:
            sizes = [varint(data, at)[0] for inner, _, at, _ in fields(data, value, value_end) if inner == 1]
            if sizes != [1]:
                return False
    return True


def fields(data: bytes, position: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Walk a message: field number, wire type, and where its contents begin and end."""
    while position < end:
        key, begin = varint(data, position)
        kind = key & 7
        if kind == _VARINT:
            position = varint(data, begin)[1]
        elif kind == _BYTES:
            length, begin = varint(data, begin)
            position = begin + length
        elif kind in (_FIXED64, _FIXED32):
            position = begin + (8 if kind == _FIXED64 else 4)
        else:
            raise ValueError
        if position > end:
            raise ValueError
        yield key >> 3, kind, begin, position


def varint(data: bytes, position: int) -> tuple[int, int]:
    """Read an unsigned number of seven bits a byte, and say where it ends."""
    if position < len(data) and data[position] < 0x80:
        return data[position], position + 1
    result, shift = 0, 0
    while shift < 70 and position < len(data):
        byte = data[position]
        position += 1
        result |= (byte & 0x7F) << shift
        if byte < 0x80:
            return result & 0xFFFFFFFFFFFFFFFF, position
        shift += 7
    raise ValueError
