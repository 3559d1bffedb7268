"""Tables that a program prints: columns set off by blanks or by upright lines, under a line of names."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.prints.columns import (
    BAR,
    BOX,
    WORD,
    cells_of,
    in_full,
    is_first_epoch,
    is_frame_head,
    is_head,
    is_known_head,
    stacked,
)
from trainlog_doctor.readers.prints.rows import Grammar
from trainlog_doctor.readers.prints.table import INDEX, Table
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.readers.prints.rows import Row, Rows

TRACE = regex(
    "(?im)(?:^|[|\t\r-]|  |│|┃|║)[ *`#>]{0,8}"
    "(?:epoch|(?:global )?step|iter(?:ation)?|(?:communication )?round|轮次?|e {1,9}#)"
    "[ *`]{0,40}(?:$|[|\t\r]|  |│|┃|║|(?: \\w{2,40}){1,9}[ \t\r]{0,9}$)"
    "|^[ \t#>|]{0,20}[01](?:\t|  | \\|)[ \t|]{0,40}[-.\\dn]".encode()
)
"""A name that counts, set off from its neighbours, or the first row that has an index."""

RULE = regex(r"[\s|+#>*%]*+[-=:]{2}[-=:\s|+]*+")
ELIDED = regex(r"[\s.]*+")
"""How pandas marks rows that it leaves out; any other line is none of a frame's, and ends it."""

CONTINUED = "\\"
"""How pandas ends a line of names that another block of columns goes on from."""

FEWEST_ROWS = 2
MOST_LINES = 3
"""How many lines the names of a table's columns may take."""


class Sheet(Grammar):
    """Opens a table at every line of names, unless they are those of the table that is open, and reads its rows."""

    def __init__(self) -> None:
        self._table = Table([])
        self._above: list[list[str]] = []

    def read(self, text: str) -> Row | None:
        """Take the next line; the row of a table."""
        if bar := BAR.search(text):
            text = text[: bar.start()]
            if not bar["full"]:
                self.begun = self.begun or 1 < len(self._table.names) == len(cells_of(text))
                return None
        text = text.translate(BOX)
        text = text.expandtabs(8) if "|" in text else text
        if RULE.fullmatch(text):
            self._rule(text)
            return None
        cells = in_full(cells_of(text.rstrip(f" {CONTINUED}")))
        words = WORD.findall(cells[0]) if len(cells) == 1 else []
        single = is_known_head(words)
        if single or (self._table.single and not is_head(words)):  # the words of a sentence are no names
            cells = words or cells
        self._above = [*self._above, cells][-MOST_LINES - 1 :] if "|" in text else []
        named = cells if cells[0] or "|" not in text else cells[1:]  # an index has no name
        continued = text.rstrip().endswith(CONTINUED)
        if is_head(named) or is_frame_head(named, continued or self._table.continued):
            self._begin(Table(names.unique(named), continued, single))
            return None
        if self._table.take_results(cells):
            return None
        if not self._table.names and not any(map(str.isdigit, "".join(map("".join, self._above[:-1])))):
            self._stack(self._above[:-1])
        told = self._table.row_of(text, cells)
        if told is None:
            if self._table.indexed and not ELIDED.fullmatch(text):
                self._table = Table([], self._table.continued)
            return None
        row, begins = told
        self.part += begins
        return row

    def training(self, rows: Rows) -> Rows:
        """The rows if there are several in their order, or the first epoch alone: a phase of its own."""
        told = rows.values()
        return rows if (len(rows) >= FEWEST_ROWS and is_in_order(told)) or all(map(is_first_epoch, told)) else {}

    def _begin(self, table: Table) -> None:
        if self._table.is_headed_again(table.names):
            return
        self.part += not self._table.continued
        self._table = table

    def _rule(self, text: str) -> None:
        """A rule under the names says where each column stands, so that cells may be empty; or two hold the names."""
        self._table.rule(text)
        above, self._above = self._above, []
        self._stack(above)

    def _stack(self, above: Sequence[Sequence[str]]) -> None:
        """Begin a table if the lines above are its names, which stand above each other."""
        if 1 < len(above) <= MOST_LINES and is_head(cells := stacked(above)):
            self._begin(Table(names.unique(cells)))


def is_in_order(rows: Iterable[Row]) -> bool:
    """Whether what counts the rows rises, but where another block of their columns begins: no frame that was sorted."""
    counts = [count for row in rows if isinstance(count := row.get(INDEX), float)]
    return all(after == counts[0] or after > one for one, after in pairwise(counts))
