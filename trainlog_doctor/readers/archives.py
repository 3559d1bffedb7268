"""Files that hold other files: archives of anything, and those in which a program keeps what it saves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ZIP = b"PK\x03\x04"
_STARTS = {"zip": (0, ZIP), "tar": (257, b"ustar")}
"""Where they say so."""

_MEMBERS = {"torch": b"/data.pkl", "npz": b".npy", "keras_model": b"/model.weights.h5"}
"""How the path of a member ends that only this program writes."""

_OF_OFFICE = (b"/[Content_Types].xml", b"/xl/")
_HEADER = 30
"""Bytes of what a zip archive says of a member before its path, whose length stands at 26."""


def archive_of(data: bytes) -> str | None:
    """Name the kind of archive that a file is by its first bytes; None if it is none."""
    return next((kind for kind, (at, mark) in _STARTS.items() if data.startswith(mark, at)), None)


def program_of(data: bytes) -> str:
    """Name what a program kept in a zip archive, by the members in its first bytes; empty if it is anything else."""
    if not data.startswith(ZIP):
        return ""
    paths = list(_members(data))
    if any(path.startswith(_OF_OFFICE) for path in paths):
        return "excel"
    return next((kind for kind, end in _MEMBERS.items() if any(path.endswith(end) for path in paths)), "")


def _members(data: bytes) -> Iterator[bytes]:
    """Path of each member whose header lies within the data, from a root on: ``/xl/workbook.xml``."""
    at = data.find(ZIP)
    while at >= 0:
        name = at + _HEADER
        yield b"/" + data[name : name + int.from_bytes(data[at + 26 : at + 28], "little")]
        at = data.find(ZIP, at + len(ZIP))
