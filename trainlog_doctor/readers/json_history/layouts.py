"""Layouts that are no object of lists and no list of rows, each turned into one of these; and parts that are joined."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeGuard

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.phases import by_phase, in_phase, marks, phase_of
from trainlog_doctor.readers.json_history.points import by_name, by_places, by_point, by_series, by_step
from trainlog_doctor.readers.json_history.rows import columns_of_rows, is_list
from trainlog_doctor.readers.json_history.shapes import Shape, phase_word
from trainlog_doctor.regex import regex

_MOST_FOLDS = 10
_FEWEST_FALLING = 3
_EPOCH_KEY = regex(r"(?:(ep(?:och)?)|e)?[ _:#-]{0,3}(\d{1,9})(?(1)(?:/\d{1,9})?)", re.IGNORECASE)


def laid_out(value: object) -> object:
    """Turn an object of another layout into lists or rows; anything else is given back as it is.

    ``{"columns": […], "data": [[…], …]}`` and ``{"schema": …, "data": […]}`` (pandas) ·
    ``{"epoch_1": {"loss": …}, …}`` · ``{"loss": {"fold1": […], "fold2": […]}}`` · ``{"loss": [[step, …], …]}`` ·
    ``{"train_loss": [{"step": …, "loss": …}, …], "val_loss": […]}``, or either with lists beside it ·
    ``{"loss": {"steps": […], "values": […]}}`` · ``{"train": […], "val": […], "best_epoch": 7}`` ·
    ``[{"name": "loss", "x": […], "y": […]}, …]``
    """
    value = by_name(unpaired(value))
    if not isinstance(value, Mapping) or not value:
        return value
    for read in (_by_pandas, _by_epoch, by_series, _by_fold, by_step, by_places, by_point, by_phase):
        found = read(value)
        if found is not None:
            return found
    return value


def unpaired(value: object) -> object:
    """Make an object of a printed ``OrderedDict``; anything else is given back as it is."""
    return {str(name): entry for name, entry in value} if _is_pairs(value) else value


def _is_pairs(value: object) -> TypeGuard[list[tuple[str, object]]]:
    """Whether a value is a printed ``OrderedDict``: names, each with its entry."""
    pairs = value if isinstance(value, list) else []
    of_two = bool(pairs) and all(isinstance(pair, list) and len(pair) == 2 for pair in pairs)
    return of_two and all(isinstance(name, str) and isinstance(entry, list | Mapping) for name, entry in pairs)


def _by_pandas(value: Mapping[str, object]) -> object | None:
    """Read what ``DataFrame.to_json`` writes with ``orient="split"`` or ``"table"``."""
    columns, data = value.get("columns"), value.get("data")
    if not isinstance(data, list) or not data:
        return None
    if isinstance(value.get("schema"), Mapping):
        return data
    if not isinstance(columns, list) or not all(isinstance(row, list) and len(row) == len(columns) for row in data):
        return None
    return {str(name): [row[place] for row in data] for place, name in enumerate(columns)}


def _by_epoch(value: Mapping[str, object]) -> object | None:
    """Read an object that has a key an epoch; a number with ``e`` or nothing is one where losses fall."""
    numbered = [(_EPOCH_KEY.fullmatch(str(key).strip()), entry) for key, entry in value.items()]
    rows = {int(key[2]): entry for key, entry in numbered if key and isinstance(entry, Mapping) and _is_measured(entry)}
    in_order = [rows[number] for number in sorted(rows)]
    if len(rows) < len(value):
        return None
    if any(names.is_epoch(str(key)) for row in in_order for key in row):
        return in_order
    if not all(key and key[1] for key, _ in numbered) and not _is_course(in_order):
        return None
    return [{"epoch": number, **rows[number]} for number in sorted(rows)]


def _is_course(rows: Sequence[Mapping[str, object]]) -> bool:
    """Whether rows are too many for folds or classes, or validated ones whose loss falls from each to the next."""
    if len(rows) > _MOST_FOLDS:
        return True
    columns = columns_of_rows(rows)
    trained = [cells for name, cells in columns.items() if names.is_loss(name) and not names.is_validation(name)]
    falls = any(all(map(_falls, pairwise(cells))) for cells in trained)
    return len(rows) >= _FEWEST_FALLING and falls and any(map(names.is_validation, columns))


def _falls(pair: tuple[object, object]) -> bool:
    before, after = pair
    return isinstance(before, int | float) and isinstance(after, int | float) and after < before


def _is_measured(row: Mapping[str, object]) -> bool:
    """Whether an object holds single metrics, phases of them or metrics by phase, and no list of one."""
    inner = [entry for key, entry in row.items() if phase_of(key) and isinstance(entry, Mapping)]
    cells = [cell for one in (row, *inner) for key, cell in one.items() if names.is_metric(str(key))]
    told = [[*cell.values()] if isinstance(cell, Mapping) and all(map(phase_of, cell)) else [cell] for cell in cells]
    return any(told) and all(type(cell) in (int, float) for one in told for cell in one)


def _by_fold(value: Mapping[str, object]) -> object | None:
    """Read ``{"loss": {"fold1": […], "fold2": […]}, …}``: metrics of the same names, each of a list; no list beside."""
    entries = {name: entry for name, entry in value.items() if names.is_metric(name) and _holds_curves(entry)}
    folds = next(iter(entries.values()), {}).keys()
    beside = [entry for name, entry in value.items() if name not in entries]
    if not folds or any(entry.keys() != folds for entry in entries.values()):
        return None
    if any(map(phase_of, folds)) or any(isinstance(one, list) or _holds_curves(one) for one in beside):
        return None
    return {fold: {name: entry[fold] for name, entry in entries.items()} for fold in folds}


def _holds_curves(entry: object) -> TypeGuard[Mapping[str, list[object]]]:
    """Whether an entry is an object of nothing but lists of numbers."""
    cells = entry.values() if isinstance(entry, Mapping) else ()
    return bool(cells) and all(map(is_list, cells))


def join_phases(shapes: Sequence[Shape]) -> Sequence[Shape]:
    """Join histories whose paths differ in a phase alone: ``training/label`` and ``validation/label``."""
    grouped: dict[tuple[str, ...], list[Shape]] = {}
    for shape in shapes:
        grouped.setdefault(tuple(key for key in shape.path if not _part(key)), []).append(shape)
    return [joined for rest, group in grouped.items() for joined in _join(rest, group)]


def _join(rest: tuple[str, ...], group: Sequence[Shape]) -> Sequence[Shape]:
    words = [part for shape in group for part in map(_part, shape.path) if part]
    if len(group) < 2 or len(words) != len(group) or len(set(words)) < len(words):
        return group
    phases = marks(words)
    columns = {
        in_phase(name, phases[word]): cells
        for word, shape in zip(words, group, strict=True)
        for name, cells in shape.columns.items()
    }
    return [Shape(columns, rest)]


def _part(key: str) -> str:
    """What of a key names a phase: ``val``, also of ``val_log``; empty if nothing does."""
    return next(filter(phase_of, (key, phase_word(key))), "")
