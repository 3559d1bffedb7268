"""Words that say which part of a training a row is of: ``train``, ``val``, ``test``."""

from __future__ import annotations

FIELDS = frozenset({"mode", "phase", "split", "stage", "subset", "partition"})
"""Names of what holds such a word."""

DOUBTFUL_FIELDS = frozenset({"set", "type", "dataset", "data", "part", "kind"})
"""Names of what may as well hold something else."""

TRAINING = "train"
_PHASES = {
    **dict.fromkeys(("train", "training", "tr"), TRAINING),
    **dict.fromkeys(("val", "valid", "validation", "dev"), "val"),
    **dict.fromkeys(("test", "testing"), "test"),
    **dict.fromkeys(("eval", "evaluation"), "eval"),
}


def phase_of(cell: object) -> str | None:
    """Tell the phase that a cell names, in one word each; None if it names none."""
    return _PHASES.get(cell.strip().lower()) if isinstance(cell, str) else None


def in_phase(name: str, phase: str) -> str:
    """Name a metric of a phase as Keras does: bare for training, ``val_`` for validation."""
    return name if phase == TRAINING else f"{phase}_{name}"
