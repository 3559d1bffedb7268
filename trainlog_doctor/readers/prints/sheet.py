"""Tables that a program prints: columns set off by blanks or by upright lines, under a line of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.prints.columns import (
    BOX,
    NOT_A_CELL,
    WORD,
    cell_of,
    cells_of,
    in_full,
    is_counter,
    is_head,
    is_known_head,
    stacked,
)
from trainlog_doctor.readers.prints.counts import FIRST
from trainlog_doctor.readers.prints.frames import CONTINUED, ELIDED, INDEX, indexed, is_frame_head, is_in_order
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.readers.prints.rows import Row

TRACE = regex(
    "(?im)(?:^|[|\t\r-]|  |│|┃|║)[ *`#>]{0,8}"
    "(?:epoch|(?:global )?step|iter(?:ation)?|(?:communication )?round|轮次?|e {1,9}#)"
    "[ *`]{0,40}(?:$|[|\t\r]|  |│|┃|║|(?: \\w{2,40}){1,9}[ \t\r]{0,9}$)"
    "|^[ \t#>|]{0,20}[01](?:\t|  | \\|)[ \t|]{0,40}[-.\\dn]".encode()
)
"""A name that counts, set off from its neighbours, or the first row that has an index."""

FEWEST_ROWS = 2
RULE = regex(r"[\s|+#>*%]*+[-=:]{2}[-=:\s|+]*+")
DASHES = regex(r"[-=]+")

TIME = regex(r"\((?:\d{1,4}:)?\d{1,4}:\d\d\)")
"""What fastai put behind a row, and no name above it."""

MOST_LINES = 3
"""How many lines the names of a table's columns may take."""


class Sheet:
    """Remembers the columns of the table that is open; another line of names begins another table."""

    def __init__(self) -> None:
        self.part = 0
        self._names: list[str] = []
        self._spans: list[tuple[int, int]] = []
        self._counted: list[float] = []
        self._above: list[list[str]] = []
        self._continued = self._indexed = self._single = False

    def read(self, text: str) -> Row | None:
        """Take the next line; the row of a table."""
        text = text.translate(BOX)
        text = text.expandtabs(8) if "|" in text else text
        if RULE.fullmatch(text):
            self._rule(text)
            return None
        goes_on = text.rstrip().endswith(CONTINUED)
        cells = in_full(cells_of(text.rstrip(f" {CONTINUED}")))
        words = WORD.findall(cells[0]) if len(cells) == 1 else []
        single = is_known_head(words)
        if single or (self._single and not is_head(words)):
            cells = words or cells
        self._above = [*self._above, cells][-MOST_LINES - 1 :] if "|" in text else []
        named = cells if cells[0] or "|" not in text else cells[1:]  # an index has no name
        if is_head(named) or is_frame_head(named, goes_on or self._continued):
            self._begin(named, goes_on)
            self._single = single
            return None
        row = self._row(text, cells) if self._names else None
        if row is None and self._indexed and not ELIDED.fullmatch(text):
            self._names = []
        return row

    def training(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows if there are several in their order, or the first epoch alone: a phase of its own."""
        return rows if (len(rows) >= FEWEST_ROWS and is_in_order(rows)) or all(map(is_first_epoch, rows)) else []

    def _begin(self, cells: Sequence[str], goes_on: bool) -> None:
        self.part += not self._continued
        self._names, self._spans, self._counted = names.unique(cells), [], []
        self._continued, self._indexed = goes_on, False

    def _rule(self, text: str) -> None:
        """A rule under the names says where each column stands, so that cells may be empty; or two hold the names."""
        spans = [found.span() for found in DASHES.finditer(text)]
        self._spans = spans if "|" not in text and len(spans) == len(self._names) else []
        above, self._above = self._above, []
        if 1 < len(above) <= MOST_LINES and is_head(cells := stacked(above)):
            self._begin(cells, goes_on=False)

    def _row(self, text: str, cells: list[str]) -> Row | None:
        if self._spans and len(cells) != len(self._names):
            cells = [text[begin:end].strip() for begin, end in self._spans]
        if len(cells) == len(self._names) + 1 and TIME.fullmatch(cells[-1]):
            del cells[-1]
        alike = len(cells) == len(self._names)
        named = zip(self._names, cells, strict=True) if alike else indexed(self._names, cells)
        values = {name: cell_of(name, cell) for name, cell in named}
        row = {name: value for name, value in values.items() if value is not None}
        if NOT_A_CELL in row.values():
            return None
        counted = [value for name, value in row.items() if is_counter(name) and isinstance(value, float)]
        if not counted or not any(map(names.is_metric, row)):
            return None
        self._indexed = INDEX in row and INDEX not in self._names
        if counted <= self._counted and not self._indexed:
            return None
        self._counted = counted
        return row


def is_first_epoch(row: Row) -> bool:
    """Whether a row is that of the first epoch, with a loss of training and one of validation, as fastai's have."""
    losses = [names.is_validation(name) for name in row if names.is_loss(name)]
    counts = [names.is_epoch(name) and row[name] in FIRST for name in row if is_counter(name)]
    return True in losses and False in losses and all(counts)
