"""What a source must begin with, or hold, for a reader to be its reader: asked before the reader is imported.

Each function is true of every source that its readers would take; of others it may be true as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainlog_doctor.readers.base import Head

DURATION = re.compile(rb"[s:\0\x1b](?:(?<=[\dm]s)|(?<=\d:)\d|(?<=[\0\x1b]))")
"""What every line of Keras with metrics holds before it is cleaned: a time, or what may stand inside one."""

BRACKETS = b"{[\"'"
"""What a document of JSON begins with, also where it was quoted."""

SEPARATORS = (",", ";", "\t", "|")
"""What stands between the cells of a table."""

_REFUSED = b"(dlc}]P\x80\x89\x93"


def maybe_event_file(head: Head) -> bool:
    """The first record is shorter than 4 GB."""
    return head.data[4:8] == bytes(4)


def maybe_keras(head: Head) -> bool:
    """There are durations, or bytes beyond the head."""
    return not head.whole or DURATION.search(head.data) is not None


def maybe_json(head: Head) -> bool:
    """The first sign opens a document."""
    start = head.data[:4096].lstrip()
    return bool(start) and start[0] in BRACKETS


def maybe_notebook(head: Head) -> bool:
    """The first sign opens an object."""
    return head.data.lstrip()[:1] == b"{"


def maybe_table(head: Head) -> bool:
    """There are separators."""
    return any(separator.encode() in head.data for separator in SEPARATORS) or head.data.startswith(b"PAR1")


def maybe_sqlite(head: Head) -> bool:
    """It is a database."""
    return head.data.startswith(b"SQLite format 3")


def maybe_refused(head: Head) -> bool:
    """The first byte is that of a pickle, an array or an archive."""
    return head.data[:1] in _REFUSED
