"""Many rows at once: lines that hold the same number of cells, and nothing that takes a closer look."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from trainlog_doctor.readers.json_values import load_numbers
from trainlog_doctor.readers.openings import BLANK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.readers.tables.dialect import Dialect

_DIGITS = frozenset(b"0123456789")
_CLOSER_LOOK = b'\n\r"'
"""What stands in plain rows at their ends only: a cell in quotes may hold separators and ends of lines."""

_LONGEST_LINE = 1 << 24
_END = b"\n" * 3
"""Behind the last byte: of fewer than four bytes the decoder of GB 18030 makes one broken letter, whatever they are."""


class WholeLines:
    """Makes whole lines of chunks of any size; of one that is longer than any row the beginning is forgotten."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, chunk: bytes) -> bytes:
        """Take the next bytes; all lines that they end, each with its end."""
        self._held += chunk
        whole = bytes(self._held[: self._held.rfind(b"\n", -len(chunk)) + 1])
        del self._held[: len(whole) if len(self._held) - len(whole) <= _LONGEST_LINE else None]
        return whole

    def rest(self) -> bytes:
        """Give what has no end yet, and forget it."""
        held, self._held = bytes(self._held), bytearray()
        return held


def plain_cells(block: bytes, width: int, dialect: Dialect) -> tuple[Sequence[float | str], bool] | None:
    """Take whole lines apart that nothing but the separator and their ends divides, into ``width`` cells each.

    Told beside the cells is whether all of them are numbers already. None where a line may be something else than such
    a row: a header, a remark, a row that lacks a cell.
    """
    block = block.replace(b"\r\n", b"\n") if b"\r" in block else block
    separator = dialect.separator.encode()
    count = _count_alike(block, separator, width)
    if not count:
        return None
    rows = block[:-1].replace(b",", b".") if dialect.decimal_comma and separator != b"," else block[:-1]
    cells = rows.replace(b"\n", separator)
    if dialect.separator == BLANK and not _single_blanks(cells):
        return None
    numbers = load_numbers(cells if separator == b"," else cells.replace(separator, b","))
    if numbers is not None and len(numbers) == count * width:
        return numbers, True
    texts = text_of(cells, dialect.encoding).split(dialect.separator)
    if len(texts) != count * width:  # a letter of two bytes may end in a sign that divides cells
        return None
    try:
        return list(map(float, texts)), True
    except ValueError:  # a header never begins with a digit, nor does a blank line or a remark
        return (texts, False) if _DIGITS.issuperset(line[0] if line else 0 for line in rows.split(b"\n")) else None


def text_of(cells: bytes, encoding: str) -> str:
    """Decode what stands between two ends of lines: each byte as it would be decoded with the next lines behind it."""
    return (cells + _END).decode(encoding, "replace")[: -len(_END)]


def _count_alike(block: bytes, separator: bytes, width: int) -> int:
    """Count the lines if as many separators, and no quotes, stand between all of their ends; else 0."""
    marks = block.translate(None, _all_but(separator + _CLOSER_LOOK))
    count = len(marks) // width
    return count if len(marks) == count * width and marks == (separator * (width - 1) + b"\n") * count else 0


def _single_blanks(cells: bytes) -> bool:
    """Whether no cell is empty or holds a blank of another kind: any number of blanks divides two cells."""
    text = cells.decode("utf-8", "replace")
    return text.split(BLANK) == text.split()


@cache
def _all_but(kept: bytes) -> bytes:
    return bytes(set(range(256)) - set(kept))
