from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from tests.conftest import OVERFIT, run_of, view_of
from trainlog_doctor.i18n import LANGUAGES
from trainlog_doctor.judgement.judge import judge
from trainlog_doctor.judgement.report import Report
from trainlog_doctor.judgement.stop_now import stop_now
from trainlog_doctor.model import Origin
from trainlog_doctor.view import build_view

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.model import Run
    from trainlog_doctor.view.model import StopsView

NUMBERS = re.compile(r"\d+(?:\.\d+)?%?")


def stops(pack: Pack, run: Run) -> StopsView:
    found = view_of(pack, run).runs[0].stopping.table
    assert found is not None
    return found


def english(view: StopsView) -> list[tuple[str, ...]]:
    return [tuple(cell["en"] for cell in row) for row in view.rows]


def test_patiences_that_come_to_the_same_share_a_row(pack: Pack) -> None:
    view = stops(pack, run_of(OVERFIT))
    rows = english(view)
    assert [heading["en"] for heading in view.headings][4:6] == ["val_loss", "val_f1"]
    assert [row[:4] for row in rows] == [
        ("val_loss", "3", "epoch 7", "epoch 4"),
        ("val_loss", "5", "epoch 9", "epoch 4"),
        ("val_loss", "10–20", "never", "epoch 4"),
        ("val_f1", "3", "epoch 9", "epoch 6"),
        ("val_f1", "5", "epoch 11", "epoch 6"),
        ("val_f1", "10–20", "never", "epoch 6"),
    ]


def test_metrics_are_told_in_their_own_direction_against_the_epoch_to_keep(pack: Pack) -> None:
    rows = english(stops(pack, run_of(OVERFIT)))
    assert rows[0][4:6] == ("=", "=")
    assert rows[3][4:6] == ("+12.5%", "+0.01")


def test_a_loss_that_is_not_positive_is_told_as_a_difference(pack: Pack) -> None:
    losses = [-0.1, -0.5, -0.8, -0.6, -0.5, -0.5, -0.9]
    rows = english(stops(pack, run_of({"loss": losses, "val_loss": losses})))
    assert rows[0][2:5] == ("epoch 6", "epoch 3", "+0.1")


def test_time_has_a_column_where_the_log_has_times(pack: Pack) -> None:
    without, seconds = stops(pack, run_of(OVERFIT)), np.full(12, 40.0)
    timed = stops(pack, replace(run_of(OVERFIT), epoch_seconds=seconds))
    long = stops(pack, replace(run_of(OVERFIT), epoch_seconds=100 * seconds))
    short = stops(pack, replace(run_of(OVERFIT), epoch_seconds=seconds / 30))
    assert len(timed.headings) == len(without.headings) + 1
    assert [row[-1] for row in english(timed)][:3] == ["3.3 min", "2.0 min", "–"]
    assert english(long)[0][-1] == "5.6 h"
    assert english(short)[0][-1] == "7 s"


def test_both_languages_carry_the_same_numbers(pack: Pack) -> None:
    view = stops(pack, replace(run_of(OVERFIT), epoch_seconds=np.full(12, 400.0)))
    for row in view.rows:
        for cell in row:
            assert NUMBERS.findall(cell["en"]) == NUMBERS.findall(cell["zh"])
    assert all(set(heading) == set(LANGUAGES) for heading in view.headings)
    assert NUMBERS.findall(view.note["en"]) == NUMBERS.findall(view.note["zh"])


def test_a_run_without_an_epoch_to_keep_has_no_table(pack: Pack) -> None:
    (run,) = view_of(pack, run_of({"loss": [np.nan] * 3})).runs
    assert (run.stopping.table, run.stopping.replayed) == (None, ())


def test_a_stop_after_the_last_epoch_that_keeps_the_same_weights_is_nothing_to_tell(pack: Pack) -> None:
    losses = [0.9, 0.3, 0.5, 0.6, 0.8]
    run = run_of({"loss": [0.9, 0.7, 0.5, 0.3, 0.2], "val_loss": losses})
    longer = run_of({"loss": [0.9, 0.7, 0.5, 0.3, 0.2, 0.1], "val_loss": [*losses, 0.9]})
    assert view_of(pack, run).runs[0].stopping.table is None
    assert stops(pack, longer).rows


def test_a_run_that_learnt_nothing_has_no_table(pack: Pack) -> None:
    (run,) = view_of(pack, run_of({"loss": [0.6932, 0.6931] * 6, "val_loss": [0.693, 0.6931] * 6})).runs
    assert run.best is not None
    assert (run.best.worth_keeping, run.stopping.table) == (False, None)


def test_whether_to_stop_is_worded_with_the_epoch_to_keep(pack: Pack) -> None:
    run = replace(run_of(OVERFIT), planned_epochs=30)
    diagnosis = judge(Origin("run.log", 1), run, pack)
    asked = replace(diagnosis, stop_now=stop_now(run, diagnosis.roles, diagnosis.best))
    (view,) = build_view(Report((asked,)), pack).runs
    now = view.stopping.now
    assert now is not None
    assert now.text["en"].startswith("Stop (since epoch 8): `val_loss` was lowest at epoch 4")
    assert "Keep epoch 4." in now.text["en"]
    assert "saved: 18" in now.text["en"]
    assert NUMBERS.findall(now.text["en"]) == NUMBERS.findall(now.text["zh"])


def test_a_report_of_a_whole_run_does_not_ask(pack: Pack) -> None:
    assert view_of(pack, run_of(OVERFIT)).runs[0].stopping.now is None


def test_what_became_of_a_run_shorter_than_any_patience_is_not_replayed(pack: Pack) -> None:
    falling = [0.9, 0.8, 0.7, 0.65, 0.6, 0.55]
    said = []
    for epochs in (5, 6):
        callbacks = view_of(pack, run_of({"val_loss": falling[:epochs]})).runs[0].stopping.callbacks
        assert callbacks is not None
        said.append(
            (
                callbacks.advised.patience,
                "It would have" in callbacks.reason["en"],
                "按此设置" in callbacks.reason["zh"],
            )
        )
    assert said == [(5, False, False), (5, True, True)]
