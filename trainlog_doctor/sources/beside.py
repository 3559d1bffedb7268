"""What lies beside a source: the names in its folder, and small files there."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from trainlog_doctor.errors import SourceError
from trainlog_doctor.sources.address import is_remote, split
from trainlog_doctor.sources.remote import open_remote, remote_names


def folder_of(file: str) -> str:
    """The folder in which a file lies."""
    if is_remote(file):
        folder, _, chain = split(file)
        return folder + chain
    return os.path.dirname(file) or "."  # noqa: PTH120 - once a run of very many


def names_in(folder: str) -> frozenset[str]:
    """The names in a folder; none where it cannot be looked into."""
    if is_remote(folder):
        return remote_names(folder)
    try:
        return _names(folder, os.stat(folder).st_mtime_ns)  # noqa: PTH116 - once a run of very many
    except OSError:
        return frozenset()


def stem(path: str) -> str:
    """A source's own name, up to its first dot."""
    # Plain functions here and below: they are called once a run of very many.
    return (split(path)[1] if is_remote(path) else os.path.basename(path)).partition(".")[0]  # noqa: PTH119


def small_file(path: str, most: int) -> bytes | None:
    """Read a file whole; None where it is larger than ``most`` bytes, or cannot be read."""
    content = b""
    with suppress(OSError, SourceError):
        with open_remote(path) if is_remote(path) else Path(path).open("rb") as file:
            while len(content) <= most and (more := file.read1(most + 1 - len(content))):
                content += more
        return content if len(content) <= most else None
    return None


@lru_cache(maxsize=16)
def _names(folder: str, changed: int) -> frozenset[str]:
    """The names in a folder as it was when it last changed: thousands of sources may lie in one."""
    return frozenset(os.listdir(folder))  # noqa: PTH208 - names are wanted
