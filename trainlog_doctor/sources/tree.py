"""Directories as readers see them that take one as a whole: of this machine, or elsewhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from trainlog_doctor.sources.address import inside, is_remote, split
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


def list_tree(folder: str) -> Sequence[PurePath]:
    """Every file below a directory, relative to it, in the order of the names; hidden ones are left out.

    Raises
    ------
    SourceError
        A directory elsewhere cannot be listed.
    """
    return files_below(folder) if is_remote(folder) else list_files(Path(folder))


def list_files(root: Path) -> tuple[Path, ...]:
    """Every ordinary file below a directory, relative to it, in the order of the names; hidden ones are left out.

    Links to directories are not followed, so that a loop of links ends.
    """
    return tuple(_walk(root))


def _walk(root: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = Path(folder).relative_to(root)
        for name in sorted(files):
            if not name.startswith(".") and os.path.isfile(os.path.join(folder, name)):  # noqa: PTH113, PTH118 - many
                yield below / name
