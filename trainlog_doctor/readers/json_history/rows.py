"""Lists of objects in JSON, one an epoch, turned into columns; and which cells are numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeGuard

from trainlog_doctor.readers.histories.numbers import number, vector
from trainlog_doctor.record import dataclass

MOST_KEYS = 10_000
"""Most columns that a history may have: each costs memory, however short it is."""
_DEPTH = 4
_FLOAT = {float}

Columns = dict[str, list[object]]
Row = Mapping[str, object]


@dataclass(slots=True)
class Room:
    """How many cells may still be made for rows that hold few of their columns; always some for each that is given."""

    cells: int = 2_000_000
    times_given: int = 16

    def columns(self, rows: int, given: int = 0) -> int:
        """How many columns of so many rows may be made of so many cells that are given."""
        return min(MOST_KEYS, max(self.cells, self.times_given * given) // max(rows, 1))

    def take(self, cells: int) -> None:
        """Note so many cells that were made and not given."""
        self.cells = max(0, self.cells - max(0, cells))


def is_rows(value: object) -> TypeGuard[Sequence[Row]]:
    """Whether a value is a list of objects, not empty."""
    return isinstance(value, list) and bool(value) and all(isinstance(row, Mapping) for row in value)


def is_list(cells: object) -> TypeGuard[list[object]]:
    """Whether a value is a list of numbers, not empty."""
    return isinstance(cells, list) and bool(cells) and is_numeric(cells)


def is_numeric(cells: Sequence[object]) -> bool:
    """Whether cells are numbers, or nothing, or short lists of numbers; the first dozen decide."""
    some = [cell for cell in cells[:12] if cell is not None]
    if _FLOAT.issuperset(map(type, some)):
        return True
    return all(_is_number(cell) or _is_vector(cell) for cell in some)


def _is_number(cell: object) -> bool:
    try:
        number(cell)
    except ValueError:
        return False
    return True


def _is_vector(cell: object) -> bool:
    elements = vector(cell)
    return elements is not None and all(_is_number(element) for element in elements[:12])


def columns_of_rows(rows: Sequence[Row], room: Room | None = None) -> Columns:
    """Turn a list of objects, one an epoch, into columns; nested objects are named ``outer.inner``, lists left out."""
    columns: Columns = {}
    room = room or Room()
    given = sum(_size(row) for row in rows)
    most = room.columns(len(rows), given)
    for index, row in enumerate(rows):
        for name, cell in _flat(row):
            if name in columns or len(columns) < most:
                column = columns.setdefault(name, [])
                column.extend([None] * (index - len(column)))
                column[index:] = [cell]  # ``loss`` and `` loss`` in one row are one cell of it
    for column in columns.values():
        column.extend([None] * (len(rows) - len(column)))
    room.take(len(columns) * len(rows) - given)
    return columns


def _size(row: Row, depth: int = _DEPTH) -> int:
    return sum(_size(cell, depth - 1) if isinstance(cell, Mapping) and depth else 1 for cell in row.values())


def _flat(row: Row, prefix: str = "", depth: int = _DEPTH) -> list[tuple[str, object]]:
    cells: list[tuple[str, object]] = []
    for key, cell in row.items():
        name = prefix + str(key).strip()
        if isinstance(cell, Mapping):
            cells += _flat(cell, f"{name}.", depth - 1) if depth else []
        elif not isinstance(cell, list) or _is_vector(cell):
            cells.append((name, cell))
    return cells
