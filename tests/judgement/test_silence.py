"""What it means that no rule gives a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import numpy as np
import pytest

from tests.conftest import run_of
from tests.judgement.training_runs import make_run, roles_of
from trainlog_doctor.engine.outcome import Outcome
from trainlog_doctor.i18n import catalogue
from trainlog_doctor.judgement.judge import judge, judge_briefly, silence_of
from trainlog_doctor.judgement.phases import phases
from trainlog_doctor.judgement.silence import Silence, SilenceKind, Unexplained, meaning, unexplained
from trainlog_doctor.model import Origin
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from trainlog_doctor.engine.outcome import Status
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.model import Run

FALLING = np.geomspace(1.0, 0.3, 8).tolist()
RISING = FALLING[::-1]
LEVEL = [0.57, 0.58] * 4


def meant(run: Run, *answers: Status) -> Silence:
    outcomes = [Outcome(f"TD{number}", answer, "info", "high") for number, answer in enumerate(answers)]
    return meaning(run, roles_of(run), outcomes, phases(run, roles_of(run), ()))


@pytest.mark.parametrize(
    ("series", "answers", "kind"),
    [
        (FALLING, ("clear", "skipped"), "no-finding"),
        (FALLING, ("clear", "fired"), "only-remarks"),
        (FALLING, ("skipped",), "not-judged"),
        (FALLING, (), "not-judged"),
        (RISING, ("clear",), "no-cause"),
        (RISING, ("clear", "fired"), "no-cause"),
        (RISING, ("skipped",), "not-judged"),
        (LEVEL, ("clear",), "no-progress"),
        (LEVEL, ("clear", "fired"), "only-remarks"),
        ([0.2] * 8, ("clear",), "no-change"),
        ([0.2] * 8, ("clear", "fired"), "only-remarks"),
    ],
)
def test_silence_is_calm_only_where_rules_looked_and_nothing_stays_open(
    series: list[float], answers: tuple[Status, ...], kind: SilenceKind
) -> None:
    assert meant(make_run(val_loss=series), *answers).kind == kind


def test_a_standstill_is_no_open_question_where_a_remark_tells_of_it() -> None:
    level = make_run(val_loss=LEVEL)
    assert meant(level, "clear").unexplained == Unexplained("plateau", "val_loss")
    assert meant(level, "fired").unexplained is None


def test_of_columns_that_nobody_knows_rules_say_nothing_by_holding_their_peace() -> None:
    assert meant(make_run(fancy=FALLING), "clear") == Silence("not-judged", unknown=("fancy",))


def test_rules_that_are_all_switched_off_leave_no_question_open() -> None:
    assert meant(make_run(val_loss=RISING)) == Silence("not-judged")


def test_a_run_that_early_stopping_ended_gets_worse_as_it_must() -> None:
    run = make_run(val_loss=RISING)
    assert meant(run, "clear").unexplained == Unexplained("worsening", "val_loss")
    assert meant(replace(run, stopped_early=True), "clear") == Silence("no-finding")


def test_a_training_loss_that_gets_worse_too_is_named() -> None:
    both = meant(make_run(loss=RISING, val_loss=RISING), "clear").unexplained
    assert both == Unexplained("worsening", "val_loss", training="loss")


def test_a_loss_that_stands_still_beside_a_better_score_is_no_question() -> None:
    still = [0.96, 0.965, 0.985, 0.952, 0.97, 0.989, 0.972, 0.99]
    better, level = (make_run(val_loss=still, val_f1=f1) for f1 in (np.linspace(0.1, 0.5, 8).tolist(), [0.5] * 8))
    seen = [unexplained(run, phases(run, roles_of(run), ())) for run in (better, level)]
    assert seen == [None, Unexplained("plateau", "val_loss")]


@pytest.mark.parametrize("series", [FALLING, RISING, LEVEL, [0.2] * 8, [2.0, *FALLING, *RISING]])
def test_a_row_of_many_runs_says_the_same_as_the_report_of_one(series: list[float], pack: Pack) -> None:
    run = run_of({"loss": FALLING if len(series) == 8 else series, "val_loss": series})
    for rules in (pack, replace(pack, rules={"TD001": pack.rules["TD001"]})):
        whole = judge(Origin("run.log", 1), run, rules)
        assert whole.silence == silence_of(run, judge_briefly(run, rules))
        assert (whole.silence is None) == (whole.verdict is not None)


@pytest.mark.parametrize("topic", ["report", "scan"])
def test_every_kind_of_silence_is_worded(topic: str) -> None:
    assert {f"verdict.{kind}" for kind in get_args(SilenceKind)} <= set(catalogue(topic, "en"))


def test_a_metric_that_was_logged_once_is_not_called_constant() -> None:
    once = make_run(val_loss=[np.nan] * 7 + [0.2], loss=LEVEL)
    assert meant(once, "clear").unexplained == Unexplained("plateau", "val_loss", constant=None)
