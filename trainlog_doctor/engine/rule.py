"""What a rule is, once its file has been read and found correct. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from trainlog_doctor.engine.predicate import filled
from trainlog_doctor.record import dataclass, replace

if TYPE_CHECKING:
    from trainlog_doctor.engine.condition import Condition
    from trainlog_doctor.engine.expectation import RuleTest
    from trainlog_doctor.engine.predicate import Measure, Param, Predicate
    from trainlog_doctor.i18n import Text

Severity: TypeAlias = Literal["info", "warning", "error"]
Confidence: TypeAlias = Literal["low", "medium", "high"]
Texts: TypeAlias = Mapping[str, tuple[str, ...]]
"""The same list of sentences by language code."""

SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
CONFIDENCES: tuple[Confidence, ...] = ("low", "medium", "high")


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
        return {name: filled(predicate, self.params) for name, predicate in self.detect.items()}
