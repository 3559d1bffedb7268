"""What a run's course is told by: stretches of epochs, as codes and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from trainlog_doctor.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

Datum: TypeAlias = "float | int | str"
"""What a placeholder of a sentence stands for."""

PhaseKind: TypeAlias = Literal[
    "learning",  # validation (or, without validation, training) improves
    "jittery",  # improves on the whole, but jumps from epoch to epoch
    "plateau",  # nothing improves
    "worsening",  # nothing improves, the curve gets clearly worse, and no rule says why
    "stuck",  # at the chance level from the beginning
    "overconfident",  # val_loss rises, the score holds
    "overfitting",  # val_loss rises, the score falls or is not logged
    "gap",  # training improves, validation does not follow and does not rise
    "oscillating",  # the training loss itself swings
    "diverging",  # the training loss rises
    "nonfinite",  # NaN or infinite
]


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of epochs that a person would tell as one sentence.

    Attributes
    ----------
    first, last
        Epochs, 1-based, inclusive; phases follow each other without gaps or overlaps.
    data
        Placeholders of the catalogue's sentence ``phases.<kind>``.
    """

    kind: PhaseKind
    first: int
    last: int
    data: Mapping[str, Datum] = field(default_factory=dict)
