"""The shapes in which a history is nested in JSON, each turned into flat columns of equal meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeGuard

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.numbers import number, vector
from trainlog_doctor.readers.histories.phases import in_phase, marks, phase_of
from trainlog_doctor.readers.histories.trials import is_label
from trainlog_doctor.record import dataclass

_MEASURED = names.word_set("metric metrics score scores history log logs result results curve curves stats")
MOST_KEYS = 10_000
"""Most columns that a history may have: each costs memory, however short it is."""
_LONGEST_INDEX = 9
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


@dataclass(frozen=True, slots=True)
class Shape:
    """A history found in a document.

    Attributes
    ----------
    columns
        Column name to one cell an epoch; lengths may differ.
    path
        Keys that lead to it.
    beside
        Names of the entries that are no column.
    """

    columns: Columns
    path: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


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


def _is_label(key: str, cells: Sequence[object]) -> bool:
    """Whether cells are what trainings are called, so that each is of another one: they are kept to tell this."""
    return is_label(key, of_texts=True) and all(isinstance(cell, str) for cell in cells)


def _is_number(cell: object) -> bool:
    try:
        number(cell)
    except ValueError:
        return False
    return True


def _is_vector(cell: object) -> bool:
    elements = vector(cell)
    return elements is not None and all(_is_number(element) for element in elements[:12])


def columns_of(value: object, room: Room) -> Shape | None:
    """Read an object of lists, however the lists are nested; None if it holds no list of numbers.

    ``{"loss": […]}`` · ``{"loss": {"0": …, "1": …}}`` (pandas) · ``{"train": {"loss": […]}, "val": {…}}`` ·
    ``{"loss": {"train": […], "val": […]}}`` · ``{"acc": [{"top1": …}, …]}``
    """
    if not isinstance(value, Mapping) or not 0 < len(value) <= MOST_KEYS:
        return None
    columns: Columns = {}
    beside = []
    phases = marks(_phase_word(str(key)) for key in value)
    for key, entry in value.items():
        found = _entry_columns(str(key).strip(), entry, phases, room)
        columns.update(found)
        beside += [] if found else [str(key)]
    if not columns or _is_one_history(value, beside):
        return None
    return Shape(columns, beside=tuple(beside))


def _is_one_history(value: Mapping[str, object], beside: Sequence[str]) -> bool:
    """Whether all columns come of one list of rows, ``{"history": [{"loss": …}, …]}``, which is a history itself."""
    found = [(str(key), entry) for key, entry in value.items() if str(key) not in beside]
    name, entry = found[0]
    return len(found) == 1 and is_rows(entry) and not names.is_metric(name) and phase_of(name) is None


def _entry_columns(key: str, entry: object, phases: Mapping[str, str], room: Room) -> Columns:
    if is_rows(entry):
        phase = phases.get(key.lower())
        if phase is None and is_counted(entry):
            return {}
        columns = columns_of_rows(entry, room)
        return {in_phase(name, phase) if phase else f"{key}.{name}": cells for name, cells in columns.items()}
    if isinstance(entry, list) and entry:
        return {key: entry} if is_numeric(entry) or _is_label(key, entry) else {}
    if isinstance(entry, Mapping) and entry:
        if all(_is_index(index) for index in entry):
            cells = [entry[index] for index in sorted(entry, key=int)]
            return {key: cells} if is_numeric(cells) else {}
        return _phases(key, entry, phases.get(_phase_word(key)))
    return {}


def is_counted(entry: object) -> bool:
    """Whether an entry is a list of rows that say their epoch or step: a history of its own, whatever is beside it."""
    rows = entry[:1] if isinstance(entry, list) else []
    keys = [str(key) for row in rows if isinstance(row, Mapping) for key in row]
    return any(map(names.is_counter, keys))


def _is_index(key: object) -> bool:
    text = str(key)
    return len(text) <= _LONGEST_INDEX and text.isascii() and text.isdigit()


def _phases(key: str, entry: Mapping[str, object], phase: str | None) -> Columns:
    """Read ``train: {loss: […], metrics: {acc: […]}}`` or ``loss: {train: […]}``."""
    flat: dict[str, object] = {}
    for name, cells in entry.items():
        flat |= cells if isinstance(cells, Mapping) and _MEASURED.issuperset(names.words(name)) else {name: cells}
    lists = {str(name): cells for name, cells in flat.items() if is_list(cells)}
    if len(lists) < len(flat):
        return {}
    if phase:
        return {in_phase(name, phase): cells for name, cells in lists.items()}
    phases = marks(lists)
    if names.is_metric(key) and len(phases) == len(lists):
        return {in_phase(key, phases[name]): cells for name, cells in lists.items()}
    return {}


def _phase_word(key: str) -> str:
    """The word of a key that may name a phase, by itself or before a word for all that is measured: ``val_metrics``."""
    phase, *others = names.words(key) or ("",)
    return phase if _MEASURED.issuperset(others) else ""


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
