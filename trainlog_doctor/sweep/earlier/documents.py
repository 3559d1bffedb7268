"""The records in a file that ``scan`` wrote, whatever its format: the content tells which it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from trainlog_doctor.sweep.earlier.sheets import csv_rows, from_columns, is_csv, parquet_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

    Record = Mapping[str, Any]

SCHEMA = "trainlog-doctor/scan-1"
_PARQUET = b"PAR1"
_OPENINGS = (b"{", b"p", b"P", b"")
"""What JSON, CSV, Parquet and nothing at all begin with."""


class Unreadable(Exception):  # noqa: N818 - it says what the file is
    """The file is none that ``scan`` wrote, or one that holds too little to go on from."""


def recorded(file: BinaryIO, rules: str) -> Iterator[Record]:
    """Give every record of a file that these rules made; nothing of an empty one.

    Raises
    ------
    Unreadable, KeyError, TypeError, ValueError
    """
    first = file.read(1)
    if first not in _OPENINGS:  # and may have no end, as a device has none
        raise Unreadable
    first += file.readline()
    if first.startswith(_PARQUET):
        file.seek(0)
        return map(from_columns, _made_by(rules, parquet_rows(file)))
    if is_csv(first):
        return map(from_columns, _made_by(rules, csv_rows(first, file)))
    return _made_by(rules, _json(first, file)) if first else iter(())


def _made_by(rules: str, written: Iterator[Record]) -> Iterator[Record]:
    """Leave out what other rules, or another version of this program, made: it may hold less than a row needs."""
    return (one for one in written if one["rules"] == rules)


def _json(first: bytes, rest: BinaryIO) -> Iterator[Record]:
    """One document with all records, or one a line."""
    document = _document(first)
    if document is None:
        raise Unreadable
    if isinstance(document.get("runs"), list):
        return iter(document["runs"])
    return _lines(document, rest)


def _lines(first: Record, rest: BinaryIO) -> Iterator[Record]:
    """Read up to a line that was cut off; it takes the runs before it of its source along, which are not all."""
    held = [first]
    for line in rest:
        record = _document(line)
        if record is None:
            return
        if _source(record) != _source(held[0]):
            yield from held
            held = []
        held.append(record)
    yield from held


def _source(record: Record) -> tuple[object, object]:
    """What a record was made of: a file, or a share of a directory."""
    return record["path"], record["changed"]


def _document(line: bytes) -> dict[str, Any] | None:
    try:
        written = json.loads(line.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return written if isinstance(written, dict) and written.get("schema") == SCHEMA else None
