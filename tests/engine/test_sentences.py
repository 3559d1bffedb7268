from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.engine.builders import metric_table, pack_of, rule_of
from trainlog_doctor.engine.evaluate import evaluate
from trainlog_doctor.engine.predicate import Predicate
from trainlog_doctor.engine.roles import assign
from trainlog_doctor.engine.sentences import advice, message
from trainlog_doctor.engine.testing import synthetic_run

if TYPE_CHECKING:
    from trainlog_doctor.engine.rule import Rule

STALE = Predicate("stale", ("val_loss",), "epochs_since_best", {}, "gte", 2.0)


def said(template: str, rule: Rule | None = None, **columns: str) -> str:
    rule = replace(rule or rule_of(STALE, condition="stale"), message={"en": template, "zh": template + "。"})
    run = synthetic_run(columns or {"loss": "3-1x3", "val_loss": "3 2 4 5"})
    roles = assign(run.frame.columns, metric_table())
    (outcome,) = evaluate(run, roles, pack_of(rule))
    texts = message(rule, outcome, roles, run)
    assert texts["zh"] == texts["en"] + "。"
    return texts["en"]


def test_predicates_roles_and_the_run_may_be_named() -> None:
    assert said("{stale.value} of {stale.threshold}, best {stale.best_epoch}") == "2 of 2, best 2"
    assert said("{val_loss.metric} {stale.metric}") == "val_loss val_loss"
    assert said("{run.epochs} {run.first_epoch} {run.last_epoch}") == "4 1 4"


def test_formats_are_honoured() -> None:
    assert said("{stale.best_value:.3f}, {stale.value:|epoch|epochs}") == "2.000, 2 epochs"


def test_a_role_keeps_the_name_that_the_log_gave_it() -> None:
    assert said("{val_loss.metric}", loss="1 1 1 1", valid_loss="3 2 4 5") == "valid_loss"


def test_what_is_not_known_prints_as_a_question_mark() -> None:
    unknown = Predicate("score", ("val_score",), "below_best", {"last": 3.0}, "lte", 0.1)
    rule = rule_of(STALE, unknown, condition="stale or score")
    assert said("{score.value} {val_score.metric} {nothing.at_all}", rule) == "? ? ?"


def test_a_predicate_is_stronger_than_a_role_of_the_same_name() -> None:
    named = replace(STALE, name="loss")
    assert said("{loss.best_epoch}", rule_of(named, condition="loss")) == "2"


def test_a_template_reaches_no_attribute_of_any_object() -> None:
    assert said("{stale.__class__} {stale.value.__class__} {run.epochs.real}") == "? ? ?"


def test_advice_is_filled_line_by_line_in_each_language() -> None:
    rule = replace(
        rule_of(STALE, condition="stale"),
        advice={"en": ("stop at {stale.best_epoch}", "rest"), "zh": ("第 {stale.best_epoch} 轮停止", "休息")},
    )
    run = synthetic_run({"val_loss": "3 2 4 5"})
    roles = assign(run.frame.columns, metric_table())
    (outcome,) = evaluate(run, roles, pack_of(rule))
    assert advice(rule, outcome, roles, run) == {"en": ("stop at 2", "rest"), "zh": ("第 2 轮停止", "休息")}
