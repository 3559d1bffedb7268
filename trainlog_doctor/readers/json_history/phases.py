"""Histories of the parts of one training, each with a path of its own: ``training/label`` and ``validation/label``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories.phases import in_phase, marks, phase_of
from trainlog_doctor.readers.json_history.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence


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
