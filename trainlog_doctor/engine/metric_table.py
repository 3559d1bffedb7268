"""What is known of metrics by their names: the roles, the families of scores, the marks of both sides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from trainlog_doctor.record import dataclass

Better: TypeAlias = Literal["lower", "higher"]


@dataclass(frozen=True, slots=True)
class RoleColumn:
    """A column in a role.

    Attributes
    ----------
    name
        The column's name in the frame.
    better
        Direction in which it improves; None where the name does not tell and nobody said.
    """

    name: str
    better: Better | None


Roles: TypeAlias = Mapping[str, RoleColumn]
"""Role (``loss``, ``val_loss``, ``score``, ``lr``, ``val_f1`` …) to its column; absent roles are absent."""


@dataclass(frozen=True, slots=True)
class Family:
    """Metrics that mean the same: ``accuracy``, ``acc``, ``binary_accuracy``.

    Attributes
    ----------
    names
        Lower-case names without any training or validation mark, in the order of preference.
    """

    name: str
    better: Better
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class MetricTable:
    """Names by role.

    Attributes
    ----------
    fixed
        Role to the full column names that may play it, lower case, in the order of preference.
    validation, training
        Prefixes that mark a column's side, in the order in which they are tried.
    families
        In the order in which the score is looked for.
    """

    fixed: Mapping[str, tuple[str, ...]]
    validation: tuple[str, ...]
    training: tuple[str, ...]
    families: tuple[Family, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role that a rule may name; ``val_any`` is the first column on the validation side, of any kind."""
        sides = [mark + family.name for family in self.families for mark in ("", "val_")]
        return (*self.fixed, "score", "val_score", "val_any", *sides)
