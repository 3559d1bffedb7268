"""Words that say which part of a training something is of: ``train``, ``val``, ``test``; and how metrics tell it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeGuard, TypeVar

from trainlog_doctor.readers.histories import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_Cells = TypeVar("_Cells")

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

_FEWEST_EPOCHS = 3


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


def by_phase(value: Mapping[str, _Cells]) -> dict[str, _Cells] | None:
    """Name the lists of ``{"train": […], "val": […]}`` as losses; None unless the document shows that they are.

    Both must have a number an epoch, with fractions, of which the training's end below their beginning, as no score
    does; and something beside them must speak of a training: a metric's list of the same length, or a word on epochs.
    Beside a loss they are of something else.
    """
    training, validation = (_only(value, phase) for phase in (TRAINING, VALIDATION))
    if training is None or validation is None or any(map(names.is_loss, map(str, value))):
        return None
    falling, other = value[training], value[validation]
    if not (falls(falling) and _is_curve(other) and len(falling) == len(other)):
        return None
    if not any(_speaks_of_training(str(key), cells, len(falling)) for key, cells in value.items()):
        return None
    return {{training: "loss", validation: "val_loss"}.get(key, key): cells for key, cells in value.items()}


def _only(value: Mapping[str, object], phase: str) -> str | None:
    found = [key for key in value if phase_of(key) == phase]
    return found[0] if len(found) == 1 else None


def falls(cells: object) -> TypeGuard[list[float]]:
    """Whether cells are a curve whose end is below its beginning."""
    return _is_curve(cells) and cells[-1] < cells[0]


def _is_curve(cells: object) -> TypeGuard[list[float]]:
    """Whether cells are numbers with fractions, as counts and the numbers of samples have none."""
    if not isinstance(cells, list) or len(cells) < _FEWEST_EPOCHS or {*map(type, cells)} != {float}:
        return False
    return not any(cell.is_integer() for cell in cells[:_FEWEST_EPOCHS])


def _speaks_of_training(name: str, cells: object, epochs: int) -> bool:
    if names.is_counter(name) or not {"epoch", "epochs"}.isdisjoint(names.words(name)):
        return True
    return names.is_metric(name) and isinstance(cells, list) and len(cells) == epochs
