"""What a rule measures and compares, and the thresholds that it names. Data only."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from trainlog_doctor.i18n import Text


@dataclass(frozen=True, slots=True)
class Param:
    """A threshold that projects may override.

    Attributes
    ----------
    default
        Its value; a percentage is stored as a fraction.
    doc
        What it is, in each language.
    source
        Where the default comes from, in each language: a link (the same in all), or how it was measured.
    minimum, maximum
        Bounds of a legal override; None for none.
    percent
        Whether the file writes it with a percent sign.
    shipped, origin
        Where a project overrides it: the rule file's own value, and where the override was made.
    """

    default: float
    doc: Text
    source: Text
    minimum: float | None = None
    maximum: float | None = None
    percent: bool = False
    shipped: float | None = None
    origin: str = ""

    def admits(self, value: float) -> bool:
        """Whether a value lies within the bounds."""
        low = self.minimum is None or value >= self.minimum
        return low and (self.maximum is None or value <= self.maximum)


@dataclass(frozen=True, slots=True)
class Reference:
    """A value in ``detect`` that stands for a parameter (``$patience``)."""

    param: str


Value: TypeAlias = float | str | Reference


@dataclass(frozen=True, slots=True)
class Predicate:
    """One named measurement and its comparison.

    Attributes
    ----------
    of
        Roles of the series it measures, one or two.
    stat
        Name of the statistic.
    arguments
        The statistic's own arguments.
    comparison, threshold
        For instance ``gte`` and a number: the predicate holds when ``value >= threshold``.
    """

    name: str
    of: tuple[str, ...]
    stat: str
    arguments: Mapping[str, Value]
    comparison: str
    threshold: Value


@dataclass(frozen=True, slots=True)
class Measure:
    """A predicate with its parameters filled in.

    Attributes
    ----------
    key
        Stands for statistic, roles and arguments: predicates with equal keys have equal values. That of a rule is text,
        whose hash is computed once.
    """

    key: Hashable
    of: tuple[str, ...]
    stat: str
    arguments: Mapping[str, float | str]
    comparison: str
    threshold: float


def filled(predicate: Predicate, params: Mapping[str, Param]) -> Measure:
    """Put the parameters in force into a predicate."""
    arguments = {name: _plain(value, params) for name, value in predicate.arguments.items()}
    key = repr((predicate.stat, predicate.of, *sorted(arguments.items())))
    threshold = float(_plain(predicate.threshold, params))
    return Measure(key, predicate.of, predicate.stat, arguments, predicate.comparison, threshold)


def _plain(value: Value, params: Mapping[str, Param]) -> float | str:
    return params[value.param].default if isinstance(value, Reference) else value
