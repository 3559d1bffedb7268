"""Sources elsewhere (``s3://``, ``http://``, members of archives), through fsspec, which is an extra of the package."""

from __future__ import annotations

import importlib
import os
from functools import lru_cache
from pathlib import PurePosixPath
from time import monotonic
from typing import TYPE_CHECKING, Any

from trainlog_doctor.errors import SourceError
from trainlog_doctor.sources.address import CHAIN, MARK, address_of
from trainlog_doctor.sources.remote_errors import as_os_error, worded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PATTERN = ("*", "[")
_BELIEVED = 60
"""Seconds; a folder elsewhere has no time at which it last changed."""
_CONTENT_KEYS = ("ETag", "etag", "checksum", "CRC", "mtime", "LastModified", "last_modified", "created")
"""What file systems call that which differs once a file has changed, the surest first."""


def find(address: str) -> Sequence[tuple[str, bool]]:
    """Say what an address means: itself, or where it is a pattern all that matches, in the order of the names.

    Returns
    -------
    sequence of tuple
        Address, and whether it is that of a directory.

    Raises
    ------
    SourceError
        ``missing``, ``no_match``, ``permission``, ``special_file``, ``unreadable`` or ``sources.no_fsspec``.
    """
    with worded(address):
        system, path = _system(address)
        if any(mark in address.partition(CHAIN)[0] for mark in _PATTERN):
            found = system.glob(path, detail=True)
            if not found:
                raise SourceError("no_match", path=address)
            return [(address_of(name, address), found[name].get("type") == "directory") for name in sorted(found)]
        if (path or address.startswith("http")) and _info(system, path, address).get("type") != "directory":
            return [(address, False)]
        return [(address_of(path, address), True)]


def files_below(folder: str) -> Sequence[PurePosixPath]:
    """Every file below a directory, relative to it, in the order of the names; hidden ones are left out.

    Raises
    ------
    SourceError
        As `find`.
    """
    with worded(folder):
        system, path = _system(folder)
        root = path.rstrip("/") + "/" if path else ""
        below = (PurePosixPath(str(name).removeprefix(root)) for name in sorted(_below(system, root)))
        return [file for file in below if not any(part.startswith(".") for part in file.parts)]


def open_remote(address: str) -> RemoteFile:
    """Open a file for reading from its beginning to its end.

    Raises
    ------
    SourceError
        As `find`.
    """
    with worded(address):
        return open_member(address)


def open_member(address: str) -> RemoteFile:
    """Open a file for reading from its beginning to its end; whatever goes wrong is an OSError."""
    with as_os_error():
        system, path = _system(address)
        return RemoteFile(system.open(path, "rb"), system)


def remote_stamp(address: str) -> tuple[int, str] | None:
    """Size, and what differs once the file has changed; None where the file system does not tell both."""
    try:
        system, path = _system(address)
        info = system.info(path)
    except Exception:  # noqa: BLE001 - every file system has errors of its own, and reading will tell them
        return None
    told = next((str(info[key]) for key in _CONTENT_KEYS if info.get(key)), None)
    return (int(info["size"]), told) if told is not None and info.get("size") is not None else None


def remote_names(folder: str) -> frozenset[str]:
    """The names in a folder; none where it cannot be listed, as on web servers. A listing is believed for a while."""
    return frozenset() if folder.startswith("http") else listed(folder, int(monotonic() // _BELIEVED))


@lru_cache(maxsize=64)
def listed(folder: str, at: int) -> frozenset[str]:
    """The names in a folder at some time: thousands of sources may lie in one."""
    first, link, rest = folder.partition(CHAIN)
    try:
        system, path = _system(folder)
        if link:
            return frozenset(_members(first.partition(MARK)[0], rest, _changed(rest)).get(path.rstrip("/"), ()))
        return frozenset(str(name).rstrip("/").rpartition("/")[2] for name in system.ls(path, detail=False))
    except Exception:  # noqa: BLE001 - every file system has errors of its own; nothing is lost but parameters
        return frozenset()


class RemoteFile:
    """A file whose errors, whatever the file system calls them, are those of an operating system."""

    def __init__(self, file: Any, system: Any) -> None:  # noqa: ANN401 - whatever fsspec opens
        # The file system is kept as well: one that is forgotten closes its files.
        self._file, self._system = file, system

    def read1(self, size: int = -1, /) -> bytes:
        """Read what comes next, up to ``size`` bytes; empty at the end."""
        with as_os_error():
            content: bytes = self._file.read(size)
        return content

    read = read1

    def __enter__(self) -> RemoteFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _system(address: str) -> tuple[Any, str]:
    try:
        core = importlib.import_module("fsspec.core")
    except ImportError:
        raise SourceError("sources.no_fsspec", path=address) from None
    first, link, rest = address.partition(CHAIN)
    if link:
        system = _archive(first.partition(MARK)[0], rest, _changed(rest))
        return system, str(system._strip_protocol(first))
    system, path = core.url_to_fs(address)
    return system, str(path)


@lru_cache(maxsize=4)
def _archive(protocol: str, rest: str, changed: int) -> Any:  # noqa: ANN401 - fsspec has no types
    """The members of an archive as it was when it last changed: its directory is read once, not once a member."""
    system, path = _system(rest)
    if getattr(system, "local_file", False):
        _info(system, path, rest)
    return importlib.import_module("fsspec.core").url_to_fs(f"{protocol}{MARK}{CHAIN}{rest}")[0]


@lru_cache(maxsize=4)
def _members(protocol: str, rest: str, changed: int) -> Mapping[str, Sequence[str]]:
    """The names in every folder of an archive; asked for those of one, it goes over all of its members each time."""
    names: dict[str, list[str]] = {}
    for member in _below(_archive(protocol, rest, changed), folders=True):
        folder, _, name = member.rpartition("/")
        names.setdefault(folder, []).append(name)
    return names


def _below(system: Any, root: str = "", *, folders: bool = False) -> Sequence[str]:  # noqa: ANN401 - fsspec has no types
    """Every file below a folder; of an archive in one go, where `find` may go over all of its members once a folder."""
    if not hasattr(system, "dir_cache"):
        return [str(name) for name in system.find(root, withdirs=folders)]
    system.ls("")
    kinds = {str(name): one["type"] for name, one in system.dir_cache.items() if str(name).startswith(root)}
    return [name for name, kind in kinds.items() if folders or kind != "directory"]


def _changed(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - once a member
    except OSError:
        return 0


def _info(system: Any, path: str, address: str) -> Mapping[str, object]:  # noqa: ANN401 - fsspec has no types
    """What a file system says of a path; devices and pipes, which would never let go, are refused."""
    info: Mapping[str, object] = system.info(path)
    if info.get("type") == "other":
        raise SourceError("special_file", path=address)
    return info
