"""Finds every history in a document, however deep: one a fold, a model, a phase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.long_format import widen
from trainlog_doctor.readers.histories.parting import part_phases
from trainlog_doctor.readers.histories.phases import by_phase, phase_of
from trainlog_doctor.readers.json_history.boosting import rounds_of
from trainlog_doctor.readers.json_history.layouts import laid_out
from trainlog_doctor.readers.json_history.moments import are_moments
from trainlog_doctor.readers.json_history.rows import Room, columns_of_rows, is_rows
from trainlog_doctor.readers.json_history.shapes import Shape, columns_of, stands_alone
from trainlog_doctor.readers.json_history.training import CURVE_WORDS, is_history
from trainlog_doctor.record import replace
from trainlog_doctor.regex import regex

_DEPTH = 12
"""How far below the document a history is looked for, lists counted like objects."""

_MOST_ELEMENTS = 100_000
_PLAIN = names.word_set(
    """history histories log logs results metrics epochs training_history train_history training_log epoch_metrics data
    datasets series"""
)
_HISTORY = names.word_set("history histories")
_FOLDS = names.word_set("fold folds kfold kfolds cv")
_NUMBERED = regex(r"(?i)(?<![a-z])([a-z]+)[_ -]?(\d{1,3})(?![0-9])")


def find_histories(
    value: object, path: tuple[str, ...] = (), room: Room | None = None, depth: int = _DEPTH
) -> Iterator[Shape]:
    """Yield the histories of a document, or of the value that the keys of ``path`` lead to, in its order.

    Parameters
    ----------
    depth
        How many levels below the value are looked at.
    """
    room = room or Room()
    rounds = Shape(rounds_of(value, room))
    value = laid_out(value)
    own = [rounds] if is_history(rounds) else list(_own(value, room))
    if path and _is_by_fold(path[-1], value):
        own = [shape for shape in own if shape.path]
    # What is called a history is one before the lists beside it, which hold what was reached, or other things.
    beside = {name for shape in own[:1] for name in shape.beside if not _HISTORY.isdisjoint(names.words(name))}
    below = {key: list(_below(key, entry, path, room, depth)) for key, entry in _entries(value) if key in beside}
    own = [] if any(below.values()) else own
    yield from (replace(shape, path=path + shape.path) for shape in own)
    for key, entry in _entries(value):
        if key in below:
            yield from below[key]
        elif not own or (isinstance(value, Mapping) and phase_of(key) is None and stands_alone(entry)):
            yield from _below(key, entry, path, room, depth)


def _below(key: str, entry: object, path: tuple[str, ...], room: Room, depth: int) -> Iterator[Shape]:
    if depth:
        yield from find_histories(entry, path if key.lower() in _PLAIN else (*path, key), room, depth - 1)


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
        columns = part_phases(widen(columns_of_rows(value, room))[0])
        shape = Shape(by_phase(columns) or columns)
        if is_history(shape) and are_moments(value, shape.columns):
            yield shape
        return
    found = columns_of(value, room)
    if found is None or not is_history(found):
        return
    yield from _folds(found) or _numbered(found) or [found]


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
