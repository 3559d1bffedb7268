"""Files that would run code when loaded, or that hold arrays without names: told by their first bytes, never loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.archives import program_of
from trainlog_doctor.readers.refused.reader import Reason
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from trainlog_doctor.readers.base import Head

_OLD_PICKLE = regex(rb"(?:\(?[dl]p\d+\n|\(d(?:p\d+\n|[SVq])|\(l(?:p\d+\n|[SVFq])|c[a-z_][\w.]*\n[\w.]+\n|}q|\]q)")
_HIGHEST_PROTOCOL = 5


def _is_pickle(data: bytes) -> bool:
    if len(data) > 2 and data[0] == 0x80 and 2 <= data[1] <= _HIGHEST_PROTOCOL:
        return True
    return _OLD_PICKLE.match(data) is not None


def kind_of(data: bytes) -> str:
    """Name the kind of a file that is refused by its first bytes; empty if it is none of them."""
    if data.startswith(b"\x93NUMPY"):
        return "npy_objects" if b"'|O'" in data[:256] else "npy"
    if kept := program_of(data):
        return kept
    if data.startswith(b"\x89HDF\r\n\x1a\n"):
        return "hdf5"
    return "pickle" if _is_pickle(data) else ""


def binary(head: Head) -> Reason | None:
    """Recognise pickles, numpy files, spreadsheets and models, each refused with the line that converts it."""
    return Reason(kind) if (kind := kind_of(head.data)) else None
