"""What every reader of a directory is, and what it sees of one, wherever that is."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import PurePath

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.base import Sniff

EVENTS = "tfevents"
"""Part of the name of every file of TensorBoard's events."""
METRICS, PARAMS = "metrics", "params"
"""Folders in that of an MLflow run."""


def folder_of(file: PurePath) -> PurePosixPath:
    """Tell the folder of a file, which has one name on every system."""
    return PurePosixPath(file.as_posix()).parent


class Bytes(Protocol):
    """An open file."""

    def read(self, size: int = ..., /) -> bytes:
        """Read up to ``size`` bytes; empty at the end."""
        ...


class File(Protocol):
    """A file of a directory, wherever that is."""

    def open(self, mode: Literal["rb"], /) -> AbstractContextManager[Bytes]:
        """Open it for reading; whatever goes wrong, now or later, is an OSError."""
        ...


class Tree(Protocol):
    """A directory, here (then it is a `pathlib.Path`) or elsewhere."""

    @property
    def name(self) -> str:
        """Its own name."""
        ...

    def __truediv__(self, below: PurePath, /) -> File: ...


def first_bytes(file: File, most: int) -> bytes:
    """Read the beginning of a file; nothing of one that cannot be read."""
    try:
        with file.open("rb") as stream:
            return stream.read(most)
    except OSError:
        return b""


class TreeReader(Protocol):
    """One format that comes as a directory."""

    name: str

    def sniff(self, root: Tree, files: Sequence[PurePath]) -> Sniff:
        """Say whether a directory with these files (relative to ``root``) is ours. Opens at most their first bytes."""
        ...

    def places(self, root: Tree, files: Sequence[PurePath]) -> Iterable[PurePosixPath]:
        """Name the folders, relative to ``root``, in which its runs lie."""
        ...

    def read(self, root: Tree, files: Sequence[PurePath]) -> Sequence[Run]:
        """Read every run below ``root``."""
        ...


@runtime_checkable
class Divisible(Protocol):
    """A reader of directories whose runs can be read apart from each other."""

    def shares(self, root: Tree, files: Sequence[PurePath]) -> Sequence[Sequence[PurePath]]:
        """Divide the files; reading one share after the other gives the runs that reading all of them gives."""
        ...
