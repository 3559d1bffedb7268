"""Why sources are refused: files that would run code when loaded, and texts that hold no history, by what was seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from trainlog_doctor.readers.archives import program_of
from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.json_history.loading import is_json_lines, load, load_strictly
from trainlog_doctor.readers.openings import opens_document
from trainlog_doctor.readers.played import is_played
from trainlog_doctor.readers.refused.reader import Reason
from trainlog_doctor.readers.tables.dialect import cells_of, separator_of
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from trainlog_doctor.readers.base import Head

_OLD_PICKLE = regex(rb"\(?[dl]p\d+\n|\(d(?:p\d+\n|[SVq])|\(l(?:p\d+\n|[SVFq])|c[a-z_][\w.]*\n[A-Za-z_][\w.]*\n|}q|\]q")
_HIGHEST_PROTOCOL = 5
_COLUMN_NAME = regex(r"[^\W\d][^:=\n]{0,60}")
_NUMBER = regex(r"[-+]?\.?\d")
_ANY_NUMBER = rb"[-+]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][-+]?\d{1,4})?|[Nn]a[Nn]|[-+]?[Ii]nf(?:inity)?"
_NUMBERS = regex(rb"[\s\[\],;]*(?:(?:" + _ANY_NUMBER + rb")(?:[\s\[\],;]++|$))++")
_LONGEST_NUMBERS = 20_000
_LONGEST_TABLE = 8_192
_FIRST_LINES = 12


def _seen_of(found: list[str]) -> str:
    """Quote the first names of what was found."""
    return ", ".join(found[:6])[:120] + ("…" if len(found) > 6 else "")


def other_document(head: Head) -> Reason | None:
    """Recognise a whole JSON object or list, or lines of objects."""
    if not opens_document(head.data):
        return None
    lines = load(head.data) if is_json_lines(head.data) else None
    document = lines or (load_strictly(head.data) if head.whole else None)
    if document is None:
        return None
    first = document.value[0] if isinstance(document.value, list) and document.value else document.value
    named = list(map(str, first)) if isinstance(first, Mapping) else []
    return Reason(
        "played" if is_played(tuple(named)) else "other_json", _seen_of(named) or type(document.value).__name__
    )


def other_table(head: Head) -> Reason | None:
    """Recognise a header of plain names, and rows as wide as it, a number among their cells."""
    lines = head.data[:_LONGEST_TABLE].decode("utf-8", "replace").splitlines()[:_FIRST_LINES]
    lines = [line for line in (lines if head.whole else lines[:-1]) if line.strip()]
    if len(lines) < 2:
        return None
    separator = separator_of(lines[0])
    header, *rows = [[cell.strip() for cell in cells_of(line, separator)] for line in lines]
    plain = len(header) > 1 and all(_COLUMN_NAME.fullmatch(name) for name in header[1:])
    if not plain or any(len(row) != len(header) for row in rows):
        return None
    if not any(_NUMBER.match(cell) for row in rows for cell in row):
        return None
    return Reason("played" if is_played(tuple(header)) else "other_table", _seen_of(header))


def header_only(head: Head) -> Reason | None:
    """Recognise one line with the names of a history's columns, as a training that ended early leaves it."""
    lines = head.data.strip().splitlines()
    if not head.whole or len(lines) != 1 or len(lines[0]) > _LONGEST_TABLE:
        return None
    line = lines[0].decode("utf-8", "replace")
    header = [cell.strip() for cell in cells_of(line, separator_of(line))]
    known = any(map(names.is_counter, header)) and any(map(names.is_metric, header))
    return Reason("header_only", _seen_of(header)) if known and all(map(_COLUMN_NAME.fullmatch, header)) else None


def bare_numbers(head: Head) -> Reason | None:
    """Recognise nothing but numbers, brackets and separators in the first lines: nothing says what they measure."""
    lines = [line for line in head.data[:_LONGEST_NUMBERS].splitlines() if line.strip(b"[] \t,")][:_FIRST_LINES]
    lines = lines if head.whole and len(head.data) <= _LONGEST_NUMBERS else lines[:-1]
    if not lines or not all(_NUMBERS.fullmatch(line) for line in lines):
        return None
    return Reason("bare_numbers", lines[0].decode("ascii").strip()[:60])


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
