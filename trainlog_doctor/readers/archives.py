"""Files that hold other files: archives of anything, and those in which a program keeps what it saves."""

from __future__ import annotations

ZIP = b"PK\x03\x04"
_STARTS = {"zip": (0, ZIP), "tar": (257, b"ustar")}
"""Where they say so."""

_MEMBERS = {"torch": b"data.pkl", "npz": b".npy", "excel": b"xl/", "keras_model": b"model.weights.h5"}
_OF_OFFICE = b"[Content_Types]"


def archive_of(data: bytes) -> str | None:
    """Name the kind of archive that a file is by its first bytes; None if it is none."""
    return next((kind for kind, (at, mark) in _STARTS.items() if data.startswith(mark, at)), None)


def program_of(data: bytes) -> str:
    """Name what a program kept in a zip archive, by the members in its first bytes; empty if it is anything else."""
    if not data.startswith(ZIP):
        return ""
    return next((kind for kind, member in _MEMBERS.items() if member in data), "excel" if _OF_OFFICE in data else "")
