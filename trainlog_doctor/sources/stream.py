"""One input as a stream: its head for the readers to recognise, then all its bytes in chunks."""

from __future__ import annotations

import io
import os
import stat
import sys
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, cast

from trainlog_doctor.errors import SourceError
from trainlog_doctor.model import STDIN
from trainlog_doctor.record import dataclass, field
from trainlog_doctor.sizes import size_text
from trainlog_doctor.sources.address import in_archive, is_remote
from trainlog_doctor.sources.compression import Binary, unpacked
from trainlog_doctor.sources.counting import counting
from trainlog_doctor.sources.encoding import to_utf8
from trainlog_doctor.sources.os_errors import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.sources.locate import Input

CHUNK_BYTES = 1 << 19
"""Small enough for the processor's cache, large enough for numpy."""

UNPACKED_BYTES = 4 << 30
"""What a packed source may hold: a bomb holds without end, and logs of this size are rare."""


@dataclass
class Stream:
    """The bytes of one input, decompressed and as UTF-8.

    Attributes
    ----------
    head
        Its first bytes, at least as many as were asked for unless it is shorter.
    whole
        Whether ``head`` is all there is.
    """

    head: bytes
    whole: bool
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


def told_so_far(first: bytes, path: str, most: int) -> bytes:
    """What a stream gives of its first bytes, when more of them may follow: unpacked, as UTF-8, at most so much."""
    told = bytearray()
    for chunk in to_utf8(_chunks(*unpacked(io.BytesIO(first), path), [])):
        told += chunk
        if len(told) >= most:
            break
    return bytes(told[:most])


@contextmanager
def open_stream(
    source: Input, head_bytes: int, bytes_of: Binary | None = None, most: int | None = None
) -> Iterator[Stream]:
    """Open an input and read its head.

    A pipe is read to its end in any case, even after an error: whoever writes into it must not die of our leaving.

    Parameters
    ----------
    bytes_of
        Where its bytes come from, when that is not for us to open.
    most
        Bytes that it may have when it is packed, `UNPACKED_BYTES` by default.

    Raises
    ------
    SourceError
        When it cannot be opened or read; ``too_large``, also while it is read.
    """
    if bytes_of is not None:
        with _drained(bytes_of), worded(source.path):
            yield _stream(bytes_of, source.path, head_bytes, most)
        return
    if is_remote(source.path):
        from trainlog_doctor.sources.remote import open_remote

        with open_remote(source.path) as remote, worded(source.path):
            yield _stream(remote, source.path, head_bytes, most)
        return
    with worded(source.path):
        raw = _open(source.path)
        # A terminal would wait for its end to be typed once more.
        typed = source.path == STDIN and raw.isatty()
        pipe = not typed and (source.path == STDIN or stat.S_ISFIFO(os.fstat(raw.fileno()).st_mode))
    ours = nullcontext() if source.path == STDIN else raw
    with ours, _drained(raw) if pipe else nullcontext(), worded(source.path):
        yield _stream(raw, source.path, head_bytes, most)


@contextmanager
def _drained(raw: Binary) -> Iterator[None]:
    """Read to the end whatever happens, unless we are told to quit: then nobody knows when that end would come."""
    quitting = False
    try:
        yield
    except KeyboardInterrupt:
        quitting = True
        raise
    finally:
        while not quitting and raw.read1(CHUNK_BYTES):
            pass


def _open(path: str) -> io.BufferedReader:
    if path != STDIN:
        return open(path, "rb")  # noqa: PTH123 - once a run of very many; the stream's owner closes it
    if sys.stdin is None:
        raise SourceError("no_stdin", path=path)
    return cast("io.BufferedReader", sys.stdin.buffer)


def _stream(raw: Binary, path: str, head_bytes: int, most: int | None) -> Stream:
    cut: list[str] = []
    file, packed = unpacked(counting(raw), path)
    chunks = _chunks(file, packed, cut)
    rest = to_utf8(_limited(chunks, path, most or UNPACKED_BYTES) if packed or in_archive(path) else chunks)
    head = bytearray()
    for chunk in rest:
        head += chunk
        if len(head) > head_bytes:
            return Stream(bytes(head), False, rest, cut)
    if cut and not head:
        raise SourceError("damaged_archive", path=path, problem=cut[0])
    return Stream(bytes(head), True, rest, cut)


def _chunks(file: Binary, packed: bool, cut: list[str]) -> Iterator[bytes]:
    """Read to the end, or to where a damaged archive cannot be unpacked any further."""
    try:
        while chunk := file.read1(CHUNK_BYTES):
            yield chunk
    except Exception as error:  # each unpacker has errors of its own
        if not packed:
            raise
        cut.append(str(error))


def _limited(chunks: Iterator[bytes], path: str, most: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise SourceError("too_large", path=path, limit=size_text(most))
        yield chunk
