"""The ``detect`` part of a rule: named predicates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.loading.nodes import Faults, ListNode, Node, Place, ScalarNode
from trainlog_doctor.engine.loading.values import fields, number_of, place_of, text_of, word_of
from trainlog_doctor.engine.predicate import Param, Predicate, Reference, Value
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
    node: Node | None, params: Mapping[str, Param], vocabulary: Vocabulary, faults: Faults
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


def _predicate(name: str, node: Node, params: Mapping[str, Param], vocabulary: Vocabulary, faults: Faults) -> Predicate:
    given = dict(fields(node, faults, ("of", "stat")))
    comparisons = [key for key in given if key in COMPARISONS]
    if len(comparisons) != 1:
        faults.add("one_comparison", node.place, legal=list(COMPARISONS), count=len(comparisons))
    if len(comparisons) != 1 or not {"of", "stat"} <= given.keys():
        return Predicate(name, (), "", {}, "", 0.0)
    threshold = _value(given.pop(comparisons[0]), params, faults, words=False)
    of = _roles(given.pop("of"), vocabulary, faults)
    stat = word_of(given.pop("stat"), vocabulary.statistics, faults)
    arguments = {key: _value(value, params, faults) for key, value in given.items()}
    if stat:
        _check_inputs(vocabulary.statistics[stat], of, node, faults)
        _check_arguments(vocabulary.statistics[stat].arguments, arguments, params, node, faults)
    return Predicate(name, of, stat, arguments, comparisons[0], threshold)


def _roles(node: Node, vocabulary: Vocabulary, faults: Faults) -> tuple[str, ...]:
    nodes = node.items if isinstance(node, ListNode) else (node,)
    return tuple(word_of(item, vocabulary.roles, faults, "unknown_role") for item in nodes)


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


def _check_inputs(statistic: Statistic, of: tuple[str, ...], node: Node, faults: Faults) -> None:
    if len(of) != statistic.inputs:
        faults.add("wrong_inputs", place_of(node, "of"), stat=statistic.name, count=statistic.inputs, given=len(of))


def _check_arguments(
    known: Mapping[str, Argument],
    given: Mapping[str, Value],
    params: Mapping[str, Param],
    node: Node,
    faults: Faults,
) -> None:
    missing = [key for key, argument in known.items() if argument.default is None and key not in given]
    if missing:
        faults.add("missing_key", node.place, keys=missing)
    for key, value in given.items():
        place, argument = place_of(node, key), known.get(key)
        if argument is None:
            legal = [*known, *COMPARISONS]
            faults.add("unknown_key", place, key=key, legal=legal, near=suggestion(key, legal))
        elif isinstance(value, Reference) and argument.kind == "count":
            _check_count(key, value, params, place, faults)
        elif not _fits(argument, value):
            faults.add(f"takes_{argument.kind}", place, key=key, legal=argument.words)


def _check_count(key: str, value: Reference, params: Mapping[str, Param], place: Place, faults: Faults) -> None:
    """A parameter that counts epochs must stay a count whatever a project sets it to."""
    param = params.get(value.param)
    if param and (param.minimum is None or param.minimum < 1 or param.default % 1 > 0):
        faults.add("count_param", place, key=key, given=f"${value.param}")


def _fits(argument: Argument, value: Value) -> bool:
    if argument.kind == "word":
        return value in argument.words
    if argument.kind == "count":
        return isinstance(value, float) and value >= 1 and not value % 1
    return not isinstance(value, str)
