"""Every test of every rule in ``rules/``, and whether those tests would notice if the rule were another one."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.engine.builders import builtin_pack
from trainlog_doctor.engine.condition import Junction, Not, names
from trainlog_doctor.engine.evaluate import evaluate_whole_and_outputs
from trainlog_doctor.engine.loading.texts import placeholders
from trainlog_doctor.engine.pack import Pack
from trainlog_doctor.engine.roles import assign
from trainlog_doctor.engine.sentences import advice, message
from trainlog_doctor.engine.statistics import STATISTICS
from trainlog_doctor.engine.testing import TestResult, run_tests, synthetic_run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.engine.condition import Condition
    from trainlog_doctor.engine.expectation import RuleTest
    from trainlog_doctor.engine.predicate import Predicate
    from trainlog_doctor.engine.rule import Rule

RULES = tuple(builtin_pack().rules.values())
RESULTS = run_tests(builtin_pack())

CODES = {
    "TD001": "non-finite-loss",
    "TD002": "divergence",
    "TD101": "overfit-metric-plateau",
    "TD102": "overfitting",
    "TD103": "train-val-gap",
    "TD104": "overfit-falling-score",
    "TD201": "oscillation",
    "TD202": "noisy-validation",
    "TD203": "loss-spike",
    "TD301": "stuck-at-chance",
    "TD302": "constant-metric",
    "TD303": "plateau",
    "TD304": "underfitting",
    "TD305": "still-improving",
    "TD401": "fit-evaluate-mismatch",
    "TD402": "val-better-than-train",
    "TD501": "best-weights-not-kept",
    "TD502": "monitor-problem",
    "TD503": "wasted-epochs",
    "TD601": "accuracy-on-regression",
    "TD602": "batchwise-f1",
    "TD603": "negative-loss",
    "TD604": "accuracy-paradox",
    "TD701": "resume-jump",
    "TD702": "interrupted",
    "TD801": "too-good-to-be-true",
    "TD901": "no-validation",
    "TD902": "too-short",
}
"""Every code there is or will be. Codes never change meaning and are never used again."""

INVERSE = {"gte": "lt", "lt": "gte", "lte": "gt", "gt": "lte"}


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: f"{result.rule}::{result.test}")
def test_rule(result: TestResult) -> None:
    assert result.passed, result.failures


def outcome(rule: Rule) -> tuple[object, ...]:
    """How all tests of a rule end."""
    pack = builtin_pack()
    return tuple(result.failures for result in run_tests(Pack({rule.id: rule}, pack.metrics, pack.version)))


def assert_noticed(rule: Rule, *mutants: Rule) -> None:
    """At least one of the rule's tests ends otherwise for one of the mutants."""
    real = tuple(result.failures for result in RESULTS if result.rule == rule.id)
    if all(outcome(mutant) == real for mutant in mutants):
        pytest.fail(f"no test of {rule.id} would notice", pytrace=False)


def with_predicate(rule: Rule, predicate: Predicate) -> Rule:
    return replace(rule, detect={**rule.detect, predicate.name: predicate})


def shared_parts(rule: Rule) -> tuple[Condition, ...]:
    """Parts of a condition that the rule which it extends has as well: that one's tests hold them."""
    if not rule.extends:
        return ()
    base = builtin_pack().rules[rule.extends].condition
    return base.parts if isinstance(base, Junction) else ()


def own_predicates(rule: Rule) -> list[Predicate]:
    """Predicates other than those of the rule which it extends, or named outside of its `shared_parts`."""
    base = builtin_pack().rules[rule.extends].detect if rule.extends else {}
    parts = rule.condition.parts if isinstance(rule.condition, Junction) else (rule.condition,)
    named = {name for part in parts if part not in shared_parts(rule) for name in names(part)}
    return [predicate for name, predicate in rule.detect.items() if name in named or base.get(name) != predicate]


def own_params(rule: Rule) -> list[str]:
    """Parameters of a rule other than those of the rule which it extends."""
    base = builtin_pack().rules[rule.extends].params if rule.extends else {}
    return [name for name, param in rule.params.items() if base.get(name) != param]


PREDICATES = [
    pytest.param(rule, predicate, id=f"{rule.id}-{predicate.name}")
    for rule in RULES
    for predicate in own_predicates(rule)
]


def test_there_are_rules_and_tests() -> None:
    assert len(RULES) >= 8
    assert {result.rule for result in RESULTS} == {rule.id for rule in RULES}


@pytest.mark.parametrize(("rule", "predicate"), PREDICATES)
def test_a_threshold_that_always_holds_is_noticed(rule: Rule, predicate: Predicate) -> None:
    limit = -math.inf if predicate.comparison in {"gte", "gt"} else math.inf
    assert_noticed(rule, with_predicate(rule, replace(predicate, threshold=limit)))


@pytest.mark.parametrize(("rule", "predicate"), PREDICATES)
def test_a_reversed_comparison_is_noticed(rule: Rule, predicate: Predicate) -> None:
    assert_noticed(rule, with_predicate(rule, replace(predicate, comparison=INVERSE[predicate.comparison])))


@pytest.mark.parametrize(
    ("rule", "name"), [pytest.param(rule, name, id=f"{rule.id}-{name}") for rule in RULES for name in own_params(rule)]
)
def test_each_parameter_is_held_by_a_test_near_it(rule: Rule, name: str) -> None:
    """Loosened or tightened to the half or the double, a threshold changes how at least one test ends."""
    param = rule.params[name]
    near = (replace(param, default=param.default * factor) for factor in (0.5, 2.0, -1.0))
    assert_noticed(rule, *(replace(rule, params={**rule.params, name: changed}) for changed in near))


def swapped(condition: Condition, known: tuple[Condition, ...] = ()) -> Iterator[Condition]:
    """The condition with one ``and`` made an ``or`` or the reverse, at each place in turn, known parts left alone."""
    if isinstance(condition, Not):
        yield from (Not(part) for part in swapped(condition.part))
    if isinstance(condition, Junction):
        yield replace(condition, word="or" if condition.word == "and" else "and")
        for at, part in enumerate(condition.parts):
            for changed in () if part in known else swapped(part):
                yield replace(condition, parts=(*condition.parts[:at], changed, *condition.parts[at + 1 :]))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_and_and_or_of_the_condition_is_noticed(rule: Rule) -> None:
    for changed in swapped(rule.condition, shared_parts(rule)):
        assert_noticed(rule, replace(rule, condition=changed))


def sentences_of(rule: Rule, test: RuleTest) -> tuple[str, ...]:
    """What a rule says in Chinese of one of its own firing tests."""
    pack = builtin_pack()
    run = synthetic_run(test.series, test.run)
    roles = assign(run.frame.columns, pack.metrics)
    (outcome,) = evaluate_whole_and_outputs(run, roles, Pack({rule.id: rule}, pack.metrics, pack.version))
    assert outcome.status == "fired"
    return (message(rule, outcome, roles, run)["zh"], *advice(rule, outcome, roles, run)["zh"])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
class TestEveryRule:
    def test_has_a_firing_and_a_clear_test(self, rule: Rule) -> None:
        assert {"fires", "clear"} <= {test.expects.outcome for test in rule.tests}

    def test_keeps_its_code_and_name(self, rule: Rule) -> None:
        assert CODES[rule.id] == rule.name
        assert Path(rule.path).name == f"{rule.id}-{rule.name}.yaml"

    def test_suppresses_only_codes_that_exist_or_are_reserved(self, rule: Rule) -> None:
        assert set(rule.suppresses) <= set(CODES) - {rule.id}
        assert len(set(rule.suppresses)) == len(rule.suppresses)

    def test_says_the_same_in_each_language(self, rule: Rule) -> None:
        for texts in (rule.title, rule.message, rule.explain):
            assert all(texts.values())
            assert len({placeholders(text) for text in texts.values()}) == 1
        for lists in (rule.advice, rule.false_positives):
            assert len({len(lines) for lines in lists.values()}) == 1
            assert all(line for lines in lists.values() for line in lines)

    def test_leaves_no_hole_in_what_it_tells(self, rule: Rule) -> None:
        """Chinese asks with a full-width question mark, so a half-width one is a value that was not there."""
        firing = [test for test in rule.tests if test.expects.outcome == "fires" and not test.known_miss]
        told = "".join(sentence for test in firing for sentence in sentences_of(rule, test))
        assert "?" not in told

    def test_documents_each_parameter(self, rule: Rule) -> None:
        assert all(all(param.source.values()) and all(param.doc.values()) for param in rule.params.values())

    def test_gives_references_as_links(self, rule: Rule) -> None:
        assert rule.references
        assert all(link.startswith("https://") for link in rule.references)


def test_names_are_unique_and_differ_from_codes() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)


def test_no_two_rules_suppress_each_other() -> None:
    pairs = {(rule.id, other) for rule in RULES for other in rule.suppresses}
    assert not {pair for pair in pairs if pair[::-1] in pairs}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_argument_is_stated_so_that_explain_needs_no_statistics(rule: Rule) -> None:
    for predicate in rule.detect.values():
        assert set(STATISTICS[predicate.stat].arguments) == set(predicate.arguments), predicate.name
