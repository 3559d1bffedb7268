"""The first bytes of a source, read for the status before there are enough of them to recognise it for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.errors import DoctorError
from trainlog_doctor.pipeline import begun
from trainlog_doctor.readers.base import HEAD_BYTES, Head
from trainlog_doctor.sources import told_so_far

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.recognise import Reading

_MOST_BYTES = 4 * HEAD_BYTES
"""A head in UTF-32 is four times as long."""


class Preview:
    """Recognises and reads what there is, as if the source went on behind it; nothing of that outlives the head.

    Parameters
    ----------
    path, input_format
        As the user named them.
    """

    def __init__(self, path: str, input_format: str | None) -> None:
        self._path, self._format = path, input_format
        self._raw = bytearray()
        self._read = b""
        self._reading: Reading | None = None

    def take(self, chunk: bytes) -> None:
        """Take the next bytes; those beyond any head are none of ours."""
        self._raw += chunk[: max(0, _MOST_BYTES - len(self._raw))]

    def runs(self) -> Sequence[Run]:
        """Every run so far; none where nothing is recognised yet."""
        told = told_so_far(bytes(self._raw), self._path, HEAD_BYTES)
        if self._reading is None or not told.startswith(self._read):
            self._reading, self._read = self._recognised(told), b""
        if self._reading is None:
            return ()
        self._reading.feed(told[len(self._read) :])
        self._read = told
        runs = self._reading.runs()
        if not self._reading.sure:
            # The next bytes may make another reader sure.
            self._reading = None
        return runs

    def _recognised(self, told: bytes) -> Reading | None:
        try:
            return begun(Head(told, whole=False), self._format)
        except DoctorError:
            return None
