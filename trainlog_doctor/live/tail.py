"""A file that grows, as a source: it may come late, be cut, rotated, copied anew or written anew."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from trainlog_doctor.live.descriptors import CHUNK_BYTES

if TYPE_CHECKING:
    from io import FileIO

    from trainlog_doctor.live.patience import Patience

_REMEMBERED = 64
"""Bytes before our place that must still be there: else the file was written anew, and has outgrown us meanwhile."""
_BEGINNING = 1 << 20
"""Bytes from the beginning that a copy must share, more than programs print before their runs begin to differ."""


class Tail:
    """Reads what is appended to a file. After a rotation or a cut the new file is the old one's continuation.

    A file that is copied here anew each time (rsync, scp) has what we have read, and is read on behind it.

    Parameters
    ----------
    patience
        Waits between looks at the file, and says when that ends.
    """

    def __init__(self, path: str, patience: Patience) -> None:
        self._path, self._patience = path, patience
        self._file: FileIO | None = None
        self._place = 0
        self._first, self._last = bytearray(), b""

    def read(self, seconds: float | None) -> bytes | None:
        """Wait for the next bytes: empty at the end, None when the time is up."""
        deadline = None if seconds is None else time.monotonic() + seconds
        while True:
            chunk = self._more()
            if chunk:
                self._patience.heard()
                return chunk
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                return None
            if self._patience.wait(left):
                # What came while we waited is still ours.
                return self._more()

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _more(self) -> bytes:
        file = self._file or self._open()
        if file is None:
            return b""
        goes_on = self._goes_on(file)
        if not goes_on and not self._copied(file):
            return self._anew()
        chunk = file.read(CHUNK_BYTES) if goes_on else b""
        if not chunk and self._rotated(file):
            self.close()
            new = self._open()
            return self._more() if new is None or self._begins_alike(new) else self._anew()
        self._place += len(chunk)
        self._first += chunk[: _BEGINNING - len(self._first)]
        self._last = (self._last + chunk)[-_REMEMBERED:]
        return chunk

    def _open(self) -> FileIO | None:
        with suppress(OSError):
            self._file = Path(self._path).open("rb", buffering=0)  # noqa: SIM115 - closed with the tail
        return self._file

    def _anew(self) -> bytes:
        """Begin at the beginning; a line that was left open is ended."""
        ending = b"\n" if self._last and not self._last.endswith(b"\n") else b""
        self._place, self._first, self._last = 0, bytearray(), b""
        return ending + self._more()

    def _goes_on(self, file: FileIO) -> bool:
        """Go to our place, and say whether what we have read stands before it."""
        file.seek(self._place - len(self._last))
        return file.read(len(self._last)) == self._last

    def _copied(self, file: FileIO) -> bool:
        """Whether what is there is the beginning of what we have read: more of it is on its way."""
        return os.fstat(file.fileno()).st_size < self._place and self._begins_alike(file)

    def _begins_alike(self, file: FileIO) -> bool:
        """Whether what is there, or as much of it as we remember, is how all that we have read begins."""
        file.seek(0)
        return self._first.startswith(file.read(len(self._first)))

    def _rotated(self, file: FileIO) -> bool:
        """Whether another file has taken the name, and ours has come to its end."""
        with suppress(OSError):
            now, ours = Path(self._path).stat(), os.fstat(file.fileno())
            return (now.st_dev, now.st_ino) != (ours.st_dev, ours.st_ino)
        return False
