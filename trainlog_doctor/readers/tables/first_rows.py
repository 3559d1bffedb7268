"""The first rows of a source that may be a table, by which it is recognised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.tables.dialect import Dialect, find_dialect
from trainlog_doctor.readers.tables.frame_csv import is_frame
from trainlog_doctor.readers.tables.sheets import Sheets
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.readers.histories.table import Table

FEW = 4096
"""Enough bytes to tell a table by, where its header is not longer than that."""
_ENCODINGS = ("utf-8", "gb18030", "cp1252", "cp1251")
"""What Excel writes in China, in the West and in Russia, after ours; names in ASCII are the same in all."""


def first_rows(data: bytes, whole: bool, enough: int = FEW) -> tuple[Dialect, Sequence[str], Table, bool] | None:
    """Read the beginning of a source as a table, of ``enough`` bytes: how it is written, its names, its first rows.

    And whether most lines are none of its rows. An object of JSON is no table, nor is one of our own frames.
    """
    if is_frame(data) or data[:FEW].lstrip()[:1] == b"{":
        return None
    returns = b"\r" in data and b"\n" not in data
    text = data.replace(b"\r", b"\n") if returns else data
    few = text[:enough] if len(text) > enough and text.count(b"\n", 0, enough) > 10 else text
    complete = few if whole and few is text else few[: few.rfind(b"\n") + 1]
    found = _best_dialect(complete, returns)
    if found is None:
        return None
    dialect, header = found
    sheets = Sheets(dialect)
    sheets.feed(complete)
    tables, notices = sheets.close()
    if not tables:
        return None
    lost = sum(int(str(notice.data["count"])) for notice in notices) > sum(table.rows for table in tables)
    again = tables[0].repeats[0] if tables[0].repeats else None
    return dialect, header, tables[0].take(slice(0, again)), lost


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
    return names.is_known(name) + names.names_side(name)
