"""What lies beside a source: the names in its folder, and small files there."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path, PurePath

from trainlog_doctor.errors import SourceError
from trainlog_doctor.sources.remote import is_remote, open_remote, remote_names, split


def beside(path: str, wanted: str) -> str:
    """Name the file ``wanted`` in a source's folder; a directory is its own folder."""
    if is_remote(path):
        folder, _, chain = split(path)
        return f"{folder}/{wanted}{chain}"
    return str(Path(_folder(path), wanted))


def siblings(path: str) -> frozenset[str]:
    """The names in a source's folder; none where it cannot be looked into."""
    if is_remote(path):
        folder, _, chain = split(path)
        return remote_names(folder + chain)
    folder = _folder(path)
    try:
        return _names(folder, os.stat(folder).st_mtime_ns)  # noqa: PTH116 - once a run of very many
    except OSError:
        return frozenset()


def stem(path: str) -> str:
    """A source's own name, up to its first dot."""
    return (split(path)[1] if is_remote(path) else PurePath(path).name).partition(".")[0]


def small_file(path: str, most: int) -> bytes | None:
    """Read a file whole; None where it is larger than ``most`` bytes, or cannot be read."""
    content = b""
    with suppress(OSError, SourceError):
        with open_remote(path) if is_remote(path) else Path(path).open("rb") as file:
            while len(content) <= most and (more := file.read1(most + 1 - len(content))):
                content += more
        return content if len(content) <= most else None
    return None


def _folder(path: str) -> str:
    return path if os.path.isdir(path) else str(PurePath(path).parent)  # noqa: PTH112 - once a run of very many


@lru_cache(maxsize=4)
def _names(folder: str, changed: int) -> frozenset[str]:
    """The names in a folder as it was when it last changed: thousands of sources may lie in one."""
    return frozenset(os.listdir(folder))  # noqa: PTH208 - names are wanted
