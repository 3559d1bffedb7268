"""What fails a gate, what leaves it unjudged, and what it accepts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.conftest import OVERFIT, run_of
from tests.gate.gating import BROKEN, HEALTHY, SILENT, TODAY, baseline_of, brief, gated, policy, report
from trainlog_doctor.engine.overrides import Overrides, apply
from trainlog_doctor.gate.policy import Policy, Suppression
from trainlog_doctor.judgement.judge import judge
from trainlog_doctor.judgement.report import Report
from trainlog_doctor.model import Origin, Unfinished

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack


def test_a_run_without_a_reason_passes(pack: Pack) -> None:
    result = gated(pack, report(pack, {"a": HEALTHY}), Policy())
    assert (result.state, result.items) == ("passed", ())


@pytest.mark.parametrize(("level", "state"), [("error", "passed"), ("warning", "failed"), (None, "passed")])
def test_findings_count_from_their_level_on(level: str | None, state: str, pack: Pack) -> None:
    result = gated(pack, report(pack, {"a": OVERFIT}), Policy(fail_on=level))  # type: ignore[arg-type]
    assert result.state == state


def test_an_error_fails_and_names_its_rule(pack: Pack) -> None:
    result = gated(pack, report(pack, {"good": HEALTHY, "bad": BROKEN}), Policy())
    assert (result.state, brief(result.items)) == ("failed", [("bad", "finding", "TD001")])


def test_what_could_not_be_read_leaves_the_gate_unjudged_unless_that_is_allowed(pack: Pack) -> None:
    told = report(pack, {"a": HEALTHY}, unread=("gone",))
    assert gated(pack, told, Policy()).state == "unjudged"
    assert gated(pack, told, Policy(allow_unjudged=True)).state == "passed"


def test_a_failure_weighs_more_than_what_is_unknown_and_comes_first(pack: Pack) -> None:
    result = gated(pack, report(pack, {"bad": BROKEN}, unread=("gone",)), policy("val_auc>=0.5"))
    assert result.state == "failed"
    assert [item.state for item in result.items] == ["failed", "unjudged", "unjudged"]


def test_a_requirement_whose_value_is_unknown_is_unjudged_not_passed(pack: Pack) -> None:
    result = gated(pack, report(pack, {"a": HEALTHY}), policy("val_auc>=0.5", "val_accuracy>=0.8"))
    assert result.state == "unjudged"
    assert [(item.subject, item.state) for item in result.items] == [
        ("val_auc>=0.5", "unjudged"),
        ("val_accuracy>=0.8", "passed"),
    ]


@pytest.mark.parametrize(("demand", "state"), [(">=0.7", "passed"), (">0.7", "failed"), ("<0.7", "failed")])
def test_a_number_in_single_precision_is_the_one_that_it_stands_for(demand: str, state: str, pack: Pack) -> None:
    told = report(pack, {"a": {"loss": HEALTHY["loss"], "val_accuracy": [0.699999988079071] * 10}})
    assert gated(pack, told, policy(f"last(val_accuracy){demand}", fail_on=None)).state == state


def test_a_run_that_a_rule_of_coverage_calls_unjudgeable_is_unjudged(pack: Pack) -> None:
    result = gated(pack, report(pack, {"a": SILENT}), Policy())
    assert (result.state, brief(result.items)) == ("unjudged", [("a", "coverage", "TD901")])


def test_a_training_that_was_broken_off_is_no_failure_and_has_not_passed(pack: Pack) -> None:
    broken_off = replace(run_of(HEALTHY), planned_epochs=30, unfinished=Unfinished(11))
    result = gated(pack, Report((judge(Origin("a", 1), broken_off, pack),), ()), Policy(fail_on="warning"))
    assert (result.state, brief(result.items)) == ("unjudged", [("a", "coverage", "TD702")])


def test_rules_that_must_have_an_answer_leave_the_run_unjudged_without_one(pack: Pack) -> None:
    result = gated(pack, report(pack, {"a": {"val_accuracy": [0.5, 0.6, 0.7, 0.8, 0.9, 0.9]}}), Policy())
    assert result.state == "unjudged"
    assert {item.subject for item in result.items if item.kind == "unchecked"} >= {"TD001", "TD002"}


def test_a_run_of_which_no_rule_in_force_could_be_checked_is_unjudged(pack: Pack) -> None:
    one_rule = apply(pack, Overrides(select=("TD103",)))
    result = gated(one_rule, report(one_rule, {"a": SILENT}), Policy(fail_on="warning"))
    assert (result.state, [item.subject for item in result.items]) == ("unjudged", ["TD103"])


def test_a_column_that_plays_no_role_has_its_best_value_too(pack: Pack) -> None:
    run = {**HEALTHY, "val_mae": [0.9, 0.3, 0.5, *[0.4] * 7], "val_mse": [0.9, 0.2, 0.5, *[0.4] * 7]}
    wanted = policy("best(val_mse)<=0.2", "best(val_mse)>=0.2")
    assert gated(pack, report(pack, {"a": run}), wanted).state == "passed"


def test_a_suppression_accepts_its_rule_until_its_day(pack: Pack) -> None:
    told = report(pack, {"bad": BROKEN})
    last_day = Suppression("TD001", "known", TODAY, "pyproject.toml", 9)
    accepted = gated(pack, told, Policy(suppressions=(last_day,)))
    assert (accepted.state, accepted.items[0].reason) == ("passed", "accepted.suppressed")
    assert accepted.items[0].data == {"why": "known", "place": "pyproject.toml:9", "until": TODAY.isoformat()}
    other = last_day._replace(rule="TD002")
    assert gated(pack, told, Policy(suppressions=(other,))).state == "failed"


def test_a_suppression_that_accepts_nothing_is_told_and_fails_nothing(pack: Pack) -> None:
    idle = Suppression("TD002", "known", TODAY, "pyproject.toml", 9)
    used = Suppression("TD001", "known", None, "pyproject.toml", 14)
    result = gated(pack, report(pack, {"bad": BROKEN}), Policy(suppressions=(idle, used)))
    assert result.state == "passed"
    (told,) = (item for item in result.items if item.kind == "suppression")
    assert (told.subject, told.state, told.file, told.line) == ("TD002", "passed", "pyproject.toml", 9)
    unread = gated(pack, report(pack, {"bad": BROKEN}, unread=("gone",)), Policy(suppressions=(idle, used)))
    assert all(item.kind != "suppression" for item in unread.items), "what could not be read may need it"


@pytest.mark.parametrize("series", [HEALTHY, BROKEN], ids=["whose finding is gone", "whose finding is there"])
def test_a_suppression_that_has_run_out_fails_by_itself_and_accepts_nothing(
    series: dict[str, list[float]], pack: Pack
) -> None:
    gone = Suppression("TD001", "known", TODAY - timedelta(days=1), "pyproject.toml", 9)
    result = gated(pack, report(pack, {"a": series, "b": series}), Policy(suppressions=(gone,)))
    assert result.state == "failed"
    assert [item.kind for item in result.items].count("suppression") == 1
    assert all(item.state == "failed" for item in result.items)


def test_a_score_in_per_cent_is_demanded_as_it_is_logged(pack: Pack) -> None:
    logged = {**HEALTHY, "val_accuracy": [100 * one for one in HEALTHY["val_accuracy"]]}
    told = report(pack, {"run.csv": logged})
    assert gated(pack, told, policy("val_accuracy>=80", "best(val_accuracy)>=86")).state == "passed"
    assert gated(pack, told, policy("val_accuracy>=87")).state == "failed"
    assert [gated(pack, told, policy(f"val_accuracy>={one}")).state for one in ("0.80", "80%")] == ["passed"] * 2
    assert [gated(pack, told, policy(f"val_accuracy>={one}")).state for one in ("0.87", "87%")] == ["failed"] * 2
    assert gated(pack, told, policy("gain(val_accuracy)>0.5")).state == "passed", "a difference is one of the log's"
    assert gated(pack, told, policy("gain(val_accuracy)<1")).state == "failed"
    worse = report(pack, {"run.csv": {**logged, "val_accuracy": [one - 2 for one in logged["val_accuracy"]]}})
    for drop, state in (("val_accuracy=3", "passed"), ("val_accuracy=1", "failed")):
        wanted = policy(drops=(drop,), baseline="main.json")
        assert gated(pack, worse, wanted, baseline_of(pack, told)).state == state
