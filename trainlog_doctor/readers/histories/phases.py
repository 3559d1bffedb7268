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
    **dict.fromkeys(("val", "valid", "validation", "validate", "dev"), VALIDATION),
    **dict.fromkeys(("test", "testing"), "test"),
    **dict.fromkeys(("eval", "evaluation"), "eval"),
}


_OF_DATA = names.BESIDE_WORDS | names.word_set(
    "sample samples image images count counts n num index indices idx id ids"
)
"""What a part of the data has without being measured on it."""

_BESIDE_A_PHASE = frozenset({"epoch", "set"})
"""Words that say no more than the phase beside them: ``val_epoch``, ``Test set``."""


def phase_of(cell: object) -> str | None:
    """Tell the phase that a cell or a key names, in one word each; None if it names none."""
    if not isinstance(cell, str):
        return None
    return _PHASES.get(" ".join(word for word in names.words(cell) if word not in _BESIDE_A_PHASE))


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


def of_both_parts(found: Iterable[str]) -> bool:
    """Whether training and validation have something in common, whatever it is: ``train_total``, ``val_total``."""
    split = [names.words(name) for name in found]
    trained, validated = (
        {tuple(word for word in name if word not in part) for name in split if not part.isdisjoint(name)}
        for part in (names.TRAINING_WORDS, names.VALIDATION_WORDS)
    )
    return any(not _OF_DATA.issuperset(rest) for rest in trained & validated)
