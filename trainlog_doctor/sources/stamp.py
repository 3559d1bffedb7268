"""What tells whether a source is as it was: its size, and when it was last written to."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from trainlog_doctor.sources.locate import STDIN, list_files
from trainlog_doctor.sources.remote import is_remote, remote_stamp


def stamp_of(path: str) -> tuple[int, str] | None:
    """Size in bytes and time of the last change, of a directory those of all its files; None where none can be told."""
    if path == STDIN:
        return None
    if is_remote(path):
        return remote_stamp(path)
    try:
        found = os.stat(path)  # noqa: PTH116 - once a run of very many
        if stat.S_ISREG(found.st_mode):
            return found.st_size, str(found.st_mtime_ns)
        if not stat.S_ISDIR(found.st_mode):
            return None
        below = [Path(path, file).stat() for file in list_files(Path(path))]
    except OSError:
        return None
    return sum(one.st_size for one in below), str(max((one.st_mtime_ns for one in below), default=0))
