"""Whether columns of a document are those of a training, and not of settings, an evaluation or a sweep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice, pairwise

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.numbers import number
from trainlog_doctor.readers.histories.trials import is_label
from trainlog_doctor.readers.json_history.shapes import Shape

CURVE_WORDS = names.word_set("history hist curve train training val valid validation")
_SETTING_WORDS = names.word_set("weight weights function fn type name coef scale threshold ratio alpha beta margin")
_FEWEST_POINTS = 3
_FEWEST_PLACES, _EVEN, _LARGEST = 4, 1e-6, 1e100
"""Of an axis: fewer numbers are evenly spaced by chance; steps are equal up to rounding; larger ones are none."""
_PROGRESS = names.word_set("epoch epochs seen tokens")
"""Words for how far a training has come: ``epoch_history``, ``examples_seen``."""


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
    """Whether the first column was laid out evenly, as years or shares of noise are, and is none of a training's.

    What begins at 0, 1 or its own step and goes on in whole numbers may count epochs, whatever its name.
    """
    name, cells = next(iter(columns.items()))
    if any(map(names.is_counter, columns)) or not _is_strange(name) or names.names_side(name):
        return False
    numbers = [cell for cell in cells if isinstance(cell, int | float) and abs(cell) < _LARGEST]
    if len(numbers) < len(cells) or len(cells) < _FEWEST_PLACES:
        return False
    steps = [after - before for before, after in pairwise(numbers)]
    even = steps[0] != 0 and all(abs(step - steps[0]) <= _EVEN * abs(steps[0]) for step in steps)
    return even and not (steps[0] % 1 == 0 and numbers[0] in (0, 1, steps[0]))


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
    said = not CURVE_WORDS.isdisjoint(names.words(name)) or name.lower().endswith("losses")
    return names.is_loss(name) and said and len(fractions) == _FEWEST_POINTS


def final_values(value: object) -> Shape | None:
    """Read an object of nothing but single metrics, with both ``loss`` and ``val_loss``: a history of one epoch.

    What counts further is what a longer training reached in the end, as trackers sum it up.
    """
    if not isinstance(value, Mapping) or not {"loss", "val_loss"} <= value.keys():
        return None
    for name, cell in value.items():
        try:
            reached = number(cell)
        except ValueError:
            return None
        if not (names.is_metric(str(name)) or names.is_beside(str(name))):
            return None
        if names.is_counter(str(name)) and reached is not None and reached > 1:
            return None
    return Shape({str(name): [cell] for name, cell in value.items()})
