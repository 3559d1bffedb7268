"""Compressed logs, recognised by their first bytes and unpacked as they are read."""

from __future__ import annotations

import importlib
import io
from typing import TYPE_CHECKING, Protocol, cast

from trainlog_doctor.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Binary(Protocol):
    """The part of a binary file that is used."""

    def read1(self, size: int = ..., /) -> bytes:
        """Read what is there, up to ``size`` bytes, waiting only while there is nothing."""
        ...


def unpacked(raw: Binary, path: str) -> tuple[Binary, bool]:
    """Put the right unpacking before a file; tells also whether there was any.

    Raises
    ------
    SourceError
        ``no_zstd`` where neither Python nor an installed package can unpack Zstandard.
    """
    first = raw.read1(_FIRST_BYTES)
    while 0 < len(first) < _LONGEST_MAGIC and (more := raw.read1(_FIRST_BYTES)):
        first += more
    whole = _PutBack(first, raw)
    for magic, opener in _OPENERS.items():
        if first.startswith(magic):
            return opener(cast("io.BufferedReader", io.BufferedReader(whole)), path), True
    return whole, False


def _standard(module: str) -> Callable[[io.BufferedReader, str], Binary]:
    """Unpacking of the standard library, imported by those only who unpack."""
    return lambda packed, _: cast("Binary", importlib.import_module(module).open(packed))


def _open_zstd(packed: io.BufferedReader, path: str) -> Binary:
    try:
        # Part of Python from 3.14 on.
        return cast("Binary", importlib.import_module("compression.zstd").ZstdFile(packed))
    except ImportError:
        pass
    try:
        decompressor = importlib.import_module("zstandard").ZstdDecompressor()
    except ImportError:
        raise SourceError("no_zstd", path=path) from None
    return cast("Binary", decompressor.stream_reader(packed, read_across_frames=True))


_OPENERS: Mapping[bytes, Callable[[io.BufferedReader, str], Binary]] = {
    b"\x1f\x8b\x08": _standard("gzip"),
    b"BZh": _standard("bz2"),
    b"\xfd7zXZ\x00": _standard("lzma"),
    b"\x28\xb5\x2f\xfd": _open_zstd,
}
_LONGEST_MAGIC = max(map(len, _OPENERS))
_FIRST_BYTES = 1 << 16
"""A few would tell; most histories are no longer than this, and then need not be asked for again."""


class _PutBack(io.RawIOBase):
    """A file whose first bytes were read already and are given out once more."""

    def __init__(self, first: bytes, rest: Binary) -> None:
        self._first, self._rest = first, rest

    def readable(self) -> bool:
        return True

    def read1(self, size: int = -1, /) -> bytes:
        first, self._first = self._first, b""
        return first or self._rest.read1(size)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        chunk = self._first[: len(buffer)] or self._rest.read1(len(buffer))
        self._first = self._first[len(buffer) :]
        buffer[: len(chunk)] = chunk
        return len(chunk)
