"""How a table is written: where its header is, its separator, its decimal sign. A fixed set, and evidence for each."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.openings import SEPARATORS
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEARCHED_LINES = 20
_MAX_HEADER = 10_000
"""Most columns of a table that we take for a history."""

_DECIMAL_COMMA = re.compile(r"\s*[+-]?\d+,\d+(?:[eE][+-]?\d+)?\s*")
_NUMBER_START = re.compile(r"\s*[+-]?\.?\d")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written.

    Attributes
    ----------
    separator
        One of ``SEPARATORS``.
    decimal_comma
        Whether numbers are written ``0,5``.
    skipped
        Lines before the header.
    returns
        Whether lines end with a lone carriage return, as old Macs and Excel write them.
    """

    separator: str
    decimal_comma: bool
    skipped: int
    returns: bool = False


def ends_with_returns(data: bytes) -> bool:
    """Whether the lines of a text end with a lone carriage return."""
    return b"\r" in data and b"\n" not in data


def cells_of(line: str, separator: str) -> list[str]:
    """Split a line that holds no line break inside quotes; doubled quotes stand for one."""
    if '"' not in line:
        return line.split(separator)
    cells, inside = [], False
    parts: list[str] = []
    for piece in line.split(separator):
        parts.append(piece)
        inside ^= piece.count('"') % 2 == 1
        if not inside:
            cells.append(_unquote(separator.join(parts)))
            parts = []
    return [*cells, *([separator.join(parts)] if parts else [])]


def _unquote(cell: str) -> str:
    bare = cell.strip()
    if len(bare) >= 2 and bare[0] == bare[-1] == '"':
        return bare[1:-1].replace('""', '"')
    return cell


@lru_cache(maxsize=8)
def is_header(cells: tuple[str, ...]) -> bool:
    """Whether cells are column names: at least two, none a number, one of them known from trainings."""
    if not 2 <= len(cells) <= _MAX_HEADER or any(_NUMBER_START.match(cell) for cell in cells):
        return False
    return any(names.is_epoch(cell) or names.is_step(cell) or names.is_metric(cell) for cell in cells)


def find_dialect(text: str, returns: bool = False) -> tuple[Dialect, Sequence[str]] | None:
    """Find the header among the first lines of a text, and how the table below it is written.

    Returns
    -------
    tuple or None
        How it is written, and the column names as written; None if there is no header.
    """
    lines = text.split("\n", _SEARCHED_LINES + 60)
    for skipped, line in enumerate(lines[:_SEARCHED_LINES]):
        separator = max(SEPARATORS, key=line.count)
        cells = cells_of(line.rstrip("\r").removeprefix("#"), separator)
        if is_header(tuple(cells)):
            decimal_comma = _decimal_comma(separator, lines[skipped + 1 : skipped + 60])
            return Dialect(separator, decimal_comma, skipped, returns), cells
    return None


def _decimal_comma(separator: str, rows: Sequence[str]) -> bool:
    if separator == ",":
        return False
    return any(_DECIMAL_COMMA.fullmatch(cell) for row in rows for cell in cells_of(row.rstrip("\r"), separator))
