"""Parts of a training that stand apart: histories of one part each, or lists that are called by their part alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.phases import TRAINING, VALIDATION, in_phase, marks, phase_of
from trainlog_doctor.readers.json_history.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FEWEST_EPOCHS = 3


def by_phase(value: Mapping[str, object]) -> object | None:
    """Name the lists of ``{"train": […], "val": […]}`` as losses; None unless the document shows that they are.

    Both must have a number an epoch, with fractions, of which the training's end below their beginning, as no score
    does; and something beside them must speak of a training: a metric's list of the same length, or a word on epochs.
    """
    training, validation = (_only(value, phase) for phase in (TRAINING, VALIDATION))
    if training is None or validation is None:
        return None
    falling, other = value[training], value[validation]
    if not (_is_curve(falling) and _is_curve(other) and len(falling) == len(other) and falling[-1] < falling[0]):
        return None
    if not any(_speaks_of_training(str(key), cells, len(falling)) for key, cells in value.items()):
        return None
    return {{training: "loss", validation: "val_loss"}.get(key, key): cells for key, cells in value.items()}


def _only(value: Mapping[str, object], phase: str) -> str | None:
    found = [key for key in value if phase_of(key) == phase]
    return found[0] if len(found) == 1 else None


def _is_curve(cells: object) -> TypeGuard[list[float]]:
    """Whether cells are numbers with fractions, as counts and the numbers of samples have none."""
    if not isinstance(cells, list) or len(cells) < _FEWEST_EPOCHS or {*map(type, cells)} != {float}:
        return False
    return not any(cell.is_integer() for cell in cells[:_FEWEST_EPOCHS])


def _speaks_of_training(name: str, cells: object, epochs: int) -> bool:
    if not {"epoch", "epochs"}.isdisjoint(names.words(name)):
        return True
    return names.is_metric(name) and isinstance(cells, list) and len(cells) == epochs


def join_phases(shapes: Sequence[Shape]) -> Sequence[Shape]:
    """Join histories whose paths differ in a phase alone: ``training/label`` and ``validation/label``."""
    grouped: dict[tuple[str, ...], list[Shape]] = {}
    for shape in shapes:
        grouped.setdefault(tuple(key for key in shape.path if phase_of(key) is None), []).append(shape)
    return [joined for rest, group in grouped.items() for joined in _join(rest, group)]


def _join(rest: tuple[str, ...], group: Sequence[Shape]) -> Sequence[Shape]:
    words = [key for shape in group for key in shape.path if phase_of(key)]
    if len(group) < 2 or len(words) != len(group) or len(set(words)) < len(words):
        return group
    phases = marks(words)
    columns = {
        in_phase(name, phases[word]): cells
        for word, shape in zip(words, group, strict=True)
        for name, cells in shape.columns.items()
    }
    return [Shape(columns, rest)]
