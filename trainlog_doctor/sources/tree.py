"""Directories as readers see them that take one as a whole: of this machine, or elsewhere."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from trainlog_doctor.sources.address import inside, is_remote, split
from trainlog_doctor.sources.os_errors import worded
from trainlog_doctor.sources.remote import RemoteFile, files_below, open_member

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import PurePath


class RemoteTree:
    """A directory elsewhere, or a file in it: the few things of a `pathlib.Path` that readers use."""

    def __init__(self, address: str) -> None:
        self._address = address

    @property
    def name(self) -> str:
        """The last part of its path."""
        return split(self._address)[1]

    def __truediv__(self, below: PurePath) -> RemoteTree:
        return RemoteTree(inside(self._address, below))

    def __str__(self) -> str:
        return self._address

    def open(self, mode: str, /) -> RemoteFile:
        """Open it for reading bytes; whatever goes wrong is an OSError."""
        return open_member(self._address)


def tree(folder: str) -> Path | RemoteTree:
    """Say how to get at the files of a directory."""
    return RemoteTree(folder) if is_remote(folder) else Path(folder)


class Below(NamedTuple):
    """What lies below a directory, relative to it, in the order of the names; what is hidden is left out.

    Attributes
    ----------
    files
        Ordinary files.
    closed
        Files and directories that may not be opened.
    """

    files: Sequence[PurePath]
    closed: Sequence[PurePath] = ()


def list_tree(folder: str) -> Below:
    """Say what lies below a directory.

    Raises
    ------
    SourceError
        The directory cannot be listed.
    """
    if is_remote(folder):
        return Below(files_below(folder))
    closed: list[Path] = []
    with worded(folder):
        return Below(tuple(_walk(Path(folder), closed)), closed)


def list_files(root: Path) -> tuple[Path, ...]:
    """Every ordinary file below a directory that may be opened, as `Below` has them.

    Raises
    ------
    OSError
        The directory itself cannot be listed.
    """
    return tuple(_walk(root, []))


def _walk(root: Path, closed: list[Path]) -> Iterator[Path]:
    """Yield the files. Links to directories are not followed, so that a loop of links ends."""

    def told(error: OSError) -> None:
        if error.filename == os.fspath(root):
            raise error
        if isinstance(error, PermissionError):
            closed.append(Path(error.filename).relative_to(root))

    for folder, folders, files in os.walk(root, onerror=told):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = Path(folder).relative_to(root)
        for name in sorted(files):
            path = os.path.join(folder, name)  # noqa: PTH118 - once a file of very many
            if name.startswith(".") or not _is_ordinary(path):
                continue
            if os.access(path, os.R_OK):
                yield below / name
            else:
                closed.append(below / name)


def _is_ordinary(path: str) -> bool:
    """Whether it is a file; true as well where its directory does not let anybody ask."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116 - once a file of very many
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
