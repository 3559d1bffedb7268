from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from tests.conftest import run_of
from trainlog_doctor.judgement.judge import judge
from trainlog_doctor.judgement.linked import linked
from trainlog_doctor.judgement.report import Report
from trainlog_doctor.model import Origin
from trainlog_doctor.view import build_view

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.view.document import ReportView

FALLING = [0.9, 0.8, 0.7, 0.6, 0.5, 0.45]
RISING = [0.5, 0.6, 0.7, 0.8, 0.9, 1.0]


def phase(pack: Pack, number: int, val_loss: list[float], first: int = 1, continues: int | None = None) -> Diagnosis:
    run = run_of({"loss": [value / 2 for value in val_loss], "val_loss": val_loss}, continues=continues)
    run = replace(run, frame=replace(run.frame, epoch=np.arange(first, first + len(val_loss))))
    return judge(Origin("run.log", number), run, pack)


def view(pack: Pack, *diagnoses: Diagnosis) -> ReportView:
    return build_view(Report(diagnoses), pack)


def test_the_best_epoch_of_all_phases_may_lie_in_an_earlier_one(pack: Pack) -> None:
    one, two = phase(pack, 1, FALLING), phase(pack, 2, RISING, first=7, continues=1)
    (found,) = linked([one, two]).values()
    assert found.best is not None
    assert (found.phases, found.epochs, found.best.epoch, found.holder) == ((one, two), 12, 6, one)


def test_three_phases_are_one_story_told_by_the_last(pack: Pack) -> None:
    phases = [phase(pack, n, [1 / (6 * n + at) for at in range(6)], 6 * n - 5, n - 1 or None) for n in (1, 2, 3)]
    ((origin, found),) = linked(phases).items()
    assert (origin.number, found.phases, found.epochs) == (3, tuple(phases), 18)


def test_runs_that_stand_alone_or_whose_first_part_is_not_at_hand_have_no_story(pack: Pack) -> None:
    assert linked([phase(pack, 1, FALLING), phase(pack, 2, FALLING)]) == {}
    assert linked([phase(pack, 2, FALLING, first=7, continues=1)]) == {}


def test_overlapping_epochs_are_not_put_into_one_table(pack: Pack) -> None:
    assert linked([phase(pack, 1, FALLING), phase(pack, 2, FALLING, first=4, continues=1)]) == {}


def test_a_link_to_itself_or_a_later_run_is_no_link(pack: Pack) -> None:
    assert linked([phase(pack, 1, FALLING, continues=2), phase(pack, 2, FALLING, first=7, continues=2)]) == {}


def test_only_metrics_that_all_phases_have_decide(pack: Pack) -> None:
    one = phase(pack, 1, FALLING)
    run = run_of({"mae": FALLING}, continues=1)
    other = judge(Origin("run.log", 2), replace(run, frame=replace(run.frame, epoch=np.arange(7, 13))), pack)
    (found,) = linked([one, other]).values()
    assert (found.best, found.holder, found.epochs) == (None, other, 12)
    report = view(pack, one, other)
    assert report.overview is not None
    assert report.overview.summaries[0]["en"] == "Runs 1–2 are one training in 2 phases, 12 epochs in all."
    assert report.runs[1].elsewhere is None


def test_the_overview_tells_what_all_phases_come_to(pack: Pack) -> None:
    report = view(pack, phase(pack, 1, FALLING), phase(pack, 2, RISING, first=7, continues=1))
    assert report.overview is not None
    assert [row.title for row in report.overview.rows] == ["1", "1→2"]
    (told,) = report.overview.summaries
    assert told["en"].startswith("Runs 1–2 are one training in 2 phases: of its 12 epochs, epoch 6 (run 1)")
    assert told["zh"].startswith("第 1–2 次训练是同一次训练的 2 个阶段，共 12 轮，建议保留其中第 6 轮")


def test_the_last_phase_points_to_a_better_epoch_of_another_one(pack: Pack) -> None:
    first, last = view(pack, phase(pack, 1, FALLING), phase(pack, 2, RISING, first=7, continues=1)).runs
    assert (first.elsewhere, last.continues) == (None, 1)
    assert last.elsewhere is not None
    assert last.elsewhere["en"] == "Of the whole training (runs 1–2), epoch 6 (run 1) is the one to keep."
    assert last.elsewhere["zh"].endswith("建议保留第 6 轮（第 1 次训练）。")


def test_the_last_phase_points_nowhere_where_its_own_epoch_is_the_one_to_keep(pack: Pack) -> None:
    lower = [value / 3 for value in FALLING]
    report = view(pack, phase(pack, 1, FALLING), phase(pack, 2, lower, first=7, continues=1))
    assert report.runs[1].elsewhere is None
    assert report.overview is not None
    assert "epoch 12 (run 2)" in report.overview.summaries[0]["en"]


def test_phases_of_one_training_are_no_sample_to_take_a_mean_of(pack: Pack) -> None:
    alone = [phase(pack, 3, FALLING), phase(pack, 4, FALLING)]
    report = view(pack, phase(pack, 1, FALLING), phase(pack, 2, RISING, first=7, continues=1), *alone)
    assert report.overview is not None
    assert "over 2 runs" in report.overview.summaries[0]["en"]
