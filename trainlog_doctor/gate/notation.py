"""Requirements as people type them, to rules of the engine: ``val_f1>=0.80``, ``best(val_loss)<0.3 and epochs>=10``.

There is no second language here: a comparison is read by the engine's loader as a predicate of a rule file is, and what
joins comparisons is the engine's condition.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from trainlog_doctor.engine.condition import Condition, ConditionSyntaxError, Not, names, parse
from trainlog_doctor.engine.loading.detect import Vocabulary, read_predicates
from trainlog_doctor.engine.loading.nodes import Faults, MapNode, Place
from trainlog_doctor.engine.pack import RUN_ROLE
from trainlog_doctor.engine.predicate import Param
from trainlog_doctor.engine.rule import Rule
from trainlog_doctor.errors import UsageError
from trainlog_doctor.gate.comparison import COMPARISON, KEPT, Comparison, comparison

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.predicate import Predicate

_MOST_CHARACTERS = 1000
_MOST_QUOTED = 60


class Requirement(NamedTuple):
    """A requirement, ready to be evaluated.

    Attributes
    ----------
    text
        As it was typed.
    rule
        Fires when the requirement does not hold.
    measures
        Name of each predicate to what was typed for it: ``best(val_loss)``.
    """

    text: str
    rule: Rule
    measures: Mapping[str, str]

    @property
    def series(self) -> tuple[str, ...]:
        """Names of the roles and columns that it looks at."""
        roles = (role for one in self.rule.detect.values() for role in one.of)
        return tuple(dict.fromkeys(role for role in roles if role != RUN_ROLE))


def read_requirement(text: str, place: Place) -> Requirement:
    """Read one requirement.

    Parameters
    ----------
    place
        Where it stands, for errors; columns are counted on from there.

    Raises
    ------
    UsageError
        With the first fault, at its place.
    """
    matches = list(COMPARISON.finditer(text)) if len(text) <= _MOST_CHARACTERS else []
    found = {f"p{number}": comparison(match) for number, match in enumerate(matches, start=1)}
    labels = iter(found)
    joined = COMPARISON.sub(lambda _: f" {next(labels)} ", text) if found else text
    condition = _condition(joined, found, text, place)
    params = {KEPT: kept(math.nan)} if any(one.at_kept_epoch for one in found.values()) else {}
    rule = _rule(text.strip(), params, _predicates(found, params, place), Not(condition))
    return Requirement(text.strip(), rule, {label: one.measure for label, one in found.items()})


def kept(epoch: float) -> Param:
    """Make the parameter that holds the epoch to keep; NaN where there is none."""
    return Param(epoch, {}, {}, minimum=1)


def _condition(joined: str, found: Mapping[str, Comparison], text: str, place: Place) -> Condition:
    try:
        condition = parse(joined[:_MOST_CHARACTERS])
    except ConditionSyntaxError as error:
        raise _unreadable(error.args[0], found, text, place) from error
    # A label that somebody typed is no comparison of ours.
    strange = list((Counter(names(condition)) - Counter(list(found))).elements())
    if strange:
        raise _unreadable(strange[0], found, text, place)
    return condition


def _unreadable(token: str, found: Mapping[str, Comparison], text: str, place: Place) -> UsageError:
    """Say where reading stopped."""
    rest = COMPARISON.sub(lambda match: " " * len(match[0]), text)
    at = found[token].start if token in found else max(0, rest.find(token) if token else _last_word(text))
    given = text[at : at + _MOST_QUOTED]
    return UsageError("gate.bad_require", path=place.path, line=place.line, column=place.column + at, given=given)


def _last_word(text: str) -> int:
    """Where the last word begins, for a text that ends too early."""
    bare = text.rstrip()
    return len(bare) - len(bare.split()[-1]) if bare else 0


def _predicates(found: Mapping[str, Comparison], params: Mapping[str, Param], place: Place) -> Mapping[str, Predicate]:
    # numpy comes with the statistics, which reading a settings file must not wait for.
    from trainlog_doctor.engine.statistics import STATISTICS

    faults = Faults()
    nodes = {label: one.node(place) for label, one in found.items()}
    vocabulary = Vocabulary(STATISTICS, {series for one in found.values() for series in one.series})
    predicates = read_predicates(MapNode(place, nodes, dict.fromkeys(nodes, place)), params, vocabulary, faults)
    if faults.found:
        raise UsageError(faults.found[0].key, **faults.found[0].data)
    return predicates


def _rule(text: str, params: Mapping[str, Param], detect: Mapping[str, Predicate], condition: Condition) -> Rule:
    return Rule(
        id=text,
        name="requirement",
        severity="error",
        confidence="high",
        params=params,
        detect=detect,
        condition=condition,
        message={},
        advice={},
        explain={},
        false_positives={},
        references=(),
        tests=(),
        title={},
    )
