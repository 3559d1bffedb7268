"""What a statistic is: a pure function over one or more series, with its declaration. Its module needs no more."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from trainlog_doctor.engine.series import Series
from trainlog_doctor.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Argument", "ArgumentKind", "Measurement", "Series", "Statistic"]

ArgumentKind: TypeAlias = Literal["count", "number", "word"]


class Measurement(NamedTuple):
    """A statistic's result; a tuple, since a hundred of them are made for every run of a sweep.

    Attributes
    ----------
    value
        What is compared with the threshold.
    epochs
        First and last epoch (1-based) that the value speaks of; None where it speaks of none in particular.
    fields
        The further values that the statistic declares.
    """

    value: float
    epochs: tuple[int, int] | None = None
    fields: Mapping[str, float | int | str] = {}


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a statistic: what may be given, and its default (None: must be given)."""

    kind: ArgumentKind
    default: float | str | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Statistic:
    """A statistic's declaration.

    Attributes
    ----------
    compute
        A function of the statistic's name. It is called with the series (one or two, positional) and the arguments by
        name; None means that the series do not allow an answer.
    inputs
        Number of series.
    points
        Finite points that each series must have.
    arguments
        By name.
    fields
        Names of the placeholders beyond ``value`` and ``metric`` that a measurement carries.
    units
        Which of ``value`` and the fields are values of a column or differences of such, and the field that names the
        column; the others are ratios, counts, epochs.
    logged
        Whether ``value`` is one that stands in the log, and not worked out of several.
    required
        How many of the inputs, from the first on, must be in the log; ``compute`` is given None for a missing other.
        None stands for all.
    lacks
        Why ``compute`` gave no answer, as a key of the catalogue topic ``reasons``.
    """

    compute: Callable[..., Measurement | None]
    inputs: int = 1
    points: int = 1
    arguments: Mapping[str, Argument] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    logged: bool = False
    required: int | None = None
    lacks: str = "not_computable"

    @property
    def name(self) -> str:
        """As rule files write it."""
        return self.compute.__name__

    @cached_property
    def defaults(self) -> dict[str, float | str]:
        """Arguments that a rule may leave out."""
        return {name: argument.default for name, argument in self.arguments.items() if argument.default is not None}
