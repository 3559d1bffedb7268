"""From what the user typed to the inputs it means. Files are looked at here, not opened."""

from __future__ import annotations

import glob
import os
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from trainlog_doctor.errors import SourceError
from trainlog_doctor.sources.remote import find, is_remote

if TYPE_CHECKING:
    from collections.abc import Iterator

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One stream of bytes: a file, a named pipe or standard input.

    Attributes
    ----------
    path
        As the user named it; ``-`` for standard input.
    asked
        Whether it was named, itself or by a pattern: what was merely found in a remote directory may be of any kind.
    """

    path: str
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Folder:
    """A directory, as the user named it."""

    path: str


Location: TypeAlias = Input | Folder


def locate(argument: str) -> tuple[Location, ...]:
    """Say which inputs an argument means: one for a path, all matches in the order of their names for a pattern.

    Raises
    ------
    SourceError
        ``missing``, ``no_match``, ``permission``, ``special_file`` or ``unreadable``.
    """
    if argument == STDIN:
        return (Input(STDIN),)
    if "\0" in argument:
        raise SourceError("missing", path=argument)
    if is_remote(argument):
        addresses, merely_found = find(argument)
        return tuple(Input(address, asked=not merely_found) for address in addresses)
    if glob.has_magic(argument) and not os.path.lexists(argument):
        matches = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute patterns
        found = tuple(location for match in matches if (location := _existing(match)) is not None)
        if not found:
            raise SourceError("no_match", path=argument)
        return found
    location = _existing(argument)
    if location is None:
        raise SourceError("special_file", path=argument)
    return (location,)


def list_files(root: Path) -> tuple[Path, ...]:
    """Every ordinary file below a directory, relative to it, in the order of the names; hidden ones are left out.

    Links to directories are not followed, so that a loop of links ends.
    """
    return tuple(path.relative_to(root) for path in _walk(root))


def _walk(root: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder, name)
            if not name.startswith(".") and path.is_file():
                yield path


def _existing(path: str) -> Location | None:
    """Tell files from directories; None for what would never let go (devices) or cannot be opened (sockets)."""
    with worded(path):
        mode = Path(path).stat().st_mode
    if stat.S_ISDIR(mode):
        return Folder(path)
    if stat.S_ISREG(mode) or stat.S_ISFIFO(mode):
        return Input(path)
    return None


@contextmanager
def worded(path: str) -> Iterator[None]:
    """Turn what the operating system says of a path into an error that we can word."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SourceError("missing", path=path) from error
    except PermissionError as error:
        raise SourceError("permission", path=path) from error
    except OSError as error:
        raise SourceError("unreadable", path=path, problem=error.strerror or type(error).__name__) from error
