"""What a rule is, once its file has been read and found correct. Data only."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from trainlog_doctor.record import dataclass, replace

if TYPE_CHECKING:
    from trainlog_doctor.engine.condition import Condition
    from trainlog_doctor.engine.expectation import RuleTest
    from trainlog_doctor.i18n import Text

Severity: TypeAlias = Literal["info", "warning", "error"]
Confidence: TypeAlias = Literal["low", "medium", "high"]
Texts: TypeAlias = Mapping[str, tuple[str, ...]]
"""The same list of sentences by language code."""

SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
CONFIDENCES: tuple[Confidence, ...] = ("low", "medium", "high")


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


@dataclass(frozen=True)
class Rule:
    """One diagnosis: thresholds, predicates, condition, texts in each language, tests.

    Attributes
    ----------
    confidence
        What is known of its precision; single findings may have less (see ``engine.confidence``).
    min_epochs
        Shorter runs are not judged.
    long_epochs
        Shorter runs lower the confidence; 0 stands for twice ``min_epochs``.
    suppresses, suppressed_by
        Codes of the rules that it explains, and of those that explain it.
    """

    id: str
    name: str
    severity: Severity
    confidence: Confidence
    params: Mapping[str, Param]
    detect: Mapping[str, Predicate]
    condition: Condition
    message: Text
    advice: Texts
    explain: Text
    false_positives: Texts
    references: tuple[str, ...]
    tests: tuple[RuleTest, ...]
    title: Text
    tags: tuple[str, ...] = ()
    min_epochs: int = 1
    long_epochs: int = 0
    suppresses: tuple[str, ...] = ()
    suppressed_by: tuple[str, ...] = ()
    extends: str = ""
    path: str = ""

    @property
    def roles(self) -> frozenset[str]:
        """Roles that the predicates look at."""
        return frozenset(role for predicate in self.detect.values() for role in predicate.of)

    @property
    def sure_epochs(self) -> int:
        """Length from which on a run counts as long."""
        return self.long_epochs or 2 * self.min_epochs

    def without_texts(self) -> Rule:
        """The same rule without what people read, which is most of it, and without its place: enough to judge by.

        Its predicates are made: what they are written as takes more bytes, and every process would make its own.
        """
        params = {name: replace(param, doc={}, source={}) for name, param in self.params.items()}
        told = replace(self, title={}, message={}, advice={}, explain={}, false_positives={}, references=())
        return replace(told, params=params, detect=dict(self.detect), tests=(), path="")

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """The predicates with the parameters in force, by name."""
        return {name: _filled(predicate, self.params) for name, predicate in self.detect.items()}


def _filled(predicate: Predicate, params: Mapping[str, Param]) -> Measure:
    arguments = {name: _plain(value, params) for name, value in predicate.arguments.items()}
    key = repr((predicate.stat, predicate.of, *sorted(arguments.items())))
    threshold = float(_plain(predicate.threshold, params))
    return Measure(key, predicate.of, predicate.stat, arguments, predicate.comparison, threshold)


def _plain(value: Value, params: Mapping[str, Param]) -> float | str:
    return params[value.param].default if isinstance(value, Reference) else value
