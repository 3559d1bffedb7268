"""The first rows of a source that may be a table, by which it is recognised."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.tables.dialect import Dialect, ends_with_returns, find_dialect
from trainlog_doctor.readers.tables.frame_csv import is_frame
from trainlog_doctor.readers.tables.sheets import Sheets
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Notice
    from trainlog_doctor.readers.histories.table import Table

FEW = 4096
"""Enough bytes to tell a table by, where its header is not longer than that."""
_ENCODINGS = ("utf-8", "gb18030", "cp1252", "cp1251")
"""What Excel writes in China, in the West and in Russia, after ours; names in ASCII are the same in all."""


def first_rows(data: bytes, whole: bool, enough: int = FEW) -> tuple[Dialect, Sequence[str], Table] | None:
    """Read the beginning of a source as a table.

    Parameters
    ----------
    enough
        How many bytes need be looked at.

    Returns
    -------
    tuple or None
        How it is written, its column names as written, and its first rows; None if it is no table, an object of JSON,
        or one of our own frames.
    """
    if is_frame(data) or data[:FEW].lstrip()[:1] == b"{":
        return None
    returns = ends_with_returns(data)
    text = data.replace(b"\r", b"\n") if returns else data
    few = text[:enough] if len(text) > enough and text.count(b"\n", 0, enough) > 10 else text
    complete = few if whole and few is text else few[: few.rfind(b"\n") + 1]
    found = _best_dialect(complete, returns)
    if found is None:
        return None
    dialect, header = found
    table = _cut_out(data, complete, header, dialect) if whole else None
    table = table or _first_sheet(read_sheets(complete, dialect)[0])
    return (dialect, header, table) if table else None


def _best_dialect(data: bytes, returns: bool) -> tuple[Dialect, Sequence[str]] | None:
    """Find how a table is written; if not in UTF-8, in that encoding in which most of its names are known."""
    try:
        return find_dialect(data.decode("utf-8"), returns)
    except UnicodeDecodeError:
        tried = ((encoding, find_dialect(data.decode(encoding, "replace"), returns)) for encoding in _ENCODINGS)
    found = [(replace(one[0], encoding=encoding), one[1]) for encoding, one in tried if one]
    return max(found, key=lambda one: sum(map(_known_in, one[1])), default=None)


def _known_in(name: str) -> int:
    """Count what is known in a name: what it is of, and the part of the data, which a wrong encoding may hide."""
    return names.is_known(name) + (not names.SIDES.isdisjoint(names.words(name)))


@lru_cache(maxsize=2)
def read_sheets(data: bytes, dialect: Dialect) -> tuple[Sequence[Table], Sequence[Notice]]:
    """Read bytes as a whole source; remembered, since a source is read to be recognised and then for its runs."""
    sheets = Sheets(dialect)
    sheets.feed(data)
    return sheets.close()


def _first_sheet(tables: Sequence[Table]) -> Table | None:
    """Take the rows up to where their header is written again."""
    return tables[0].take(slice(0, tables[0].repeats[0] if tables[0].repeats else None)) if tables else None


def _cut_out(data: bytes, complete: bytes, header: Sequence[str], dialect: Dialect) -> Table | None:
    """Cut the first rows out of a whole source's only table; None where by themselves they might be read otherwise."""
    tables, notices = read_sheets(data, dialect)
    if len(tables) != 1 or notices or b'"' in data or tables[0].unreadable:
        return None
    if list(tables[0].columns) != names.unique(header):
        return None
    lines = complete.count(b"\n") + (not complete.endswith(b"\n"))
    rows = int(tables[0].lines.searchsorted(lines, "right"))
    return tables[0].take(slice(0, min((rows, *tables[0].repeats)))) if rows else None
