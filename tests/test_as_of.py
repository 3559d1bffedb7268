"""Runs judged as of an epoch: the same as of a log that ends there."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.conftest import OVERFIT, keras_log, run_of
from trainlog_doctor.cli import main
from trainlog_doctor.errors import UsageError
from trainlog_doctor.model import Fact, Notice, Origin, Run, Unfinished
from trainlog_doctor.pipeline import Found, Options, analyze, collect
from trainlog_doctor.pipeline.as_of import as_of, until

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack

SAMPLES = Path(__file__).parent.parent / "sample_logs"
LOGS = sorted([*SAMPLES.rglob("verbose2.log"), *SAMPLES.rglob("checkpoints/verbose1.log")])


def same(one: Run, other: Run) -> None:
    np.testing.assert_array_equal(one.frame.epoch, other.frame.epoch)
    assert list(one.frame.columns) == list(other.frame.columns)
    for name, values in one.frame.columns.items():
        np.testing.assert_array_equal(values, other.frame.columns[name])
    assert one.frame.logged_nan == other.frame.logged_nan
    assert (one.planned_epochs, one.epoch_lines, one.unfinished) == (
        other.planned_epochs,
        other.epoch_lines,
        other.unfinished,
    )
    assert (one.stopped_early, one.name, one.line) == (other.stopped_early, other.name, other.line)
    assert one.facts == other.facts


@pytest.mark.parametrize("log", LOGS, ids=lambda path: path.relative_to(SAMPLES).as_posix())
def test_a_cut_run_is_that_of_a_log_that_ends_there(log: Path, tmp_path: Path) -> None:
    whole = collect([str(log)]).found[0].run
    lines = log.read_bytes().split(b"\n")
    for epoch in range(1, len(whole.frame)):
        # The log until the next epoch's header.
        short = tmp_path / f"{epoch}.log"
        short.write_bytes(b"\n".join([*lines[: whole.epoch_lines[epoch] - 1], b""]))
        same(until(whole, epoch), collect([str(short)]).found[0].run)


def test_what_was_known_only_later_is_gone_and_the_plan_stays() -> None:
    facts = (
        Fact("class-counts", line=1, data={"a": 1}),
        Fact("checkpoint-saved", 2, 5, {"monitor": "val_loss"}),
        Fact("checkpoint-saved", 3, 7, {"monitor": "val_loss"}),
        Fact("early-stopping", 3, 8),
        Fact("evaluate", line=9, data={"loss": 0.5}),
    )
    run = run_of(
        {"loss": [0.9, 0.5, math.nan], "val_f1": [math.nan, math.nan, 0.5]},
        planned_epochs=9,
        stopped_early=True,
        unfinished=Unfinished(4, 0.5),
        epoch_lines=(2, 4, 6),
        epoch_seconds=np.array([np.nan, np.nan, 3.0]),
        facts=facts,
        notices=(Notice("keras.averaged_twice", 1), Notice("keras.repeated_lines", 6)),
    )
    cut = until(run, 2)
    assert (cut.planned_epochs, cut.stopped_early, cut.unfinished, cut.epoch_seconds) == (9, False, None, None)
    assert (cut.facts, cut.notices, cut.epoch_lines) == (facts[:2], run.notices[:1], (2, 4))
    assert cut.frame.logged_nan == {"val_f1": (1, 2)}
    assert until(run, 3).facts == facts[:3]


def test_a_column_that_nothing_was_logged_in_yet_is_none() -> None:
    run = run_of({"loss": [0.9, 0.5], "val_loss": [math.nan, 0.5]})
    frame = type(run.frame)(run.frame.epoch, run.frame.columns)
    cut = until(Run("test", frame), 1)
    assert list(cut.frame.columns) == ["loss"]


def found(*runs: Run) -> list[Found]:
    return [Found(Origin("run.log", number), run) for number, run in enumerate(runs, start=1)]


def test_a_run_that_ends_before_says_so_and_one_that_had_not_begun_is_left_out() -> None:
    short, long = run_of({"loss": [0.5, 0.4]}), run_of({"loss": [0.5, 0.4, 0.3, 0.2]})
    later = Run("test", type(long.frame)(np.arange(11, 15), long.frame.columns))
    first, second = as_of(found(short, long, later), 3)
    assert [len(one.run.frame) for one in (first, second)] == [2, 3]
    assert [notice.code for notice in first.run.notices] == ["sources.ends_before"]
    assert second.run.notices == ()


@pytest.mark.parametrize("epoch", [5, 1])
def test_an_epoch_that_no_run_has_come_to_is_refused(epoch: int) -> None:
    run = run_of({"loss": [0.5, 0.4, 0.3]})
    later = Run("test", type(run.frame)(np.arange(2, 5), run.frame.columns))
    with pytest.raises(UsageError, match="no_such_epoch"):
        as_of(found(later), epoch)


def test_the_report_of_an_epoch_says_whether_to_stop(tmp_path: Path, pack: Pack) -> None:
    log = tmp_path / "run.log"
    log.write_text(keras_log(OVERFIT, planned=30), encoding="utf-8")
    (diagnosis,) = analyze([str(log)], pack, Options(as_of=10)).diagnoses
    assert len(diagnosis.run.frame) == 10
    assert diagnosis.stop_now is not None
    assert (diagnosis.stop_now.now, diagnosis.stop_now.keep, diagnosis.stop_now.data["left"]) == (True, 4, 20)
    (whole,) = analyze([str(log)], pack).diagnoses
    assert whole.stop_now is None


def test_rules_of_a_run_s_end_are_not_asked_as_of_an_epoch(tmp_path: Path, pack: Pack) -> None:
    log = tmp_path / "run.log"
    log.write_text(keras_log(OVERFIT, planned=30), encoding="utf-8")
    (diagnosis,) = analyze([str(log)], pack, Options(as_of=3)).diagnoses
    said = {outcome.code: outcome for outcome in diagnosis.outcomes}
    assert said["TD702"].missing == said["TD305"].missing == said["TD902"].missing == ("still_running",)


def test_the_command_takes_the_epoch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "run.log"
    log.write_text(keras_log(OVERFIT, planned=30), encoding="utf-8")
    assert main(["analyze", str(log), "--as-of", "10", "--format", "json"]) == 0
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert run["epochs"] == 10
    assert (run["stop"]["now"], run["stop"]["since"], run["stop"]["keep"]) == (True, 8, 4)
    assert run["early_stopping"][0]["monitor"] == "val_loss"
    assert main(["analyze", str(log), "--as-of", "13"]) == 2
    assert "epochs 1 to 12" in capsys.readouterr().err
    assert main(["analyze", str(log), "--as-of", "0"]) == 2
