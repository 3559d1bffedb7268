"""The shapes in which a history is nested in JSON, each turned into flat columns of equal meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.phases import in_phase, marks
from trainlog_doctor.readers.histories.trials import is_label
from trainlog_doctor.readers.json_history.rows import (
    MOST_KEYS,
    Columns,
    Room,
    columns_of_rows,
    is_list,
    is_numeric,
    is_rows,
)
from trainlog_doctor.record import dataclass

_MEASURED = names.word_set("metric metrics score scores history log logs result results curve curves stats")
_LONGEST_INDEX = 9
_DEPTH = 4


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


def _is_label(key: str, cells: Sequence[object]) -> bool:
    """Whether cells are what trainings are called, so that each is of another one: they are kept to tell this."""
    return is_label(key, of_texts=True) and all(isinstance(cell, str) for cell in cells)


def columns_of(value: object, room: Room) -> Shape | None:
    """Read an object of lists, however the lists are nested; None if it holds no list of numbers.

    ``{"loss": […]}`` · ``{"loss": {"0": …, "1": …}}`` (pandas) · ``{"train": {"loss": […]}, "val": {…}}`` ·
    ``{"loss": {"train": […], "val": […]}}`` · ``{"acc": [{"top1": …}, …]}``
    """
    if not isinstance(value, Mapping) or not 0 < len(value) <= MOST_KEYS:
        return None
    columns: Columns = {}
    beside = []
    phases = marks(phase_word(str(key)) for key in value)
    for key, entry in value.items():
        found = _entry_columns(str(key).strip(), entry, phases, room)
        columns.update(found)
        beside += [] if found else [str(key)]
    return Shape(columns, beside=tuple(beside)) if columns else None


def _entry_columns(key: str, entry: object, phases: Mapping[str, str], room: Room) -> Columns:
    if is_rows(entry):
        phase = phases.get(key.lower())
        if phase is None and (stands_alone(entry) or not (names.is_known(key) or names.names_side(key))):
            return {}
        columns = columns_of_rows(entry, room)
        return {in_phase(name, phase) if phase else f"{key}.{name}": cells for name, cells in columns.items()}
    if isinstance(entry, list) and entry:
        return {key: entry} if is_numeric(entry) or _is_label(key, entry) else {}
    if isinstance(entry, Mapping) and entry:
        if all(_is_index(index) for index in entry):
            cells = [entry[index] for index in sorted(entry, key=int)]
            return {key: cells} if is_numeric(cells) else {}
        return _phases(key, entry, phases.get(phase_word(key)))
    return {}


def stands_alone(entry: object) -> bool:
    """Whether an entry is read without what is beside it: its rows say their epoch or step, or each has a history."""
    row = entry[0] if isinstance(entry, list) and entry else None
    return isinstance(row, Mapping) and (any(names.is_counter(str(key)) for key in row) or lists_losses(row))


def lists_losses(entry: object, of_loss: bool = False, depth: int = _DEPTH) -> bool:
    """Whether there is a list of losses in an entry, or of rows that have one each: that of an epoch is no list."""
    if isinstance(entry, Mapping):
        inner = ((of_loss or names.is_loss(str(name)), cell) for name, cell in entry.items())
        return depth > 0 and any(lists_losses(cell, named, depth - 1) for named, cell in inner)
    return any(names.is_loss(str(name)) for name in entry[0]) if is_rows(entry) else of_loss and is_list(entry)


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


def phase_word(key: str) -> str:
    """The word of a key that may name a phase, by itself or before a word for all that is measured: ``val_metrics``."""
    phase, *others = names.words(key) or ("",)
    return phase if _MEASURED.issuperset(others) else ""
