"""Finds every history in a document, however deep: one a fold, a model, a phase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import TypeGuard

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.long_format import widen
from trainlog_doctor.readers.histories.parting import part_phases
from trainlog_doctor.readers.histories.phases import phase_of
from trainlog_doctor.readers.histories.trials import is_label
from trainlog_doctor.readers.json_history.boosting import rounds_of
from trainlog_doctor.readers.json_history.layouts import laid_out
from trainlog_doctor.readers.json_history.shapes import Room, Shape, columns_of, columns_of_rows, is_counted, is_rows
from trainlog_doctor.record import replace
from trainlog_doctor.regex import regex

_DEPTH = 6
_MOST_ELEMENTS = 100_000
_PLAIN = names.word_set(
    """history histories log logs results metrics epochs training_history train_history training_log epoch_metrics data
    datasets series"""
)
_CURVE_WORDS = names.word_set("history hist curve train training val valid validation")
_FOLDS = names.word_set("fold folds kfold kfolds cv")
_NUMBERED = regex(r"(?i)(?<![a-z])([a-z]+)[_ -]?(\d{1,3})(?![0-9])")
_FEWEST_POINTS = 3
_PROGRESS = names.word_set("epoch epochs seen tokens")
"""Words for how far a training has come: ``epoch_history``, ``examples_seen``."""
_WORD = regex(r"^[^\W\d_]|[^\W\d_]{2}")
_SETTING_WORDS = names.word_set("weight weights function fn type name coef scale threshold ratio alpha beta margin")


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
    if _FOLDS.isdisjoint(found) or not _CURVE_WORDS.isdisjoint(found) or any(word.isdecimal() for word in found):
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
    """Whether rows say something that trainings do not, and nothing of epochs, steps or a part of the data.

    What calls them trainings, as ``optimizer``, is left to those who refuse such.
    """
    counters = (cells for name, cells in shape.columns.items() if names.is_counter(name))
    if any(cell != cells[0] for cells in counters for cell in cells):
        return False
    if any(map(names.names_side, shape.columns)) or any(map(is_label, shape.columns)):
        return False
    return any(len(cells) > 1 and _is_strange(name) and _say_much(cells) for name, cells in shape.columns.items())


def _say_much(cells: Sequence[object]) -> bool:
    """Whether cells are numbers, or texts with words in them, no two alike: dates have no words."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    return all(map(_WORD.search, texts)) and len({*texts}) == len(texts)


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


def is_history(shape: Shape) -> bool:
    """Whether columns are those of a training: a loss, or a metric beside its ``val_`` twin or an epoch counter.

    Settings hold lists too (``loss_weights``); a document that is mostly something else is none, nor is an evaluation,
    ``{"loss": [0.4], "acc": 0.9}``, nor what was measured for each of something else, ``{"noise": […], "loss": […]}``.
    """
    if all(map(_is_evaluated, shape.columns.items())) and any(map(names.is_metric, shape.beside)):
        return False
    if shape.columns and _has_axis(shape.columns):
        return False
    columns = [name for name in shape.columns if _SETTING_WORDS.isdisjoint(names.words(name))]
    metrics = [name for name in columns if names.is_metric(name) and _is_logged_again(shape.columns[name])]
    if not metrics or (len(shape.beside) > 2 * len(columns) and not any(_is_curve(shape, name) for name in metrics)):
        return False
    if any(names.is_loss(name) for name in metrics) or any(names.is_epoch(name) for name in columns):
        return True
    return any(f"val_{name}" in shape.columns for name in metrics)


def _has_axis(columns: Mapping[str, Sequence[object]]) -> bool:
    """Whether the first column rises or falls by round numbers throughout, as years do, and is none of a training's.

    A curve has more digits.
    """
    name, cells = next(iter(columns.items()))
    if any(map(names.is_counter, columns)) or not _is_strange(name) or names.names_side(name):
        return False
    numbers = [
        cell for cell in cells if isinstance(cell, int | float) and (cell % 1 == 0 or cell == float(f"{cell:.3g}"))
    ]
    rises = {(before < after) - (before > after) for before, after in pairwise(numbers)}
    return len(numbers) == len(cells) >= _FEWEST_POINTS and rises in ({1}, {-1})


def _is_strange(name: str) -> bool:
    """Whether a name is neither known from trainings, nor that of their labels, of a row's number or a tag."""
    known = names.is_known(name) or is_label(name) or names.is_index(name)
    return not known and "/" not in name and _PROGRESS.isdisjoint(names.words(name))


def _is_evaluated(column: tuple[str, Sequence[object]]) -> bool:
    """Whether a column may be what one evaluation gave: a number, of no part of the data."""
    return len(column[1]) == 1 and not names.names_side(column[0])


def _is_logged_again(cells: Sequence[object]) -> bool:
    """Whether a column holds more than one value, or its only one: of metrics listed below each other each has one."""
    return len(list(islice((cell for cell in cells if cell is not None), 2))) == min(2, len(cells))


def _is_curve(shape: Shape, name: str) -> bool:
    """Whether a column among many other things is the curve of a loss: by its name, and by numbers with fractions."""
    cells = shape.columns[name]
    fractions = [cell for cell in cells[:_FEWEST_POINTS] if isinstance(cell, float) and not cell.is_integer()]
    said = not _CURVE_WORDS.isdisjoint(names.words(name)) or name.lower().endswith("losses")
    return names.is_loss(name) and said and len(fractions) == _FEWEST_POINTS


def final_values(value: object) -> Shape | None:
    """Read an object of nothing but single metrics, with both ``loss`` and ``val_loss``: a history of one epoch.

    What counts further is what a longer training reached in the end, as trackers sum it up.
    """
    if not isinstance(value, Mapping) or not {"loss", "val_loss"} <= value.keys():
        return None
    if not all(names.is_known(str(name)) and isinstance(cell, int | float | None) for name, cell in value.items()):
        return None
    longer = any(names.is_counter(str(name)) and cell is not None and cell > 1 for name, cell in value.items())
    return None if longer else Shape({str(name): [cell] for name, cell in value.items()})
