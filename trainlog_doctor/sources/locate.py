"""From what the user typed to the inputs it means. Files are looked at here, not opened."""

from __future__ import annotations

import os
import stat
from typing import TypeAlias

from trainlog_doctor.errors import SourceError
from trainlog_doctor.model import STDIN
from trainlog_doctor.record import dataclass
from trainlog_doctor.regex import regex
from trainlog_doctor.sources.address import is_remote
from trainlog_doctor.sources.os_errors import worded

_PATTERN = frozenset("*?[")
_AGAIN = regex(r"(?<![^/])(?:\*\*/){2,}")
"""Means no more than once, and takes ever longer."""


@dataclass(frozen=True, slots=True)
class Input:
    """One stream of bytes: a file, a named pipe or standard input.

    Attributes
    ----------
    path
        As the user named it; ``-`` for standard input.
    """

    path: str


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
        from trainlog_doctor.sources.remote import find

        return tuple(Folder(address) if is_folder else Input(address) for address, is_folder in find(argument))
    if not _PATTERN.isdisjoint(argument) and not os.path.lexists(argument):
        found = tuple(location for match in _matches(argument) if (location := _existing(match)) is not None)
        if not found:
            raise SourceError("no_match", path=argument)
        return found
    location = _existing(argument)
    if location is None:
        raise SourceError("special_file", path=argument)
    return (location,)


def _matches(pattern: str) -> list[str]:
    """What a pattern matches; of ``folder/**``, glob also names a folder that does not exist, as ``folder/``."""
    import glob

    pattern = _AGAIN.sub("**/", pattern)
    try:
        found = glob.glob(pattern, recursive=True)  # noqa: PTH207 - Path.glob takes no absolute patterns
    except RecursionError:  # more parts than any path has
        return []
    return sorted(name for name in found if not name.endswith("/") or os.path.lexists(name))


def _existing(path: str) -> Location | None:
    """Tell files from directories; None for what would never let go (devices) or cannot be opened (sockets)."""
    with worded(path):
        mode = os.stat(path).st_mode  # noqa: PTH116 - once a run of very many
    if stat.S_ISDIR(mode):
        return Folder(path)
    if stat.S_ISREG(mode) or stat.S_ISFIFO(mode):
        return Input(path)
    return None
