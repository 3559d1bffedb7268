"""Files that would run code when loaded, or that hold arrays without names: told by their first bytes, never loaded."""

from __future__ import annotations

from trainlog_doctor.readers.archives import program_of
from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.refused.parser import RefusingParser
from trainlog_doctor.record import dataclass
from trainlog_doctor.regex import regex

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


@dataclass(frozen=True, slots=True)
class BinaryReader:
    """Recognises pickles, numpy files, spreadsheets and models, and refuses them with the line that converts them."""

    name: str = "binary"

    def sniff(self, head: Head) -> Sniff:
        """Ours if the first bytes are those of one of the kinds."""
        kind = kind_of(head.data)
        return Sniff(Certainty.SURE, kind, {"kind": kind}) if kind else NOT_MINE

    def parser(self, sniff: Sniff) -> RefusingParser:
        """Make a parser that refuses."""
        return RefusingParser(str(sniff.learnt.get("kind", "pickle")))
