"""What tells whether a source is as it was: its size, and when it was last written to."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from trainlog_doctor.model import STDIN
from trainlog_doctor.sources.address import is_remote
from trainlog_doctor.sources.remote import remote_stamp
from trainlog_doctor.sources.tree import list_files, tree

if TYPE_CHECKING:
    from collections.abc import Iterable

    Told: TypeAlias = tuple[int, str] | None


def stamp_of(path: str) -> Told:
    """Size in bytes and time of the last change, of a directory as `stamp_of_files`; None where none can be told."""
    if path == STDIN:
        return None
    if is_remote(path):
        return remote_stamp(path)
    try:
        found = os.stat(path)  # noqa: PTH116 - once a run of very many
        below = list_files(Path(path)) if stat.S_ISDIR(found.st_mode) else None
    except OSError:
        return None
    if below is not None:
        return stamp_of_files(path, (file.as_posix() for file in below))
    return (found.st_size, str(found.st_mtime_ns)) if stat.S_ISREG(found.st_mode) else None


def stamp_of_files(folder: str, files: Iterable[str]) -> Told:
    """Size of some files of a directory, and a checksum of their names, sizes and times; None where any has none."""
    from hashlib import blake2b

    root, total, checksum = tree(folder), 0, blake2b(digest_size=8)
    for file in files:
        told = stamp_of(str(root / PurePosixPath(file)))
        if told is None:
            return None
        total += told[0]
        checksum.update(repr((file, *told)).encode("utf-8", "surrogatepass"))
    return total, checksum.hexdigest()
