from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.engine.builders import builtin_pack, metric_table, outcomes, pack_of, rule_of
from trainlog_doctor.engine.evaluate import evaluate
from trainlog_doctor.engine.predicate import Predicate
from trainlog_doctor.engine.roles import assign
from trainlog_doctor.engine.testing import synthetic_run
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.engine.rule import Severity


def at_least(role: str, count: float, name: str = "p") -> Predicate:
    """Holds when the series has ``count`` points; it needs the column for it (unlike the statistic ``points``)."""
    return Predicate(name, (role,), "epochs_since_best", {}, "gte", count)


FALLS = "0.9-0.1x7"
RISES = "0.1+0.1x7"


def test_a_rule_whose_condition_holds_fires_with_its_evidence() -> None:
    found = outcomes(pack_of(rule_of(at_least("loss", 7), condition="p")), loss=RISES)["XX101"]
    assert found.status == "fired"
    assert found.epochs == (2, 8)
    assert found.measured["p"].holds is True
    assert found.measured["p"].value == 7
    assert found.measured["p"].threshold == 7
    assert found.measured["p"].fields == {"metric": "loss", "best_epoch": 1, "best_value": 0.1, "last_value": 0.8}


def test_a_rule_whose_condition_does_not_hold_is_clear_and_covers_no_epochs() -> None:
    found = outcomes(pack_of(rule_of(at_least("loss", 8), condition="p")), loss=RISES)["XX101"]
    assert (found.status, found.epochs) == ("clear", None)


def test_what_a_clear_rule_did_not_need_can_still_be_looked_at() -> None:
    decides = Predicate("p", ("loss",), "epochs_since_best", {}, "gte", 8)
    other = Predicate("q", ("loss",), "last", {}, "gte", 0.5)
    found = outcomes(pack_of(rule_of(decides, other, condition="p and q")), loss=RISES)["XX101"]
    assert list(found.measured) == ["p", "q"]
    assert (found.measured["p"].holds, found.measured["p"].value) == (False, 7)
    assert (found.measured["q"].holds, found.measured["q"].fields["last_epoch"]) == (True, 8)


def test_what_is_looked_at_later_is_of_the_run_it_was_asked_of() -> None:
    pack = pack_of(rule_of(at_least("loss", 8), condition="p"))
    rising, falling = (outcomes(pack, loss=loss)["XX101"].measured for loss in (RISES, FALLS))
    assert [one["p"].value for one in (rising, falling, rising)] == [7, 0, 7]


def test_a_brief_judgement_has_the_status_and_epochs_of_the_whole_one() -> None:
    run = synthetic_run({"loss": FALLS, "val_loss": RISES})
    roles, pack = assign(run.frame.columns, metric_table()), builtin_pack()
    brief, whole = (evaluate(run, roles, pack, brief=short) for short in (True, False))
    seen = [[(one.code, one.status, one.severity, one.epochs) for one in found] for found in (brief, whole)]
    assert seen[0] == seen[1]
    assert {one.status for one in brief} == {"fired", "clear", "skipped"}
    assert not any(one.measured for one in brief)


@pytest.mark.parametrize(
    ("comparison", "threshold", "holds"),
    [("gte", 7, True), ("gt", 7, False), ("lte", 7, True), ("lt", 7, False), ("gt", 6.9, True), ("lt", 7.1, True)],
)
def test_comparisons_at_the_threshold_itself(comparison: str, threshold: float, holds: bool) -> None:
    predicate = Predicate("p", ("loss",), "epochs_since_best", {}, comparison, threshold)
    found = outcomes(pack_of(rule_of(predicate, condition="p")), loss=RISES)["XX101"]
    assert found.measured["p"].holds is holds


def test_a_missing_column_skips_the_rule_and_is_named() -> None:
    found = outcomes(pack_of(rule_of(at_least("val_loss", 1), condition="p")), loss=RISES)["XX101"]
    assert (found.status, found.missing) == ("skipped", ("val_loss",))
    assert found.measured["p"].holds is None
    assert found.measured["p"].value is None


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        ("known and lost", "skipped"),
        ("known or lost", "fired"),
        ("not known and lost", "clear"),
        ("not known or lost", "skipped"),
        ("not lost", "skipped"),
    ],
)
def test_unknown_travels_through_the_condition(condition: str, status: str) -> None:
    rule = rule_of(at_least("loss", 1, "known"), at_least("val_loss", 1, "lost"), condition=condition)
    assert outcomes(pack_of(rule), loss=RISES)["XX101"].status == status


def test_each_missing_thing_is_named_once_in_the_order_of_the_condition() -> None:
    rule = rule_of(
        at_least("val_loss", 1, "a"),
        at_least("val_score", 1, "b"),
        at_least("val_loss", 2, "c"),
        condition="b and a and c",
    )
    assert outcomes(pack_of(rule), loss=RISES)["XX101"].missing == ("val_score", "val_loss")


def test_fewer_epochs_than_the_rule_needs() -> None:
    pack = pack_of(rule_of(at_least("loss", 1), condition="p", min_epochs=9))
    found = outcomes(pack, loss=RISES)["XX101"]
    assert (found.status, found.missing, dict(found.measured)) == ("skipped", ("too_few_epochs",), {})


def test_a_column_with_too_few_values_is_unknown() -> None:
    predicate = Predicate("p", ("val_loss",), "reversals", {}, "gte", 0.0)
    found = outcomes(pack_of(rule_of(predicate, condition="p")), loss=RISES, val_loss="_x5 1 2 3")["XX101"]
    assert (found.status, found.missing) == ("skipped", ("too_few_points",))


def test_a_statistic_without_an_answer_is_unknown() -> None:
    predicate = Predicate("p", ("loss",), "trend_since_best", {}, "gte", 0.0)
    found = outcomes(pack_of(rule_of(predicate, condition="p")), loss=FALLS)["XX101"]
    assert (found.status, found.missing) == ("skipped", ("not_computable",))


@pytest.mark.parametrize(("min_epochs", "confidence"), [(4, "high"), (5, "medium"), (8, "medium")])
def test_a_run_less_than_twice_as_long_as_needed_lowers_the_confidence(min_epochs: int, confidence: str) -> None:
    pack = pack_of(rule_of(at_least("loss", 1), condition="p", min_epochs=min_epochs))
    assert outcomes(pack, loss=RISES)["XX101"].confidence == confidence


def fired(code: str, *suppresses: str, count: float = 1) -> Pack:
    return pack_of(rule_of(at_least("loss", count), condition="p", code=code, suppresses=suppresses))


def together(*packs: Pack) -> dict[str, tuple[str, str | None]]:
    rules = [rule for pack in packs for rule in pack.rules.values()]
    found = outcomes(pack_of(*rules), loss=RISES)
    return {code: (outcome.status, outcome.suppressed_by) for code, outcome in found.items()}


def test_a_fired_rule_suppresses_what_it_explains() -> None:
    assert together(fired("XX101", "XX102", "XX999"), fired("XX102")) == {
        "XX101": ("fired", None),
        "XX102": ("suppressed", "XX101"),
    }


@pytest.mark.parametrize("order", [("XX101", "XX102", "XX103"), ("XX103", "XX102", "XX101")])
def test_a_suppressed_rule_suppresses_nothing(order: tuple[str, str, str]) -> None:
    cause, middle, last = order
    found = together(fired(cause, middle), fired(middle, last), fired(last))
    assert found == {cause: ("fired", None), middle: ("suppressed", cause), last: ("fired", None)}


def test_a_rule_that_did_not_fire_suppresses_nothing_and_is_not_suppressed() -> None:
    assert together(fired("XX101", "XX102", count=9), fired("XX102")) == {
        "XX101": ("clear", None),
        "XX102": ("fired", None),
    }
    assert together(fired("XX101", "XX102"), fired("XX102", count=9))["XX102"] == ("clear", None)


def test_two_rules_that_suppress_each_other_leave_the_first() -> None:
    found = together(fired("XX101", "XX102"), fired("XX102", "XX101"))
    assert found == {"XX101": ("fired", None), "XX102": ("suppressed", "XX101")}


@pytest.mark.parametrize(("cause", "explained", "seen"), [("info", "error", "error"), ("error", "info", "error")])
def test_a_cause_is_as_grave_as_what_it_explains(cause: Severity, explained: Severity, seen: Severity) -> None:
    rules = (fired("XX101", "XX102").rules["XX101"], fired("XX102").rules["XX102"])
    pack = pack_of(replace(rules[0], severity=cause), replace(rules[1], severity=explained))
    found = outcomes(pack, loss=RISES)
    assert (found["XX101"].severity, found["XX102"].severity) == (seen, explained)


@pytest.mark.parametrize(
    ("base", "explains", "seen"),
    [("XX102", ("XX102", "XX103"), "info"), ("XX102", ("XX103",), "error"), ("", ("XX102", "XX103"), "error")],
)
def test_only_a_derived_rule_in_the_place_of_its_original_weighs_what_its_author_says(
    base: str, explains: tuple[str, ...], seen: Severity
) -> None:
    rules = (fired("XX101", *explains), fired("XX102", "XX103"), fired("XX103"))
    own, original, explained = (rule for pack in rules for rule in pack.rules.values())
    errors = (replace(original, severity="error"), replace(explained, severity="error"))
    found = outcomes(pack_of(replace(own, severity="info", extends=base), *errors), loss=RISES)
    assert (found["XX101"].severity, found["XX103"].status) == (seen, "suppressed")


def test_suppressed_outcomes_keep_their_evidence() -> None:
    rules = [rule for pack in (fired("XX101", "XX102"), fired("XX102")) for rule in pack.rules.values()]
    found = outcomes(pack_of(*rules), loss=RISES)["XX102"]
    assert found.measured["p"].value == 7
    assert found.epochs == (2, 8)


def test_an_empty_run_is_judged_without_any_error() -> None:
    run = synthetic_run({})
    rules = (rule_of(at_least("loss", 1), condition="p"), rule_of(at_least("run", 1), condition="p", code="XX102"))
    found = evaluate(run, assign((), metric_table()), pack_of(*rules))
    assert [outcome.status for outcome in found] == ["skipped", "skipped"]


def test_numbers_near_the_limits_of_floats_raise_nothing() -> None:
    predicate = Predicate("p", ("loss",), "jitter_share", {}, "gte", 0.0)
    found = outcomes(pack_of(rule_of(predicate, condition="p")), loss="1.7e308 -1.7e308 1.7e308 -1.7e308 1.7e308")
    assert found["XX101"].status == "skipped"
    assert found["XX101"].missing == ("not_computable",)
