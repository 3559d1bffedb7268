"""Tables that a program prints: columns set off by blanks or by upright lines, under a line of names.

pandas prints a ``DataFrame`` so: in front of every row stands an index, above which there is no name.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.labels import names_trainings
from trainlog_doctor.readers.histories.range_test import is_rate
from trainlog_doctor.readers.prints.cells import NOT_A_CELL, cells_of, count_of, value_of
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.readers.prints.rows import Row

TRACE = regex(
    "(?im)(?:^|[|\t-]|  )[ *`#>]{0,8}(?:epoch|(?:global )?step|iter(?:ation)?|(?:communication )?round|轮次?)"
    "[ *`]{0,40}(?:$|[|\t\r]|  )|^[ \t#>]{0,20}[01](?:\t|  )[ \t]{0,40}[-.\\dn]".encode()
)
"""A name that counts, set off from its neighbours, or the first row that has an index."""

FEWEST_ROWS = 2
FIRST = (0, 1)
"""How the first epoch is counted."""

MOST_COLUMNS = 64
INDEX = "epoch"
"""What an index counts."""

RULE = regex(r"[\s|+#>*]*+[-=:─━]{2}[-=:─━\s|+]*+")
DASHES = regex(r"[-=─━]+")
ELIDED = regex(r"[\s.]*+")
"""How pandas marks rows that it leaves out; any other line is none of a frame's, and ends it."""

CONTINUED = "\\"
"""How pandas ends a line of names that another block of columns goes on from."""


class Sheet:
    """Remembers the columns of the table that is open; another line of names begins another table."""

    def __init__(self) -> None:
        self.part = 0
        self._names: list[str] = []
        self._spans: list[tuple[int, int]] = []
        self._counted = -1.0
        self._continued = self._indexed = False

    def read(self, text: str) -> Row | None:
        """Take the next line; the row of a table."""
        text = text.expandtabs(8) if "|" in text else text
        if RULE.fullmatch(text):
            self._measure(text)
            return None
        goes_on = text.rstrip().endswith(CONTINUED)
        cells = cells_of(text.rstrip(f" {CONTINUED}"))
        if is_head(cells) or is_frame_head(cells, goes_on or self._continued):
            self._begin(cells, goes_on)
            return None
        row = self._row(text, cells) if self._names else None
        if row is None and self._indexed and not ELIDED.fullmatch(text):
            self._names = []
        return row

    def accepts(self, rows: Sequence[Row]) -> bool:
        """Whether there are several in their order, or the first epoch alone: a phase of its own."""
        return (len(rows) >= FEWEST_ROWS and is_in_order(rows)) or all(map(is_first_epoch, rows))

    def _begin(self, cells: Sequence[str], goes_on: bool) -> None:
        self.part += not self._continued
        self._names, self._spans, self._counted = names.unique(cells), [], -1.0
        self._continued, self._indexed = goes_on, False

    def _measure(self, text: str) -> None:
        """A rule of dashes under the names says where each column stands, so that cells may be empty."""
        spans = [found.span() for found in DASHES.finditer(text)]
        self._spans = spans if "|" not in text and len(spans) == len(self._names) else []

    def _row(self, text: str, cells: list[str]) -> Row | None:
        if self._spans and len(cells) != len(self._names):
            cells = [text[begin:end].strip() for begin, end in self._spans]
        values = {name: _value(name, cell) for name, cell in self._named(cells)}
        row = {name: value for name, value in values.items() if value is not None}
        if NOT_A_CELL in row.values():
            return None
        counter = next((value for name, value in row.items() if is_counter(name)), None)
        if not isinstance(counter, float) or not any(map(names.is_metric, row)):
            return None
        self._indexed = INDEX in row and INDEX not in self._names
        if counter <= self._counted and not self._indexed:
            return None
        self._counted = counter
        return row

    def _named(self, cells: Sequence[str]) -> list[tuple[str, str]]:
        """Give each cell its column's name; an index counts where no column does."""
        if len(cells) == len(self._names):
            return list(zip(self._names, cells, strict=True))
        if len(cells) != len(self._names) + 1 or not cells[0].isdecimal():
            return []
        named = list(zip(self._names, cells[1:], strict=True))
        counts = [cell for name, cell in named if is_counter(name)]
        if not all(cell.removesuffix(".0").isdecimal() for cell in counts):
            return []
        return named if counts else [(INDEX, cells[0]), *named]


def _value(name: str, cell: str) -> object:
    """The value of a cell; words are remarks, left out, unless the column counts, measures or names trainings."""
    if is_counter(name):
        return count_of(cell)
    value = value_of(cell)
    return None if value is NOT_A_CELL and not (names.is_metric(name) or names_trainings(name)) else value


def is_counter(name: str) -> bool:
    """Whether a column counts epochs or steps; ``epochs`` is a setting, in a table of experiments."""
    return (names.is_epoch(name) and name.lower() != "epochs") or names.is_step(name)


def is_in_order(rows: Sequence[Row]) -> bool:
    """Whether what counts the rows rises, but where another block of their columns begins: no frame that was sorted."""
    counts = [count for row in rows if isinstance(count := row.get(INDEX), float)]
    return all(after == counts[0] or after > one for one, after in pairwise(counts))


def is_first_epoch(row: Row) -> bool:
    """Whether a row is that of the first epoch, with a loss of training and one of validation, as fastai's have."""
    losses = [names.is_validation(name) for name in row if names.is_loss(name)]
    counts = [names.is_epoch(name) and row[name] in FIRST for name in row if is_counter(name)]
    return True in losses and False in losses and all(counts)


def is_head(cells: Sequence[str]) -> bool:
    """Whether cells are the names of a history's columns: words, one of which counts and another is a metric."""
    if not 2 <= len(cells) <= MOST_COLUMNS or not all(cell[:1].isalpha() for cell in cells):
        return False
    return any(map(is_counter, cells)) and any(names.is_metric(cell) and not is_counter(cell) for cell in cells)


def is_frame_head(cells: Sequence[str], is_part: bool = False) -> bool:
    """Whether cells are names that only a history's ``DataFrame`` has: metrics, a loss among them, maybe the rate.

    Parameters
    ----------
    is_part
        Whether there are columns of the same frame above or below, so that the loss may be there.
    """
    if not is_part and (len(cells) < 2 or not any(map(names.is_loss, cells))):
        return False
    known = all(cell[:1].isalpha() and (names.is_metric(cell) or is_rate(cell)) for cell in cells)
    return known and len(cells) <= MOST_COLUMNS
