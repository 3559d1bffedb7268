"""Tables that a program prints: columns set off by blanks or by upright lines, under a line of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.prints.columns import (
    BAR,
    BOX,
    NOT_A_CELL,
    WORD,
    cell_of,
    cells_of,
    in_full,
    is_counter,
    is_first_epoch,
    is_head,
    is_known_head,
    results_of,
    stacked,
    value_of,
)
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
    """Remembers the columns of the table that is open; other names begin another table, the same ones go on with it.

    Below a row may stand what it was validated by: names again, and the results of all classes.
    """

    def __init__(self) -> None:
        self.part = 0
        self.begun = False
        self._names: list[str] = []
        self._spans: list[tuple[int, int]] = []
        self._counted: list[float] = []
        self._above: list[list[str]] = []
        self._continued = self._indexed = self._single = self._again = self._lone = False
        self._open: dict[str, object] = {}
        self._results: list[str] = []

    def read(self, text: str) -> Row | None:
        """Take the next line; the row of a table."""
        if bar := BAR.search(text):
            text = text[: bar.start()]
            if not bar["full"]:
                self.begun = self.begun or 1 < len(self._names) == len(cells_of(text))
                return None
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
        if self._open and self._validated(cells):
            return None
        row = self._row(text, cells) if self._names else None
        if row is None and self._indexed and not ELIDED.fullmatch(text):
            self._names = []
        return row

    def training(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows if there are several in their order, or the first epoch alone: a phase of its own."""
        return rows if (len(rows) >= FEWEST_ROWS and is_in_order(rows)) or all(map(is_first_epoch, rows)) else []

    def _begin(self, cells: Sequence[str], goes_on: bool) -> None:
        told = names.unique(cells)
        self._again = told == self._names and not (self._continued or self._indexed)
        if not self._again:
            self.part += not self._continued
            self._names, self._spans, self._counted, self._lone = told, [], [], False
        self._continued, self._indexed = goes_on, False

    def _validated(self, cells: Sequence[str]) -> bool:
        """Take the results below a row, which are those of its epoch; whether a line has any, or their names."""
        if self._results and cells[0] == "all" and len(cells) == len(self._results):
            told = zip(self._results[1:], map(value_of, cells[1:]), strict=True)
            self._open.update((name, one) for name, one in told if names.is_metric(name) and isinstance(one, float))
            self._results, self._open = [], {}
            return True
        self._results = results_of(cells)
        return bool(self._results)

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
        if not self._indexed and not self._goes_on(counted):
            if not self._again:
                return None
            self.part += 1
        self._lone = self._again or not self._counted
        self._counted, self._again, self._open = counted, False, row
        return row

    def _goes_on(self, counted: list[float]) -> bool:
        """Whether a row follows the one above: where each has a head they are losses, one epoch after the other."""
        if self._again and self._lone:
            return any(map(names.is_loss, self._names)) and counted[0] == self._counted[0] + 1
        return counted > self._counted
