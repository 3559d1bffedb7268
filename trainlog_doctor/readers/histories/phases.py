"""Words that say which part of a training something is of: ``train``, ``val``, ``test``; and how metrics tell it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def marks(words: Iterable[str]) -> dict[str, str]:
    """Give each word that names a phase this phase, and its own where several would have one: ``dev`` and ``val``."""
    found = {word: phase for word in words if (phase := phase_of(word))}
    shared = Counter(found.values())
    return {word: phase if shared[phase] == 1 else word.strip().lower() for word, phase in found.items()}
