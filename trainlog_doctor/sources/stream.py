"""One input as a stream: its head for the readers to recognise, then all its bytes in chunks."""

from __future__ import annotations

import stat
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, cast

from trainlog_doctor.errors import SourceError
from trainlog_doctor.sources.compression import PACKED_SUFFIXES, Binary, unpacked
from trainlog_doctor.sources.encoding import to_utf8
from trainlog_doctor.sources.locate import STDIN, Input, worded

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

CHUNK_BYTES = 1 << 18
"""Small enough for the processor's cache, large enough for numpy."""


@dataclass
class Stream:
    """The bytes of one input, decompressed and as UTF-8.

    Attributes
    ----------
    head
        Its first bytes, at least as many as were asked for unless it is shorter.
    whole
        Whether ``head`` is all there is.
    suffix
        Lower-case file name ending without that of the compression.
    """

    head: bytes
    whole: bool
    suffix: str
    _rest: Iterator[bytes]
    _cut: list[str] = field(default_factory=list)

    @property
    def cut(self) -> str | None:
        """What ended a damaged archive too early, in the unpacker's words; None while all is well."""
        return self._cut[0] if self._cut else None

    def chunks(self) -> Iterator[bytes]:
        """All bytes once, the head first."""
        if self.head:
            yield self.head
        yield from self._rest


@contextmanager
def open_stream(source: Input, head_bytes: int) -> Iterator[Stream]:
    """Open an input and read its head.

    A pipe is read to its end in any case, even after an error: whoever writes into it must not die of our leaving.

    Raises
    ------
    SourceError
        When it cannot be opened or read.
    """
    with worded(source.path):
        raw = _open(source.path)
        pipe = source.path == STDIN or stat.S_ISFIFO(Path(source.path).stat().st_mode)
    try:
        with worded(source.path):
            yield _stream(raw, source.path, head_bytes)
    finally:
        while pipe and raw.read1(CHUNK_BYTES):
            pass
        if source.path != STDIN:
            raw.close()


def _open(path: str) -> io.BufferedReader:
    if path != STDIN:
        return Path(path).open("rb")
    if sys.stdin is None:
        raise SourceError("no_stdin", path=path)
    return cast("io.BufferedReader", sys.stdin.buffer)


def _stream(raw: Binary, path: str, head_bytes: int) -> Stream:
    cut: list[str] = []
    rest = to_utf8(_chunks(*unpacked(raw, path), cut))
    head = bytearray()
    for chunk in rest:
        head += chunk
        if len(head) > head_bytes:
            return Stream(bytes(head), False, _suffix(path), rest, cut)
    if cut and not head:
        raise SourceError("damaged_archive", path=path, problem=cut[0])
    return Stream(bytes(head), True, _suffix(path), rest, cut)


def _chunks(file: Binary, packed: bool, cut: list[str]) -> Iterator[bytes]:
    """Read to the end, or to where a damaged archive cannot be unpacked any further."""
    try:
        while chunk := file.read1(CHUNK_BYTES):
            yield chunk
    except Exception as error:  # each unpacker has errors of its own
        if not packed:
            raise
        cut.append(str(error))


def _suffix(path: str) -> str:
    name = PurePath(path)
    while name.suffix.lower() in PACKED_SUFFIXES:
        name = name.with_suffix("")
    return name.suffix.lower()
