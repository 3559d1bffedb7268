"""Sources that can only be parsed as a whole: their bytes are kept up to a limit, and beyond it refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.record import dataclass, field
from trainlog_doctor.sizes import size_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trainlog_doctor.model import Run

MAX_BYTES = 256 * 1024 * 1024


@dataclass(slots=True)
class Whole:
    """Parser of one source, which it holds whole.

    Attributes
    ----------
    read
        Makes every run of the source; where there is nothing to read, it raises a FormatError.
    limit
        Bytes beyond which nothing more is kept and the source is refused.
    """

    read: Callable[[Whole], Sequence[Run]]
    limit: int = MAX_BYTES
    _chunks: list[bytes] = field(default_factory=list)
    _size: int = 0

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes."""
        self._size += len(chunk)
        if self._size <= self.limit:
            self._chunks.append(bytes(chunk))

    def content(self) -> bytes:
        """Everything that came; it is handed over, and not kept here any longer.

        Raises
        ------
        FormatError
            ``history_errors.too_large`` when it was more than the limit.
        """
        if self._size > self.limit:
            raise FormatError("history_errors.too_large", limit=size_text(self.limit))
        chunks, self._chunks = self._chunks, []
        return b"".join(chunks)

    def close(self) -> Sequence[Run]:
        """Every run of the source, in its order.

        Raises
        ------
        FormatError
            The source is too large, or what ``read`` found wrong.
        """
        return self.read(self)


@dataclass(frozen=True, slots=True)
class MarkedReader:
    """One format whose files begin with a mark of their own, and can only be read whole.

    Attributes
    ----------
    mark
        First bytes of every such file.
    """

    name: str
    mark: bytes
    read: Callable[[Whole], Sequence[Run]]

    def sniff(self, head: Head) -> Sniff:
        """Ours if it begins with the mark; what is in it is known when it is opened."""
        marked = head.data.startswith(self.mark)
        return Sniff(Certainty.SURE, self.mark.decode("ascii").rstrip("\0")) if marked else NOT_MINE

    def parser(self, sniff: Sniff) -> Whole:
        """Make a parser."""
        return Whole(self.read)
