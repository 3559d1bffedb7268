"""A file that grows, as a source: it may come late, be cut, be rotated or be written anew."""

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


class Tail:
    """Reads what is appended to a file. After a rotation or a cut the new file is the old one's continuation.

    Parameters
    ----------
    patience
        Waits between looks at the file, and says when that ends.
    """

    def __init__(self, path: str, patience: Patience) -> None:
        self._path, self._patience = path, patience
        self._file: FileIO | None = None
        self._last = b""

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
        if self._file is None:
            self._open()
        if self._file is None:
            return b""
        if self._rewritten(self._file):
            return self._anew()
        chunk = self._file.read(CHUNK_BYTES)
        if chunk:
            self._last = (self._last + chunk)[-_REMEMBERED:]
            return chunk
        return self._anew() if self._rotated(self._file) else b""

    def _open(self) -> None:
        with suppress(OSError):
            self._file = Path(self._path).open("rb", buffering=0)  # noqa: SIM115 - closed with the tail

    def _anew(self) -> bytes:
        """Begin at the beginning of what is there now; a line that was left open is ended."""
        self.close()
        ending = b"\n" if self._last and not self._last.endswith(b"\n") else b""
        self._last = b""
        return ending + self._more()

    def _rewritten(self, file: FileIO) -> bool:
        """Whether what we have read stands in the file no longer."""
        file.seek(-len(self._last), os.SEEK_CUR)
        return file.read(len(self._last)) != self._last

    def _rotated(self, file: FileIO) -> bool:
        """Whether another file has taken the name, and ours has come to its end."""
        with suppress(OSError):
            now, ours = Path(self._path).stat(), os.fstat(file.fileno())
            return (now.st_dev, now.st_ino) != (ours.st_dev, ours.st_ino)
        return False
