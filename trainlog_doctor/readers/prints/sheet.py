"""Tables that a program prints: columns set off by blanks or by upright lines, under a line of names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.labels import names_trainings
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.readers.prints.rows import Row

TRACE = regex(
    "(?im)(?:^|[|\t-]|  )[ *`#>]{0,8}(?:epoch|(?:global )?step|iter(?:ation)?|轮次?)"
    "[ *`]{0,40}(?:$|[|\t\r]|  )".encode()
)
"""A name that counts, set off from its neighbours."""

FEWEST_ROWS = 2
MOST_COLUMNS = 64
GAP = regex(r"[ \t]*(?:\t| {2})[ \t]*")
PREFIX = regex(r"^[\s#>*]{0,40}(?:\[[\d/:\-.,T ]{8,30}\][\s\-]{0,4})?[\s#>*]{0,40}(?=[\w|])")
"""Comment signs, and what a logger puts before a line."""

RULE = regex(r"[\s|+#>*]*+[-=:─━]{2}[-=:─━\s|+]*+")
DASHES = regex(r"[-=─━]+")
NUMBER = regex(r"[-+]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:e[-+]?\d{1,3})?(%?)", re.IGNORECASE)
NO_NUMBER = regex(r"(?i)nan|inf|-?inf|no log|n/?a|none|[-+\u2013\u2014]|")
CLOCK = regex(r"(?:\d{1,4}:)?\d{1,4}:\d\d(?:\.\d+)?")


class Sheet:
    """Remembers the columns of the table that is open; another line of names begins another table."""

    def __init__(self) -> None:
        self.part = 0
        self._names: list[str] = []
        self._spans: list[tuple[int, int]] = []
        self._counted = -1.0

    def read(self, text: str) -> Row | None:
        """Take the next line; the row of a table."""
        text = text.expandtabs(8) if "|" in text else text
        if RULE.fullmatch(text):
            self._measure(text)
            return None
        cells = cells_of(text)
        if is_head(cells):
            self._names, self._spans, self._counted = names.unique(cells), [], -1.0
            self.part += 1
            return None
        return self._row(text, cells) if self._names else None

    def accepts(self, rows: Sequence[Row]) -> bool:
        """Whether there are several."""
        return len(rows) >= FEWEST_ROWS

    def _measure(self, text: str) -> None:
        """A rule of dashes under the names says where each column stands, so that cells may be empty."""
        spans = [found.span() for found in DASHES.finditer(text)]
        self._spans = spans if "|" not in text and len(spans) == len(self._names) else []

    def _row(self, text: str, cells: list[str]) -> Row | None:
        if self._spans and len(cells) != len(self._names):
            cells = [text[begin:end].strip() for begin, end in self._spans]
        if len(cells) != len(self._names):
            return None
        values = map(_value, self._names, cells)
        row = {name: value for name, value in zip(self._names, values, strict=True) if value is not None}
        if NOT_A_CELL in row.values():
            return None
        counter = next((value for name, value in row.items() if is_counter(name)), None)
        if not isinstance(counter, float) or counter <= self._counted or not any(map(names.is_metric, row)):
            return None
        self._counted = counter
        return row


NOT_A_CELL = object()


def cells_of(text: str) -> list[str]:
    """Cut a line into cells, at upright lines or else at gaps; what copying and logging put before it is left out."""
    text = PREFIX.sub("", text).strip()
    if "|" in text:
        return [cell.strip(" *`") for cell in text.strip("|").split("|")]
    return [cell.strip() for cell in GAP.split(text)]


def _value(name: str, cell: str) -> object:
    """The value of a cell; words are remarks, left out, unless the column counts, measures or names trainings."""
    value = value_of(cell)
    remark = value is NOT_A_CELL and not (is_counter(name) or names.is_metric(name) or names_trainings(name))
    return None if remark else value


def is_counter(name: str) -> bool:
    """Whether a column counts epochs or steps; ``epochs`` is a setting, in a table of experiments."""
    return (names.is_epoch(name) and name.lower() != "epochs") or names.is_step(name)


def is_head(cells: Sequence[str]) -> bool:
    """Whether cells are the names of a history's columns: words, one of which counts and another is a metric."""
    if not 2 <= len(cells) <= MOST_COLUMNS or not all(cell[:1].isalpha() for cell in cells):
        return False
    return any(map(is_counter, cells)) and any(names.is_metric(cell) and not is_counter(cell) for cell in cells)


def value_of(cell: str) -> object:
    """The number of a cell, None where it says that there is none or tells a time, else ``NOT_A_CELL``."""
    if found := NUMBER.fullmatch(cell):
        return float(cell.rstrip("%")) / (100 if found[1] else 1)
    if cell.lower() in ("nan", "inf", "-inf"):
        return float(cell)
    return None if NO_NUMBER.fullmatch(cell) or CLOCK.fullmatch(cell) else NOT_A_CELL
