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


class Grammar(Protocol):
    """What makes rows of lines."""

    part: int = 0  # of the source, a table or a training, that the latest row belongs to
    begun: bool = False  # whether a row that has not come to its end leaves no doubt that there is a training

    def read(self, text: str) -> Row | None:
        """Take the next line; its row, None if it has none."""
        ...

    def training(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows of a whole text as they are to be read; none if they are not those of a training."""
        ...


class RowsParser(LinesParser):
    """Collects rows."""

    def __init__(self, grammar: Callable[[], Grammar], name: str) -> None:
        super().__init__()
        self._name, self._grammar = name, grammar()
        self._parts: dict[int, tuple[list[Row], list[int]]] = {}

    def take(self, line: Line) -> None:
        """Take the next line, which may be a row."""
        row = self._grammar.read(text_of(line.text))
        if row is not None:
            rows, numbers = self._parts.setdefault(self._grammar.part, ([], []))
            rows.append(row)
            numbers.append(line.number)

    def close(self) -> Sequence[Run]:
        """Every run; none unless the rows are those of a training."""
        self.end()
        return [run for rows, lines in self._found for run in read_rows(self._name, rows, lines=lines)]

    @property
    def begun(self) -> bool:
        """Whether the rows so far are those of a training, or one that has begun is."""
        return self._grammar.begun or bool(self._found)

    @property
    def _found(self) -> list[tuple[Sequence[Row], list[int]]]:
        """The rows so far of every part that is a training, and the line of each."""
        told = ((self._grammar.training(rows), rows, lines) for rows, lines in self._parts.values())
        return [(kept, lines_of(kept, rows, lines)) for kept, rows, lines in told if kept]


def lines_of(kept: Sequence[Row], rows: Sequence[Row], lines: list[int]) -> list[int]:
    """The lines of those rows that were kept: of all, maybe made anew, or of some."""
    if len(kept) == len(rows):
        return lines
    chosen = set(map(id, kept))
    return [line for row, line in zip(rows, lines, strict=True) if id(row) in chosen]
