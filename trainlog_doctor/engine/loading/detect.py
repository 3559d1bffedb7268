"""The ``detect`` part of a rule: named predicates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.loading.nodes import Faults, ListNode, Node, ScalarNode
from trainlog_doctor.engine.loading.values import fields, number_of, place_of, text_of, word_of
from trainlog_doctor.engine.rule import Param, Predicate, Reference, Value
from trainlog_doctor.engine.spelling import suggestion
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from trainlog_doctor.engine.statistic import Argument, Statistic

COMPARISONS = ("gte", "lte", "gt", "lt")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What predicates may name."""

    statistics: Mapping[str, Statistic]
    roles: Collection[str]


def read_predicates(
    node: Node | None, params: Mapping[str, Param], vocabulary: Vocabulary | None, faults: Faults
) -> Mapping[str, Predicate]:
    """Read every predicate of a rule, and note parameters that none of them uses.

    A faulty predicate keeps its name, so that one mistake is not reported once more wherever the name is used.
    """
    if node is None:
        return {}
    before = len(faults.found)
    predicates = {
        name: _predicate(name, value, params, vocabulary, faults) for name, value in fields(node, faults).items()
    }
    used = {
        value.param
        for predicate in predicates.values()
        for value in [*predicate.arguments.values(), predicate.threshold]
        if isinstance(value, Reference)
    }
    unused = sorted(set(params) - used) if len(faults.found) == before else ()
    for name in unused:
        faults.add("unused_param", node.place, given=name)
    return predicates


def _predicate(
    name: str, node: Node, params: Mapping[str, Param], vocabulary: Vocabulary | None, faults: Faults
) -> Predicate:
    given = dict(fields(node, faults))
    comparisons = [key for key in given if key in COMPARISONS]
    missing = [key for key in ("of", "stat") if key not in given]
    for key in missing:
        faults.add("missing_key", node.place, key=key)
    if len(comparisons) != 1:
        faults.add("one_comparison", node.place, legal=list(COMPARISONS), count=len(comparisons))
    if missing or len(comparisons) != 1:
        return Predicate(name, (), "", {}, "", 0.0)
    threshold = _value(given.pop(comparisons[0]), params, faults, words=False)
    of = _roles(given.pop("of"), vocabulary, faults)
    stat_node = given.pop("stat")
    stat = text_of(stat_node, faults)
    arguments = {key: _value(value, params, faults) for key, value in given.items()}
    if vocabulary is not None:
        known = word_of(stat_node, vocabulary.statistics, faults)
        if known:
            _check_arguments(vocabulary.statistics[known], of, arguments, node, faults)
            _check_counts(vocabulary.statistics[known], arguments, params, node, faults)
    return Predicate(name, of, stat, arguments, comparisons[0], threshold)


def _roles(node: Node, vocabulary: Vocabulary | None, faults: Faults) -> tuple[str, ...]:
    nodes = node.items if isinstance(node, ListNode) else (node,)
    if vocabulary is None:
        return tuple(text_of(item, faults) for item in nodes)
    return tuple(word_of(item, vocabulary.roles, faults) for item in nodes)


def _value(node: Node, params: Mapping[str, Param], faults: Faults, *, words: bool = True) -> Value:
    text = text_of(node, faults)
    if text.startswith("$"):
        if text[1:] not in params:
            legal = [f"${name}" for name in params]
            faults.add("unknown_param", node.place, given=text, legal=legal, near=suggestion(text, legal))
        return Reference(text[1:])
    if words and isinstance(node, ScalarNode) and text[:1].isalpha():
        return text
    found = number_of(node, faults)
    return found[0] if found else 0.0


def _check_arguments(
    statistic: Statistic, of: tuple[str, ...], arguments: Mapping[str, Value], node: Node, faults: Faults
) -> None:
    if len(of) != statistic.inputs:
        faults.add("wrong_inputs", place_of(node, "of"), stat=statistic.name, count=statistic.inputs, given=len(of))
    for key, value in arguments.items():
        argument = statistic.arguments.get(key)
        if argument is None:
            legal = [*statistic.arguments, *COMPARISONS]
            faults.add("unknown_key", place_of(node, key), key=key, legal=list(legal), near=suggestion(key, legal))
        elif not _fits(argument, value):
            faults.add("wrong_argument", place_of(node, key), key=key, kind=argument.kind, legal=argument.words)
    for key, argument in statistic.arguments.items():
        if argument.default is None and key not in arguments:
            faults.add("missing_key", node.place, key=key)


def _check_counts(
    statistic: Statistic, arguments: Mapping[str, Value], params: Mapping[str, Param], node: Node, faults: Faults
) -> None:
    """A parameter that counts epochs must stay a count whatever a project sets it to."""
    for key, value in arguments.items():
        argument = statistic.arguments.get(key)
        param = params.get(value.param) if isinstance(value, Reference) else None
        if argument and argument.kind == "count" and param and (param.minimum is None or param.minimum < 1):
            faults.add("count_param", place_of(node, key), key=key, given=f"${value.param}")  # type: ignore[union-attr]


def _fits(argument: Argument, value: Value) -> bool:
    if argument.kind == "word":
        return value in argument.words
    return not isinstance(value, str) and not (
        argument.kind == "count" and isinstance(value, float) and (value < 1 or value % 1)
    )
