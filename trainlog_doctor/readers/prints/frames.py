"""What ``print`` shows of a pandas ``DataFrame``: an index without a name stands in front of every row."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.prints.columns import MOST_COLUMNS, is_counter
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.readers.prints.rows import Row

INDEX = "epoch"
"""What an index counts."""

ELIDED = regex(r"[\s.]*+")
"""How pandas marks rows that it leaves out; any other line is none of a frame's, and ends it."""

CONTINUED = "\\"
"""How pandas ends a line of names that another block of columns goes on from."""


def is_frame_head(cells: Sequence[str], is_part: bool = False) -> bool:
    """Whether cells are names that only a history's ``DataFrame`` has: metrics, maybe the rate.

    A loss is among them, unless they are a part of the columns.
    """
    if not is_part and (len(cells) < 2 or not any(map(names.is_loss, cells))):
        return False
    known = all(cell[:1].isalpha() and (names.is_metric(cell) or names.is_rate(cell)) for cell in cells)
    return known and len(cells) <= MOST_COLUMNS


def indexed(columns: Sequence[str], cells: Sequence[str]) -> list[tuple[str, str]]:
    """Give the cells of a row of a frame their names; its index counts where no column does."""
    if len(cells) != len(columns) + 1 or not cells[0].isdecimal():
        return []
    named = list(zip(columns, cells[1:], strict=True))
    counts = [cell for name, cell in named if is_counter(name)]
    if not all(cell.removesuffix(".0").isdecimal() for cell in counts):
        return []
    return named if counts else [(INDEX, cells[0]), *named]


def is_in_order(rows: Sequence[Row]) -> bool:
    """Whether what counts the rows rises, but where another block of their columns begins: no frame that was sorted."""
    counts = [count for row in rows if isinstance(count := row.get(INDEX), float)]
    return all(after == counts[0] or after > one for one, after in pairwise(counts))
