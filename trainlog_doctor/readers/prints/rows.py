"""Texts whose lines are rows of a history: each line becomes a row, and the rows are read as logged ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from trainlog_doctor.readers.json_history.logged import read_rows
from trainlog_doctor.readers.prints.reader import LinesParser
from trainlog_doctor.readers.prints.text import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.keras.lines import Line

    Row: TypeAlias = Mapping[str, object]
    Rows: TypeAlias = Mapping[tuple[int, int], Row]
    """Each by the number of its line and how many stand above it: what one line overwrote has the same number."""


class Grammar(Protocol):
    """What makes rows of lines."""

    part: int = 0  # of the source, a table or a training, that the latest row belongs to
    begun: bool = False  # whether a row that has not come to its end leaves no doubt that there is a training

    def read(self, text: str) -> Row | None:
        """Take the next line; its row, None if it has none."""
        ...

    def training(self, rows: Rows) -> Rows:
        """The rows of a whole text as they are to be read; none if they are not those of a training."""
        ...


class RowsParser(LinesParser):
    """Collects rows."""

    def __init__(self, grammar: Callable[[], Grammar], name: str) -> None:
        super().__init__()
        self._name, self._grammar = name, grammar()
        self._parts: dict[int, dict[tuple[int, int], Row]] = {}

    def take(self, line: Line) -> None:
        """Take the next line, which may be a row."""
        row = self._grammar.read(text_of(line.text))
        if row is not None:
            rows = self._parts.setdefault(self._grammar.part, {})
            rows[line.number, len(rows)] = row

    def close(self) -> Sequence[Run]:
        """Every run; none unless the rows are those of a training."""
        self.end()
        found = ((list(rows.values()), [line for line, _ in rows]) for rows in self._found)
        return [run for rows, lines in found for run in read_rows(self._name, rows, lines=lines)]

    @property
    def begun(self) -> bool:
        """Whether the rows so far are those of a training, or one that has begun is."""
        return self._grammar.begun or bool(self._found)

    @property
    def _found(self) -> list[Rows]:
        """The rows so far of every part that is a training."""
        return [*filter(None, map(self._grammar.training, self._parts.values()))]
