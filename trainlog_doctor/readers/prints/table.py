"""The printed table that is open: what its lines are read by, and the latest of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.prints.columns import NOT_A_CELL, cell_of, is_counter, results_of, value_of
from trainlog_doctor.record import dataclass, field
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.readers.prints.rows import Row

INDEX = "epoch"
"""What an index without a name counts, as ``print`` shows it in front of every row of a ``DataFrame``."""

DASHES = regex(r"[-=]+")
TIME = regex(r"\((?:\d{1,4}:)?\d{1,4}:\d\d\)")
"""What fastai put behind a row, and no name above it."""


@dataclass(slots=True)
class Table:
    """One line of names, and how far the rows under it have come."""

    names: list[str]
    continued: bool = False  # by another block of columns, of the same rows
    single: bool = False  # whether single blanks set its names off, and its cells
    spans: Sequence[tuple[int, int]] = ()  # of the columns, where a rule under the names tells them
    results: Sequence[str] = ()  # that the line before named, of what the latest row was validated by
    latest: dict[str, object] = field(default_factory=dict)
    counts: list[float] = field(default_factory=list)  # of the latest row
    again: bool = False  # whether the names stand once more behind the latest row
    alone: bool = False  # whether they stand right before it as well

    @property
    def indexed(self) -> bool:
        """Whether an index without a name stands in front of its rows."""
        return INDEX in self.latest and INDEX not in self.names

    def is_headed_again(self, columns: Sequence[str]) -> bool:
        """Take a line of names, and tell whether they are those of this table."""
        self.again = columns == self.names and not (self.continued or self.indexed)
        return self.again

    def rule(self, text: str) -> None:
        """Take a rule: under names that blanks set off it says where each column stands, so that cells may be empty."""
        spans = [found.span() for found in DASHES.finditer(text)]
        self.spans = spans if "|" not in text and len(spans) == len(self.names) else []

    def take_results(self, cells: Sequence[str]) -> bool:
        """Take what the latest row was validated by, names and the results of all classes; whether a line has either.

        A row has results once: others are those of the best epoch.
        """
        if self.results and cells[0] == "all" and len(cells) == len(self.results):
            values = zip(self.results[1:], map(value_of, cells[1:]), strict=True)
            self.latest.update((name, one) for name, one in values if names.is_metric(name) and isinstance(one, float))
            self.results = []
            return True
        told = results_of(cells) if self.latest else []
        self.results = told if self.latest.keys().isdisjoint(told) else []
        return bool(self.results)

    def row_of(self, text: str, cells: list[str]) -> tuple[Row, bool] | None:
        """The row of a line, if it has one that may stand below the latest, and whether another training begins."""
        row = self._values(text, cells)
        counts = [value for name, value in row.items() if is_counter(name) and isinstance(value, float)]
        if NOT_A_CELL in row.values() or not counts or not any(map(names.is_metric, row)):
            return None
        goes_on = self._goes_on(row, counts)
        if not goes_on and not self.again:
            return None
        self.alone, self.again = self.again or not self.counts, False
        self.latest, self.counts = row, counts
        return row, not goes_on

    def _values(self, text: str, cells: list[str]) -> dict[str, object]:
        if self.spans and len(cells) != len(self.names):
            cells = [text[begin:end].strip() for begin, end in self.spans]
        if len(cells) == len(self.names) + 1 and is_beside(cells[-1]):
            del cells[-1]
        alike = len(cells) == len(self.names)
        named = zip(self.names, cells, strict=True) if alike else indexed(self.names, cells)
        values = {name: cell_of(name, cell) for name, cell in named}
        return {name: value for name, value in values.items() if value is not None}

    def _goes_on(self, row: Row, counts: list[float]) -> bool:
        """Whether a row follows the latest: where each has a head they are losses, one epoch after the other."""
        if self.again and self.alone:
            return any(map(names.is_loss, self.names)) and counts[0] == self.counts[0] + 1
        return counts > self.counts or (INDEX in row and INDEX not in self.names)


def is_beside(cell: str) -> bool:
    """Whether a cell behind all that have a name is none of theirs: a time, or a remark in words."""
    return TIME.fullmatch(cell) is not None or (value_of(cell) is NOT_A_CELL and any(map(str.isalpha, cell)))


def indexed(columns: Sequence[str], cells: Sequence[str]) -> list[tuple[str, str]]:
    """Give the cells of a row of a frame their names; its index counts where no column does."""
    if len(cells) != len(columns) + 1 or not cells[0].isdecimal():
        return []
    named = list(zip(columns, cells[1:], strict=True))
    counts = [cell for name, cell in named if is_counter(name)]
    if not all(cell.removesuffix(".0").isdecimal() for cell in counts):
        return []
    return named if counts else [(INDEX, cells[0]), *named]
