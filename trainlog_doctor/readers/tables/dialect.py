"""How a table is written: where its header is, its separator, its decimal sign. A fixed set, and evidence for each."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.numbers import GROUPED
from trainlog_doctor.readers.openings import BLANK, SEPARATORS
from trainlog_doctor.record import dataclass
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEARCHED_LINES = 20
_SEARCHED_FURTHER = 60
"""Lines among which a header that begins with an epoch or a step is found: settings may stand above it."""

_MAX_HEADER = 10_000
"""Most columns of a table that we take for a history."""

_FEWEST_ROWS = 2
"""Rows of numbers that must stand below names where blanks set them or the names off, as in a sentence."""

_DECIMAL_COMMA = regex(r"[+-]?\d+,\d+(?:[eE][+-]?\d+)?")
_DECIMAL_POINT = regex(r"[+-]?\d*\.\d+(?:[eE][+-]?\d+)?")
_NUMBER_START = regex(r"\s*[+-]?\.?\d")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written.

    Attributes
    ----------
    separator
        One of ``SEPARATORS``, or a blank.
    decimal_comma
        Whether numbers are written ``0,5``.
    skipped
        Lines before the header.
    returns
        Whether lines end with a lone carriage return, as old Macs and Excel write them.
    header
        Names of the columns where no header stands above the rows.
    encoding
        Of the names.
    """

    separator: str = ","
    decimal_comma: bool = False
    skipped: int = 0
    returns: bool = False
    header: tuple[str, ...] = ()
    encoding: str = "utf-8"


def separator_of(line: str) -> str:
    """Tell what separates the cells of a line: what it holds most of."""
    return max(SEPARATORS, key=line.count)


def cells_of(line: str, separator: str) -> list[str]:
    """Split a line that holds no line break inside quotes; doubled quotes stand for one.

    Names above numbers that blanks set off may be set off otherwise, as numpy.savetxt writes them.
    """
    if separator == BLANK:
        named = cells_of(line, separator_of(line))
        return named if is_header(tuple(named)) else line.split()
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
    """Whether cells are column names: at least two that are not blank, no number, one of them known from trainings."""
    if not 2 <= sum(bool(cell.strip()) for cell in cells) <= _MAX_HEADER or any(
        _NUMBER_START.match(cell) for cell in cells
    ):
        return False
    return any(names.is_counter(cell) or names.is_metric(cell) for cell in cells)


def find_dialect(text: str, returns: bool = False) -> tuple[Dialect, Sequence[str]] | None:
    """Find the header among the first lines of a text: how the table below it is written, and its names."""
    lines = text.split("\n", _SEARCHED_FURTHER + 60)
    for skipped, line in enumerate(lines[:_SEARCHED_FURTHER]):
        separator = separator_of(line)
        cells = cells_of(line.rstrip("\r").removeprefix("#"), separator)
        counted = skipped < _SEARCHED_LINES or names.is_counter(cells[0])
        rows = lines[skipped + 1 : skipped + 60]
        if counted and is_header(tuple(cells)):
            marked = line.startswith("#") or names.is_counter(cells[0])  # unlike prose
            if marked and separator not in "".join(rows[:_FEWEST_ROWS]) and _in_blanks(rows, len(cells)):
                return Dialect(BLANK, skipped=skipped, returns=returns), cells
            return Dialect(separator, _decimal_comma(separator, rows), skipped, returns), cells
        blank = cells_of(line.removeprefix("#"), BLANK)
        if _set_off_by_blanks(line, blank) and _in_blanks(rows, len(blank)):
            return Dialect(BLANK, skipped=skipped, returns=returns), blank
    return None


def _set_off_by_blanks(header: str, cells: Sequence[str]) -> bool:
    """Whether single blanks set names off that are all known, the first a counter."""
    if len(cells) < 2 or "  " in header.strip("# \r\t") or not names.is_counter(cells[0]):
        return False
    return all(names.is_metric(cell) or names.is_beside(cell) for cell in cells[1:])


def _in_blanks(rows: Sequence[str], width: int) -> bool:
    """Whether the first rows are so many numbers each, with blanks between them."""
    first = [row.split() for row in rows[:_FEWEST_ROWS]]
    numbers = all(_NUMBER_START.match(cell) or cell.lower() == "nan" for row in first for cell in row)
    return numbers and [len(row) for row in first] == [width] * _FEWEST_ROWS


def _decimal_comma(separator: str, rows: Sequence[str]) -> bool:
    """Whether numbers have a decimal comma, in quotes where commas separate.

    One like ``1,250`` has, unless another number has a point: there a comma sets thousands off.
    """
    if separator == "," and not any('"' in row for row in rows):
        return False
    cells = [cell.strip() for row in rows for cell in cells_of(row.rstrip("\r"), separator)]
    commas = [cell for cell in cells if _DECIMAL_COMMA.fullmatch(cell)]
    if any(not GROUPED.fullmatch(cell) for cell in commas):
        return True
    return bool(commas) and not any(map(_DECIMAL_POINT.fullmatch, cells))
