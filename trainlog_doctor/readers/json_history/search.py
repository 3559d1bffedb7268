"""Finds every history in a document, however deep: one a fold, a model, a phase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.long_format import widen
from trainlog_doctor.readers.histories.parting import part_phases
from trainlog_doctor.readers.histories.phases import phase_of
from trainlog_doctor.readers.histories.trials import is_label
from trainlog_doctor.readers.json_history.boosting import rounds_of
from trainlog_doctor.readers.json_history.layouts import laid_out
from trainlog_doctor.readers.json_history.shapes import Room, Shape, columns_of, columns_of_rows, is_counted, is_rows
from trainlog_doctor.readers.json_history.training import CURVE_WORDS, is_history
from trainlog_doctor.record import replace
from trainlog_doctor.regex import regex

_DEPTH = 6
_MOST_ELEMENTS = 100_000
_PLAIN = names.word_set(
    """history histories log logs results metrics epochs training_history train_history training_log epoch_metrics data
    datasets series"""
)
_FOLDS = names.word_set("fold folds kfold kfolds cv")
_NUMBERED = regex(r"(?i)(?<![a-z])([a-z]+)[_ -]?(\d{1,3})(?![0-9])")
_WORD = regex(r"^[^\W\d_]|[^\W\d_]{2}")


def find_histories(value: object, path: tuple[str, ...] = (), room: Room | None = None) -> Iterator[Shape]:
    """Yield the histories of a document, or of the value that the keys of ``path`` lead to, in its order."""
    room = room or Room()
    rounds = Shape(rounds_of(value, room))
    value = laid_out(value)
    own = [rounds] if is_history(rounds) else list(_own(value, room))
    if path and _is_by_fold(path[-1], value):
        own = [shape for shape in own if shape.path]
    yield from (replace(shape, path=path + shape.path) for shape in own)
    if len(path) < _DEPTH:
        for key, entry in _entries(value):
            if not own or (isinstance(value, Mapping) and phase_of(key) is None and is_counted(entry)):
                yield from find_histories(entry, path if key.lower() in _PLAIN else (*path, key), room)


def _entries(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        yield from ((str(key), entry) for key, entry in value.items())
    elif isinstance(value, list) and len(value) <= _MOST_ELEMENTS:
        yield from ((str(index), entry) for index, entry in enumerate(value, 1) if isinstance(entry, Mapping | list))


def _is_by_fold(key: str, value: object) -> bool:
    """Whether a key says that what it holds is of one fold each: ``"folds": [{"val_loss": 0.4}, …]``."""
    found = names.words(key)
    if _FOLDS.isdisjoint(found) or not CURVE_WORDS.isdisjoint(found) or any(word.isdecimal() for word in found):
        return False
    rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
    folds = [str(cell) for row in rows for key, cell in row.items() if names.words(str(key))[:1] == ("fold",)]
    return len(set(folds)) == len(folds)


def _own(value: object, room: Room) -> Iterator[Shape]:
    """Read a value as one history, or as one a fold."""
    if is_rows(value):
        if {len(row) for row in value} == {1} and len({key for row in value for key in row}) > 1:
            return  # a list of entries, as Markdown has them
        shape = Shape(part_phases(widen(columns_of_rows(value, room))[0]))
        if is_history(shape) and not _holds_lists(value[0]) and not _are_samples(shape):
            yield shape
        return
    found = columns_of(value, room)
    if found is None or not is_history(found):
        return
    yield from _folds(found) or _numbered(found) or [found]


def _are_samples(shape: Shape) -> bool:
    """Whether each row says words of its own, and nothing of epochs, steps or a part of the data: it is of an example.

    What calls them trainings, as ``optimizer``, is left to those who refuse such; and dates have no words.
    """
    counters = (cells for name, cells in shape.columns.items() if names.is_counter(name))
    if any(cell != cells[0] for cells in counters for cell in cells) or any(map(names.names_side, shape.columns)):
        return False
    known = (names.is_beside, names.is_metric, is_label)
    others = (cells for name, cells in shape.columns.items() if not any(one(name) for one in known))
    return any(len(cells) > 1 and _say_words(cells) for cells in others)


def _say_words(cells: Sequence[object]) -> bool:
    """Whether cells are texts with words in them, no two alike."""
    return all(isinstance(cell, str) and _WORD.search(cell) for cell in cells) and len({*cells}) == len(cells)


def _holds_lists(row: Mapping[str, object]) -> bool:
    """Whether a row holds lists of numbers, by itself or in an object of nothing else: it is a history, or has one.

    One that says its epoch or step and its loss is a moment, whatever else it lists, such as a score a class.
    """
    counted = any((names.is_epoch(key) and not names.is_plural(key)) or names.is_step(key) for key in map(str, row))
    if counted and any(names.is_loss(str(key)) and isinstance(cell, int | float | None) for key, cell in row.items()):
        return False
    inner = [cell for cell in row.values() if isinstance(cell, Mapping)]
    return any(_long(cell) or (_is_curves(cell) and not counted) for cell in row.values()) or any(
        cells and all(map(_long, cells.values())) for cells in inner
    )


def _is_curves(cell: object) -> bool:
    """Whether a cell lists rows that count and measure."""
    return is_counted(cell) and isinstance(cell, list) and any(names.is_metric(str(name)) for name in cell[0])


def _long(cell: object) -> bool:
    return isinstance(cell, list) and len(cell) > 0 and not isinstance(cell[0], Mapping)


def _folds(shape: Shape) -> list[Shape]:
    """Split ``{"loss": [[…], […]], …}``: the loss of an epoch is no list, so the outer lists are folds.

    Of each fold the test may have given one number in the end.
    """
    losses = [cells for name, cells in shape.columns.items() if names.is_loss(name) and not names.is_test(name)]
    folds = len(losses[0]) if losses else 0
    if not losses or not all(_nested(cells, folds) for cells in losses):
        return []
    nested = {name: cells for name, cells in shape.columns.items() if _nested(cells, folds)}
    return [
        Shape({name: cells[fold] for name, cells in nested.items()}, (str(fold + 1),), shape.beside)
        for fold in range(folds)
    ]


def _numbered(shape: Shape) -> list[Shape]:
    """Split ``{"fold1_loss": […], "fold2_loss": […], …}`` where lists have one length in each fold, not in all."""
    parts: dict[str, dict[str, list[object]]] = {}
    for name, cells in shape.columns.items():
        found = next((part for part in _NUMBERED.finditer(name) if not names.is_metric(part[0])), None)
        if found is None or names.is_counter(found[1]):
            return []
        bare = f"{name[: found.start()]}_{name[found.end() :]}".strip("_ -/.")
        parts.setdefault(f"{found[1]} {found[2]}", {})[bare] = cells
    lengths = [{len(cells) for cells in part.values()} for part in parts.values()]
    alike = len({frozenset(part) for part in parts.values()}) == 1 and all(len(one) == 1 for one in lengths)
    if not alike or len(set().union(*lengths)) == 1 or sum(map(len, parts.values())) < len(shape.columns):
        return []
    return [Shape(columns, (part,), shape.beside) for part, columns in parts.items()]


def _nested(cells: Sequence[object], folds: int) -> TypeGuard[Sequence[list[object]]]:
    return len(cells) == folds and all(isinstance(cell, list) for cell in cells)
