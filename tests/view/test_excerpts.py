"""The first sentence, and logs that show some epochs of a run only."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from tests.conftest import run_of, view_of
from trainlog_doctor.model import Fact, Frame, Run
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack

FALLING = [0.50, 0.47, 0.45, 0.43, 0.42, 0.41, 0.40]


def of_one_rule(pack: Pack) -> Pack:
    """A pack that has nothing to say of finite losses."""
    return replace(pack, rules={"TD001": pack.rules["TD001"]})


def test_the_epoch_to_keep_is_told_of_the_last_number_and_not_of_the_count(pack: Pack) -> None:
    frame = Frame(np.arange(95, 102), {"val_loss": np.array(FALLING)}, {})
    (run,) = view_of(pack, Run("keras-stdout", frame)).runs
    assert run.epochs == 7
    assert run.summary["en"].endswith("; keep epoch 101 of 101")
    assert "95–101" in run.facts[0]["en"]


def test_a_single_epoch_is_kept_for_want_of_another(pack: Pack) -> None:
    (run,) = view_of(pack, run_of({"loss": [0.5], "val_loss": [0.6], "val_accuracy": [0.7]})).runs
    assert run.best is not None
    assert "only epoch" in run.best.reason["en"]
    assert "shows 1 epoch only" in run.verdict.text["en"]


def test_the_first_epoch_of_an_excerpt_is_kept_with_a_word_on_what_came_before(pack: Pack) -> None:
    rising = {"val_loss": np.array(FALLING[::-1])}
    excerpt = Run("keras-stdout", Frame(np.arange(95, 102), rising, {}))
    none, shown, before = (
        replace(excerpt, facts=(Fact("restored-best", 101, None, {"best_epoch": epoch}),)) for epoch in (0, 97, 90)
    )
    said = [
        view_of(pack, run).runs[0].best.reason["en"]  # type: ignore[union-attr]
        for run in (excerpt, none, shown, before, replace(before, continues=1), run_of({"val_loss": FALLING[::-1]}))
    ]
    assert ["The log begins there" in one for one in said] == [True, True, False, False, False, False]
    told = ["Yet early stopping put back the weights of epoch" in one for one in said]
    assert told == [False, False, True, True, False, False]
    assert ["90, which this log does not show" in one for one in said] == [False, False, False, True, False, False]


def test_weights_that_early_stopping_put_back_are_told_unless_they_are_best_by_some_metric(pack: Pack) -> None:
    scores = [0.6, 0.7, 0.9, 0.71, 0.73, 0.75, 0.76]
    run = run_of({"val_loss": [0.9, 0.6, 0.5, 0.42, 0.400, 0.401, 0.405], "val_accuracy": scores})
    told = [Fact("restored-best", 7, None, {"best_epoch": epoch}) for epoch in (1, 5, 3)]
    ends = [replace(run, facts=facts) for facts in (*((one,) for one in told), (told[0], told[0]))]
    said = [view_of(pack, end).runs[0].best.reason["en"] for end in ends]  # type: ignore[union-attr]
    put_back = "Yet early stopping put back the weights of epoch 1"
    assert [one.endswith(put_back) for one in said] == [True, False, False, False]


def test_an_excerpt_of_one_epoch_is_no_range(pack: Pack) -> None:
    frame = Frame(np.array([50]), {"val_loss": np.array([0.5])}, {})
    (run,) = view_of(pack, Run("keras-stdout", frame, planned_epochs=50)).runs
    assert run.facts[0] == {"en": "epoch 50 of 50", "zh": "第 50 轮，计划 50 轮"}


def test_an_excerpt_of_chosen_epochs_says_how_many_there_are(pack: Pack) -> None:
    frame = Frame(np.array([20, 30]), {"val_loss": np.array([0.5, 0.4])}, {})
    (run,) = view_of(pack, Run("keras-stdout", frame, planned_epochs=50)).runs
    assert [fact["en"] for fact in run.facts] == ["epochs 20–30 of 50", "2 of them logged"]
    assert run.facts[1]["zh"] == "其中 2 轮有记录"


def test_a_log_of_which_the_middle_was_cut_out_is_not_called_as_short_as_it_shows(pack: Pack) -> None:
    run = run_of({"loss": [0.9, 0.8, 0.1], "val_loss": [1.0, 0.9, 0.5]}, planned_epochs=60)
    cut = replace(run, frame=replace(run.frame, epoch=np.array([1, 2, 60])))
    assert [fact["en"] for fact in view_of(pack, cut).runs[0].facts] == ["epochs 1–60 of 60", "3 of them logged"]


def test_validation_of_unknown_direction_is_not_called_missing(pack: Pack) -> None:
    (run,) = view_of(pack, run_of({"loss": FALLING, "val_fancy": FALLING})).runs
    (bare,) = view_of(pack, run_of({"loss": FALLING})).runs
    assert run.best is not None
    assert bare.best is not None
    assert "--metric val_score=val_fancy:max" in run.best.reason["en"]
    assert "without validation" not in run.best.reason["en"]
    assert "without a usable validation metric" in bare.best.reason["en"]


def test_remarks_are_named_in_the_first_sentence(pack: Pack) -> None:
    dropout = {"loss": [1.5 * value for value in FALLING], "val_loss": FALLING}
    (run,) = view_of(pack, run_of(dropout)).runs
    assert run.verdict.code is None
    assert run.verdict.severity_label == {"en": "no serious problem found", "zh": "未发现严重问题"}
    assert "validation is better than training (TD402)" in run.verdict.text["en"]
    assert "验证优于训练（TD402）" in run.verdict.text["zh"]


def test_a_metric_that_never_changes_is_not_called_calm(pack: Pack) -> None:
    frozen = view_of(of_one_rule(pack), run_of({"loss": FALLING, "val_loss": [0.2] * 7})).runs[0].verdict
    assert "`val_loss` is 0.2 every time" in frozen.text["en"]
    assert "`val_loss` 每次都是 0.2" in frozen.text["zh"]
    assert (frozen.severity_label["en"], frozen.weight) == ("a metric never changes, no cause found", "open")


def test_a_metric_that_was_measured_once_is_not_said_to_stand_still(pack: Pack) -> None:
    once = {"loss": np.full(5, 0.71), "val_loss": np.array([math.nan] * 4 + [0.2])}
    said = view_of(of_one_rule(pack), Run("keras-stdout", Frame(np.arange(1, 6), once, {}))).runs[0].verdict
    assert "every time" not in said.text["en"]


def test_a_run_that_gets_worse_is_not_called_calm_where_no_rule_says_why(pack: Pack) -> None:
    calm, worse = (
        view_of(of_one_rule(pack), run_of({"val_loss": series})).runs[0].verdict for series in (FALLING, FALLING[::-1])
    )
    assert worse.text["en"].startswith(calm.text["en"])
    assert "`val_loss` gets worse up to the end" in worse.text["en"]
    assert "`val_loss` 直到最后都在变差" in worse.text["zh"]
    assert (calm.severity_label["en"], calm.weight) == ("no problem found", "calm")
    assert (worse.severity_label["en"], worse.weight) == ("worse up to the end, no cause found", "open")
    assert calm.label == worse.label == "no-finding"


def test_what_follows_the_best_epoch_is_expected_where_early_stopping_ended_the_run(pack: Pack) -> None:
    rising = [0.4 + 0.1 * step for step in range(1, 9)]
    run = run_of({"loss": [*FALLING, *[0.4] * 8], "val_loss": [*FALLING, *rising]})
    cut, stopped = (
        view_of(of_one_rule(pack), replace(run, stopped_early=ended)).runs[0].verdict for ended in (False, True)
    )
    assert "gets worse" in cut.text["en"]
    assert "gets worse" not in stopped.text["en"]


def test_where_training_gets_worse_too_the_verdict_says_that_it_is_no_overfitting(pack: Pack) -> None:
    rising = [0.4 + 0.1 * step for step in range(1, 9)]
    both, validation = (
        view_of(of_one_rule(pack), run_of({"loss": loss, "val_loss": [*FALLING, *rising]})).runs[0].verdict.text
        for loss in ([*FALLING, *rising], [*FALLING, *[0.4] * 8])
    )
    assert "and `loss` with it" in both["en"]
    assert "`loss` 也一同变差" in both["zh"]
    assert "with it" not in validation["en"]


def test_rules_that_are_all_switched_off_are_not_said_to_leave_a_question_open(pack: Pack) -> None:
    rising = [0.4 + 0.1 * step for step in range(1, 9)]
    run = run_of({"loss": [*FALLING, *[0.4] * 8], "val_loss": [*FALLING, *rising]})
    (told,) = view_of(replace(pack, rules={}), run).runs
    assert told.verdict.text["en"] == "Nothing was judged: the rules selected and ignored leave none in force."
    assert told.verdict.text["zh"].endswith("没有剩下任何规则。")
    assert told.verdict.severity_label["en"] == "not judged"


def test_a_run_that_gets_nowhere_is_not_called_calm(pack: Pack) -> None:
    level = [0.57, 0.58, 0.57, 0.58, 0.57, 0.58, 0.57]
    (run,) = view_of(pack, run_of({"loss": FALLING, "val_loss": level})).runs
    assert ([phase.kind for phase in run.phases], run.findings) == (["plateau"], ())
    assert "`val_loss` shows no lasting improvement" in run.verdict.text["en"]
    assert "`val_loss` 始终没有持续的改善" in run.verdict.text["zh"]


def test_a_run_without_a_known_metric_is_not_judged_and_tells_how_to_name_one(pack: Pack) -> None:
    (strange,) = view_of(pack, run_of({"validation_0": FALLING, "validation_1": FALLING})).runs
    assert (strange.verdict.label, strange.verdict.severity_label["en"]) == ("not-judged", "not judged")
    assert "(`validation_0`, `validation_1`)" in strange.verdict.text["en"]
    assert "`--metric val_loss=" in strange.verdict.text["zh"]


def test_what_no_patience_would_have_changed_gets_no_table_of_early_stopping(pack: Pack) -> None:
    scores = [0.5, 0.6, *[0.7] * (len(FALLING) - 2)]
    healthy, divided = ({"loss": FALLING, "val_loss": FALLING}, {"val_loss": FALLING, "val_f1": scores})
    brief = {name: values[:3] for name, values in divided.items()}
    tables = [view_of(pack, run_of(columns)).runs[0].stopping.table for columns in (healthy, divided, brief)]
    assert [table is None for table in tables] == [True, False, True]


def test_early_stopping_of_an_excerpt_is_said_to_be_counted_from_where_the_log_begins(pack: Pack) -> None:
    rising = Frame(np.arange(95, 102), {"val_loss": np.array(FALLING[::-1])}, {})
    excerpt = Run("keras-stdout", rising)
    for run, begins in ((excerpt, True), (replace(excerpt, continues=1), False)):
        stopping = view_of(pack, run).runs[0].stopping
        assert stopping.callbacks is not None
        assert stopping.table is not None
        for said in (stopping.callbacks.reason, stopping.table.note):
            assert ("from epoch 95 on, where the log begins" in said["en"]) is begins
            assert ("从第 95 轮（日志从这里开始）算起" in said["zh"]) is begins
