"""The ``tests`` part of a rule: short runs and what the rule must say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.expectation import Expectation, RuleTest
from trainlog_doctor.engine.loading.circumstances import read_circumstances
from trainlog_doctor.engine.loading.nodes import ScalarNode
from trainlog_doctor.engine.loading.values import (
    LANGUAGES,
    count_of,
    fields,
    list_of,
    number_of,
    text_of,
    word_of,
)
from trainlog_doctor.engine.notation import NotationError, read_series

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.loading.nodes import Faults, Node

OUTCOMES = ("fires", "clear", "skipped")


def read_tests(node: Node | None, faults: Faults) -> tuple[RuleTest, ...]:
    """Read every test of a rule; a rule without a firing and a clear test is at fault."""
    tests = tuple(test for item in list_of(node, faults) if (test := _test(item, faults)))
    if node is not None:
        for outcome in ("fires", "clear"):
            if not any(test.expects.outcome == outcome for test in tests):
                faults.add("untested", node.place, outcome=outcome)
        named = [test.name for test in tests]
        for name in sorted({name for name in named if named.count(name) > 1}):
            faults.add("duplicate_test", node.place, given=name)
    return tests


def _test(node: Node, faults: Faults) -> RuleTest | None:
    given = fields(node, faults, ("name", "series"), (*OUTCOMES, "run", "known_miss"))
    outcomes = [key for key in OUTCOMES if key in given]
    if len(outcomes) != 1:
        faults.add("one_outcome", node.place, legal=list(OUTCOMES), count=len(outcomes))
        return None
    series = {name: _series(value, faults) for name, value in fields(given.get("series"), faults).items()}
    miss = word_of(given.get("known_miss"), ("true", "false"), faults) == "true"
    expects = _expectation(outcomes[0], given[outcomes[0]], faults)
    run = read_circumstances(given.get("run"), faults)
    return RuleTest(text_of(given.get("name"), faults), series, expects, miss, node.place.line, run)


def _series(node: Node, faults: Faults) -> str:
    text = text_of(node, faults) if isinstance(node, ScalarNode) else "[…]"
    try:
        read_series(text)
    except NotationError as error:
        faults.add("bad_series", node.place, token=error.token)
    return text


def _expectation(outcome: str, node: Node, faults: Faults) -> Expectation:
    if outcome == "skipped":
        return Expectation("skipped", skipped=text_of(node, faults))
    if outcome == "clear":
        word_of(node, ("true",), faults)
        return Expectation("clear")
    given = fields(node, faults, (), ("epochs", "evidence", "contains"))
    evidence = {key: number_of(value, faults) for key, value in fields(given.get("evidence"), faults).items()}
    contains = fields(given.get("contains"), faults, (), LANGUAGES)
    return Expectation(
        "fires",
        epochs=_epochs(given, faults),
        evidence={key: found[0] for key, found in evidence.items() if found},
        contains={code: text_of(value, faults) for code, value in contains.items()},
    )


def _epochs(given: Mapping[str, Node], faults: Faults) -> tuple[int, int] | None:
    node = given.get("epochs")
    match [count_of(item, faults) for item in list_of(node, faults)]:
        case [int(first), int(last)]:
            return first, last
        case found if node is not None and None not in found:
            faults.add("two_epochs", node.place)
    return None
