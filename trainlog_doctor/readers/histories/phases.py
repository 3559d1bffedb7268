"""Words that say which part of a training a row is of: ``train``, ``val``, ``test``."""

from __future__ import annotations

from trainlog_doctor.readers.histories import names

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


def names_phase(name: str) -> bool:
    """Whether a metric's name begins with its phase: ``train_loss``, ``val_loss``."""
    return phase_of("".join(names.words(name)[:1])) is not None


def in_phase(name: str, phase: str) -> str:
    """Name a metric of a phase as Keras does: bare for training, ``val_`` for validation; what names its own stays."""
    return name if phase == TRAINING or names_phase(name) else f"{phase}_{name}"
