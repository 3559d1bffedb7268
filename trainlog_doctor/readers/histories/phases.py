"""Words that say which part of a training something is of: ``train``, ``val``, ``test``; and how metrics tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.labels import names_trainings

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIELDS = frozenset({"mode", "phase", "split", "stage", "subset", "partition"})
"""Names of what holds such a word."""

_DOUBTFUL_FIELDS = frozenset({"set", "type", "dataset", "data", "part", "kind"})
"""Names of what may as well hold something else."""

TRAINING, VALIDATION = "train", "val"
_PHASES = {
    **dict.fromkeys(names.TRAINING_WORDS, TRAINING),
    **dict.fromkeys(("val", "valid", "validation", "dev"), VALIDATION),
    **dict.fromkeys(("test", "testing"), "test"),
    **dict.fromkeys(("eval", "evaluation"), "eval"),
}


def phase_of(cell: object) -> str | None:
    """Tell the phase that a cell or a key names, in one word each; None if it names none."""
    return _PHASES.get(cell.strip().lower()) if isinstance(cell, str) else None


def names_phase(name: str) -> bool:
    """Whether a metric's name begins with its phase: ``train_loss``, ``val_loss``."""
    return phase_of("".join(names.words(name)[:1])) is not None


def in_phase(name: str, phase: str) -> str:
    """Name a metric of a phase as Keras does: bare for training, ``val_`` for validation.

    What names its own phase stays.
    """
    return name if phase == TRAINING or names_phase(name) else f"{phase}_{name}"


def part_phases(columns: dict[str, list[object]]) -> dict[str, list[object]]:
    """Give each metric a column a phase, empty in the rows of others, where a column says the phase of each row.

    What stands beside the metrics (time, memory) is kept for training only, so that one phase never overwrites another.

    Parameters
    ----------
    columns
        Column name to its cells, all equally long; a row whose phase is not said keeps its names.
    """
    field = next((name for name, cells in columns.items() if _says_phases(name, cells)), None)
    if field is None:
        return columns
    phases = [_phase_in(cell, field) for cell in columns[field]]
    parted: dict[str, list[object]] = {}
    for name, cells in columns.items():
        if name != field:
            parted |= _parted(name, cells, phases)
    return parted


def _says_phases(name: str, cells: Sequence[object]) -> bool:
    return name.strip().lower() in _FIELDS | _DOUBTFUL_FIELDS and any(map(phase_of, cells))


def _phase_in(cell: object, field: str) -> str:
    """Tell the phase of a row; other words are phases too where nothing else can stand in the field."""
    known = phase_of(cell)
    other = isinstance(cell, str) and field.strip().lower() in _FIELDS and cell.strip().lower()
    return known or other or TRAINING


def _parted(name: str, cells: list[object], phases: Sequence[str]) -> dict[str, list[object]]:
    if names.is_counter(name) or names_trainings(name) or names_phase(name):
        return {name: cells}
    logged = dict.fromkeys(phase for phase, cell in zip(phases, cells, strict=True) if cell not in (None, ""))
    kept = [TRAINING] if TRAINING in logged and names.is_beside(name) else logged
    return {
        in_phase(name, phase): [cell if own == phase else None for cell, own in zip(cells, phases, strict=True)]
        for phase in kept
    }
