from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.conftest import OVERFIT, run_of, view_of
from trainlog_doctor.engine.outcome import Measured, Outcome
from trainlog_doctor.errors import DoctorError, RulePackError
from trainlog_doctor.judgement.judge import judge
from trainlog_doctor.judgement.report import Failure, Report
from trainlog_doctor.judgement.silence import meaning
from trainlog_doctor.model import Notice, Origin, Unfinished
from trainlog_doctor.view import build_view, error_view
from trainlog_doctor.view.best import cells
from trainlog_doctor.view.phrases import epoch_list

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.view.document import RunView

NUMBERS = re.compile(r"[+-]?\d+(?:\.\d+)?%?")


def only(pack: Pack, **fields: object) -> RunView:
    (run,) = view_of(pack, run_of(OVERFIT, **fields)).runs
    return run


def told(pack: Pack, *outcomes: Outcome, verdict: str | None = None) -> RunView:
    """A run of which rules said exactly this."""
    diagnosis = judge(Origin("run.log", 1), run_of(OVERFIT), pack)
    meant = None if verdict else meaning(diagnosis.run, diagnosis.roles, outcomes, diagnosis.phases)
    said = replace(diagnosis, outcomes=outcomes, verdict=verdict, silence=meant)
    (run,) = build_view(Report((said,)), pack).runs
    return run


def test_the_verdict_is_the_message_of_the_rule_to_hear_of_first(pack: Pack) -> None:
    run = only(pack)
    (finding,) = [finding for finding in run.findings if finding.code == run.verdict.code]
    assert run.verdict.code == "TD101"
    assert run.verdict.text == finding.message
    assert "val_f1" in run.verdict.text["zh"]


def test_silence_of_rules_and_lack_of_rules_are_different_verdicts(pack: Pack) -> None:
    clear = Outcome("TD102", "clear", "warning", "high")
    skipped = Outcome("TD103", "skipped", "warning", "high", missing=("val_loss",))
    silent, partly, unjudged = told(pack, clear), told(pack, clear, skipped), told(pack, skipped)
    assert [run.verdict.label for run in (silent, partly, unjudged)] == ["no-finding", "no-finding", "not-judged"]
    assert len({run.verdict.text["en"] for run in (silent, partly, unjudged)}) == 3
    assert all("healthy" in run.verdict.text["en"] for run in (silent, partly))


class Unmeasured(Mapping[str, Measured]):
    """Predicates that must not be measured."""

    def __getitem__(self, name: str) -> Measured:
        raise AssertionError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(("gap",))

    def __len__(self) -> int:
        return 1


def test_what_is_clear_is_measured_when_its_evidence_is_looked_at(pack: Pack) -> None:
    (outcome,) = told(pack, Outcome("TD102", "clear", "warning", "high", Unmeasured())).outcomes
    assert len(outcome.evidence) == 1
    with pytest.raises(AssertionError, match="gap"):
        list(outcome.evidence)


def test_a_run_with_remarks_only_is_not_called_silent(pack: Pack) -> None:
    remark = Outcome("TD902", "fired", "info", "high", epochs=(1, 3))
    run = told(pack, remark, Outcome("TD102", "clear", "warning", "high"))
    assert run.verdict.code is None
    assert "1 remark" in run.verdict.text["en"]


def test_a_run_that_can_hardly_be_judged_still_tells_what_was_found(pack: Pack) -> None:
    hardly, found = Outcome("TD901", "fired", "info", "high"), Outcome("TD603", "fired", "info", "high")
    alone, beside = told(pack, hardly, verdict="TD901").verdict, told(pack, found, hardly, verdict="TD901").verdict
    assert alone.text == told(pack, hardly, verdict="TD901").findings[0].message
    assert beside.text["en"] == f"{alone.text['en']} Found besides: a classification loss below zero (TD603)."
    assert beside.text["zh"] == f"{alone.text['zh']}此外还发现：分类损失变成负数（TD603）。"


def test_a_finding_of_weight_is_not_followed_by_remarks(pack: Pack) -> None:
    grave, remark = Outcome("TD102", "fired", "warning", "high"), Outcome("TD305", "fired", "info", "high")
    run = told(pack, grave, remark, verdict="TD102")
    assert run.verdict.text == run.findings[0].message


def test_findings_come_by_severity_then_by_code(pack: Pack) -> None:
    given = [("TD902", "info"), ("TD201", "error"), ("TD103", "warning"), ("TD102", "warning")]
    run = told(pack, *(Outcome(code, "fired", severity, "high") for code, severity in given))  # type: ignore[arg-type]
    assert [finding.code for finding in run.findings] == ["TD201", "TD102", "TD103", "TD902"]


def test_what_was_not_checked_is_one_line_for_each_missing_thing(pack: Pack) -> None:
    missing = [("TD101", "val_loss"), ("TD102", "val_loss"), ("TD103", "my_role")]
    run = told(pack, *(Outcome(code, "skipped", "warning", "high", missing=(thing,)) for code, thing in missing))
    assert [text["en"].rpartition(": ")[2] for text in run.unchecked] == ["TD101, TD102", "TD103"]
    assert run.unchecked[1] == {"en": "no my_role in the log: TD103", "zh": "日志里没有 my_role：TD103"}


def test_a_suppressed_rule_names_the_one_that_explains_it(pack: Pack) -> None:
    run = told(pack, Outcome("TD102", "suppressed", "warning", "high", suppressed_by="TD101"))
    assert run.suppressed[0]["en"] == "TD102 overfitting: explained by TD101 overfit-metric-plateau"
    assert run.outcomes[0].suppressed_by == "TD101"


def test_evidence_shows_every_predicate_beside_its_threshold(pack: Pack) -> None:
    measured = {
        name: Measured(True, 0.31, 0.05, "gte", fields={"best_epoch": 4}) for name in pack.rules["TD101"].detect
    }
    run = told(pack, Outcome("TD101", "fired", "warning", "high", measured, epochs=(5, 12)))
    shown = {one.name: one.text for one in run.findings[0].evidence}
    assert shown["risen"] == "risen 31% ≥ 5%"
    assert shown["stale"] == "stale 0.31 ≥ 0.05"
    assert "rise of val_loss over its lowest value: 31% (≥ 5%)" in [row["en"] for row in run.findings[0].proof]


def test_a_rise_of_a_loss_below_zero_is_told_as_a_share_of_its_range(pack: Pack) -> None:
    falls = [0.5 - 0.8 * (1 - 0.8**epoch) for epoch in range(30)]
    turns = [0.5 - 0.7 * (1 - 0.8**epoch) + 0.03 * max(0, epoch - 8) for epoch in range(30)]
    (run,) = view_of(pack, run_of({"loss": falls, "val_loss": turns})).runs
    (rise,) = (row for row in run.findings[0].proof if row["en"].startswith("rise of val_loss over its lowest value"))
    assert "% of the range of its values (≥" in rise["en"]
    assert "：取值范围的 " in rise["zh"]


def test_what_the_curves_show_comes_before_how_long_the_run_is(pack: Pack) -> None:
    lengths = [name for name, one in pack.rules["TD103"].detect.items() if one.of == ("run",)]
    measured = {name: Measured(True, 60, 3, "gte") for name in (*lengths, "apart")}
    (finding,) = told(pack, Outcome("TD103", "fired", "warning", "high", measured)).findings
    assert len(finding.proof) > 1
    assert finding.proof[0]["en"].startswith(pack.rules["TD103"].params["min_gap"].doc["en"])


def test_what_the_same_parameter_limits_twice_is_said_of_the_first(pack: Pack) -> None:
    measured = {"imperfect": Measured(True, 0.43, 0.02, "gte"), "imperfect_too": Measured(True, 0.05, 0.02, "gte")}
    (finding,) = told(pack, Outcome("TD302", "fired", "warning", "high", measured)).findings
    assert [row["en"].rpartition(": ")[2] for row in finding.proof] == ["0.43 (≥ 0.02)"]
    assert len(finding.evidence) == 2


def test_what_did_not_hold_is_no_evidence(pack: Pack) -> None:
    measured = {name: Measured(None, None, 0.05, "gte") for name in pack.rules["TD101"].detect}
    measured["risen"] = Measured(True, 0.31, 0.05, "gte")
    run = told(pack, Outcome("TD101", "fired", "warning", "high", measured))
    assert [row["zh"] for row in run.findings[0].proof] == ["验证损失相对最低值的上升幅度：31%（≥ 5%）"]
    assert len(run.findings[0].evidence) == len(measured)


def test_the_table_holds_every_metric_at_each_candidate_and_marks_the_kept_one(pack: Pack) -> None:
    best = only(pack).best
    assert best is not None
    assert {row.metric for row in best.rows} == set(OVERFIT)
    assert all(len(row.cells) == len(best.columns) for row in best.rows)
    assert [column.epoch for column in best.columns if column.kept] == [best.epoch]
    assert 12 in [column.epoch for column in best.columns]


def test_candidates_that_name_the_same_epoch_share_a_column(pack: Pack) -> None:
    falling = {"loss": [3.0, 2.0, 1.5, 1.2], "val_loss": [3.0, 2.1, 1.6, 1.4]}
    (run,) = view_of(pack, run_of(falling)).runs
    assert run.best is not None
    assert len(run.best.columns) == len({column.epoch for column in run.best.columns})
    assert len(run.best.columns) < len(run.best.candidates)


def test_a_value_beside_a_far_larger_one_keeps_its_digits() -> None:
    assert cells([0.02394, 0.1234, 71.82]) == ("0.02394", "0.12", "71.82")


def test_a_metrics_cells_have_the_same_number_of_decimals(pack: Pack) -> None:
    best = only(pack).best
    assert best is not None
    assert all(len({len(cell.partition(".")[2]) for cell in row.cells}) == 1 for row in best.rows)


@pytest.mark.parametrize(
    ("fields", "facts"),
    [
        ({}, ["12 epochs"]),
        ({"planned_epochs": 50}, ["12 of 50 epochs"]),
        ({"planned_epochs": 50, "stopped_early": True}, ["12 of 50 epochs", "ended early"]),
        ({"planned_epochs": 50, "unfinished": Unfinished(13, 0.37)}, ["12 of 50 epochs", "epoch 13 had begun (37%)"]),
        ({"unfinished": Unfinished(13)}, ["12 epochs", "epoch 13 had begun"]),
        ({"continues": 2}, ["12 epochs", "continues run 2"]),
    ],
)
def test_what_is_known_at_a_glance(pack: Pack, fields: dict[str, object], facts: list[str]) -> None:
    assert [fact["en"] for fact in only(pack, **fields).facts] == facts


def test_notices_are_worded_with_their_line(pack: Pack) -> None:
    run = only(pack, notices=(Notice("sources.cut", 12, {"problem": "EOF"}),))
    assert run.notices[0].placed["en"].startswith("line 12: The compressed file is damaged")
    assert run.notices[0].placed["zh"].startswith("第 12 行：")


def test_the_code_names_this_runs_metric_and_is_python(pack: Pack) -> None:
    callbacks = only(pack).stopping.callbacks
    assert callbacks is not None
    compile(callbacks.code, "advice", "exec")
    assert 'monitor="val_' in callbacks.code
    assert "restore_best_weights=True" in callbacks.code


def test_callbacks_that_would_have_kept_another_epoch_say_which_one_to_keep(pack: Pack) -> None:
    diagnosis = judge(Origin("run.log", 1), run_of(OVERFIT), pack)
    assert diagnosis.best is not None
    assert diagnosis.callbacks is not None
    best, advised = diagnosis.best.epoch, diagnosis.callbacks

    def said(kept: int, min_delta: float = 0.0) -> str:
        told = replace(advised, data={**advised.data, "kept": kept}, min_delta=min_delta)
        (run,) = build_view(Report((replace(diagnosis, callbacks=told),)), pack).runs
        assert run.stopping.callbacks is not None
        return run.stopping.callbacks.reason["en"]

    assert said(best).endswith(f"kept epoch {best}.")
    assert said(best + 1).endswith(
        f"kept epoch {best + 1} (the epoch to keep, {best}, is chosen in view of the whole run)."
    )
    assert said(best + 1, min_delta=0.01).endswith("in view of the whole run, and without `min_delta`).")


@pytest.mark.parametrize(("losses", "told"), [([9, 8, 7, 6, 5, 4], "stretch."), ([9, 6, 8, 7, 2, 1], "took 2 epochs.")])
def test_a_longest_wait_of_no_epochs_is_not_told(losses: list[float], told: str, pack: Pack) -> None:
    (run,) = view_of(pack, run_of({"loss": losses})).runs
    assert run.stopping.callbacks is not None
    assert told in run.stopping.callbacks.reason["en"]


def test_a_metrics_name_cannot_leave_its_quotes_in_the_code(pack: Pack) -> None:
    hostile = {"loss": OVERFIT["loss"], "val_loss": OVERFIT["val_loss"], 'val_f1"); exec("x': OVERFIT["val_f1"]}
    diagnosis = judge(Origin("run.log", 1), run_of(hostile), pack)
    assert diagnosis.callbacks is not None
    stolen = replace(diagnosis.callbacks, monitor='f1"); exec("x\x1b')
    (run,) = build_view(Report((replace(diagnosis, callbacks=stolen),)), pack).runs
    assert run.stopping.callbacks is not None
    assert r"f1\"); exec(\"x" in run.stopping.callbacks.code
    assert "\x1b" not in run.stopping.callbacks.code
    compile(run.stopping.callbacks.code, "advice", "exec")


def test_both_languages_carry_the_same_numbers(pack: Pack) -> None:
    run = only(pack)
    texts = [run.verdict.text, run.summary, run.counts, *(phase.text for phase in run.phases)]
    assert run.best is not None
    for text in [*texts, run.best.reason, *run.advice]:
        assert sorted(NUMBERS.findall(text["en"])) == sorted(NUMBERS.findall(text["zh"]))


def test_the_same_advice_of_two_findings_is_given_once(pack: Pack) -> None:
    fired = [Outcome(code, "fired", "warning", "high") for code in ("TD102", "TD103")]
    run = told(pack, *fired)
    texts = [text["en"] for text in run.advice]
    assert len(texts) == len(set(texts))
    assert set(texts) == {text["en"] for finding in run.findings for text in finding.advice}


def test_many_runs_get_an_overview_with_mean_and_deviation(pack: Pack) -> None:
    folds = [run_of({"loss": [0.9, 0.5], "val_loss": [0.9, low]}, name=f"fold {n}") for n, low in enumerate((0.5, 0.7))]
    view = view_of(pack, *folds)
    assert view.overview is not None
    assert view.overview.title["en"] == "2 runs in run.log"
    assert [row.title for row in view.overview.rows] == ["1 fold 0", "2 fold 1"]
    assert "val_loss at the best epochs: 0.60 ± 0.14" in view.overview.summaries[0]["en"]
    (mean,) = view.overview.means
    assert (mean.metric, mean.mean, mean.runs) == ("val_loss", 0.6, 2)
    assert mean.deviation == pytest.approx(0.02**0.5)
    assert [run.title for run in view.runs] == ["run.log #1 fold 0", "run.log #2 fold 1"]


def test_runs_of_different_plans_are_no_sample_to_take_a_mean_of(pack: Pack) -> None:
    models = [run_of({"loss": [0.9, 0.5], "val_loss": [0.9, 0.5]}, planned_epochs=planned) for planned in (2, 200)]
    overview = view_of(pack, *models).overview
    assert overview is not None
    assert (overview.means, overview.summaries) == ((), ())


def test_excerpts_of_different_stretches_are_no_sample_either(pack: Pack) -> None:
    curves = {"loss": [0.9, 0.5], "val_loss": [0.9, 0.5]}
    run = run_of(curves, planned_epochs=20)
    later = replace(run, frame=replace(run.frame, epoch=run.frame.epoch + 17))
    overview = view_of(pack, run, later).overview
    assert overview is not None
    assert overview.means == ()


@pytest.mark.parametrize("sign", [1, -1])
def test_means_of_losses_as_large_as_numbers_go_are_no_fault(pack: Pack, sign: int) -> None:
    losses = [one / 10 for one in range(16, 0, -1)]
    runs = [run_of({"loss": losses, "val_loss": [1e308 * to * one for one in losses]}) for to in (1, sign)]
    overview = view_of(pack, *runs).overview
    assert overview is not None
    assert len(overview.means) == 1


def test_an_overview_names_the_common_folder_once_and_the_columns_that_most_runs_have(pack: Pack) -> None:
    curves = {"loss": [0.9, 0.5], "val_loss": [0.9, 0.5], "val_f1": [0.5, 0.6]}
    several = [("runs/a/h.csv", curves), ("runs/b/h.csv", curves), ("runs/c/h.csv", {"loss": [0.9, 0.5]})]
    judged = [judge(Origin(path, 1), run_of(columns), pack) for path, columns in several]
    view = build_view(Report(tuple(judged)), pack).overview
    assert view is not None
    assert (view.title["en"], [row.title for row in view.rows]) == ("3 runs in runs", ["a", "b", "c"])
    assert [heading["en"] for heading in view.headings[3:5]] == ["val_loss", "val_f1"]
    assert view.rows[2].cells[2:] == ("–", "–")


def test_one_run_needs_no_overview(pack: Pack) -> None:
    view = view_of(pack, run_of(OVERFIT))
    assert view.overview is None
    assert view.runs[0].title == "run.log"
    assert view_of(pack, run_of(OVERFIT), path="-").runs[0].title == "stdin"


def test_the_history_holds_every_epoch_as_logged(pack: Pack) -> None:
    (run,) = view_of(pack, run_of({"loss": [0.9, math.nan, 0.7], "val_loss": [0.9, 0.8, 0.9]})).runs
    assert list(run.history) == ["epoch", "loss", "val_loss"]
    assert math.isnan(run.history["loss"][1])
    assert run.history["epoch"] == (1, 2, 3)


@pytest.mark.parametrize("losses", [[0.5, math.nan, math.nan], [math.nan] * 6])
def test_a_run_that_broke_is_not_told_to_train_for_longer(losses: list[float], pack: Pack) -> None:
    (run,) = view_of(pack, run_of({"loss": losses, "val_loss": losses})).runs
    assert [finding.code for finding in run.findings] == ["TD001"]


def test_a_run_without_an_epoch_is_worded(pack: Pack) -> None:
    (run,) = view_of(pack, run_of({"loss": []}, planned_epochs=5, unfinished=Unfinished(1, 0.5))).runs
    assert run.epochs == 0


def test_every_fault_of_a_rule_pack_is_told() -> None:
    faults = (DoctorError("unknown_run", given="a", legal="b"), DoctorError("unknown_run", given="c", legal="d"))
    view = error_view(Failure("", RulePackError(faults)))
    assert view.text["en"] == "2 faults in the rule files"
    assert [("a" in detail["zh"], "c" in detail["zh"]) for detail in view.details] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    ("epochs", "shown"),
    [([], ()), ([4], ("4",)), ([3, 5, 6, 7, 9], ("3", "5–7", "9")), ([1, 3, 5, 7], ("1", "3", "5", "…"))],
)
def test_lists_of_epochs_are_short(epochs: list[int], shown: tuple[str, ...]) -> None:
    assert epoch_list(epochs) == shown


def test_the_sign_of_a_jump_is_explained_where_it_stands(pack: Pack) -> None:
    parts = {"val_f1": [0.6] * 5, "val_precision": [0.66] * 5, "val_recall": [0.68] * 5}
    restless = {"accuracy": [0.97, 0.971] * 5, "f1": [0.64, 0.73] * 5}
    for columns, jumps in ((parts, False), (restless, True)):
        found = view_of(pack, run_of(columns)).runs[0].findings
        (said,) = (one.message for one in found if one.code == "TD602")
        assert [("`Δf1`" in text, "Δ: " in text or "Δ 表示" in text) for text in said.values()] == [(jumps, jumps)] * 2


def test_a_limit_with_a_percent_sign_is_the_same_for_a_score_in_per_cent(pack: Pack) -> None:
    """TD304 asks for 30%: of a log in fractions that is 0.3, of one in per cent 30."""
    columns = {"loss": [0.69, 0.68, 0.68, 0.68, 0.67, 0.68, 0.68, 0.67], "accuracy": [0.52, 0.6, *[0.62] * 6]}
    fractions, per_cent = (
        view_of(pack, run_of({**columns, "accuracy": [unit * value for value in columns["accuracy"]]})).runs[0]
        for unit in (1.0, 100.0)
    )
    for run, value, threshold in ((fractions, 0.38, 0.3), (per_cent, 38.0, 30.0)):
        (outcome,) = (one for one in run.outcomes if one.code == "TD304")
        (poor,) = (one for one in outcome.evidence if one.name == "poor")
        assert (poor.text, poor.threshold) == ("poor 38% \u2265 30%", threshold)
        assert poor.value == pytest.approx(value)
