"""A source that is in memory, read as the pipeline reads one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.recognise import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.base import Head, Reader


def read_stream(head: Head, chunks: Iterable[bytes], readers: Sequence[Reader], forced: bool = False) -> Sequence[Run]:
    """Read a source's runs: all its ``chunks``, the head included, through a `Reading`.

    Raises
    ------
    FormatError
        As `Reading`.
    """
    reading = Reading(head, readers, forced)
    for chunk in chunks if reading.wanted else ():
        reading.feed(chunk)
    return reading.close()
