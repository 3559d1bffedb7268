"""Sources that can only be parsed as a whole: their bytes are kept up to a limit, and beyond it refused."""

from __future__ import annotations

from dataclasses import field

from trainlog_doctor.errors import FormatError
from trainlog_doctor.record import dataclass
from trainlog_doctor.sizes import size_text

MAX_BYTES = 256 * 1024 * 1024


@dataclass(slots=True)
class Whole:
    """The bytes of one source.

    Attributes
    ----------
    limit
        Bytes beyond which nothing more is kept and the source is refused.
    """

    limit: int = MAX_BYTES
    _chunks: list[bytes] = field(default_factory=list)
    _size: int = 0

    def add(self, chunk: bytes) -> None:
        """Take the next bytes."""
        self._size += len(chunk)
        if self._size <= self.limit:
            self._chunks.append(bytes(chunk))

    def content(self) -> bytes:
        """Everything that came.

        Raises
        ------
        FormatError
            ``history_errors.too_large`` when it was more than the limit.
        """
        if self._size > self.limit:
            raise FormatError("history_errors.too_large", limit=size_text(self.limit))
        return b"".join(self._chunks)
