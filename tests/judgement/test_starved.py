"""Epochs that had hardly any data are not judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.conftest import run_of, view_of
from trainlog_doctor.engine.overrides import Overrides
from trainlog_doctor.gate.baseline import standings
from trainlog_doctor.judgement.judge import judge
from trainlog_doctor.judgement.starved import without_starved
from trainlog_doctor.model import Fact, Origin
from trainlog_doctor.pipeline import Options, analyze
from trainlog_doctor.pipeline.scan import Sweeping
from trainlog_doctor.record import replace
from trainlog_doctor.settings.model import Settings
from trainlog_doctor.settings.rulebook import rulebook
from trainlog_doctor.sweep.engines.base import Source

if TYPE_CHECKING:
    from pathlib import Path

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.model import Run

# Every second epoch has the loss of one batch, and the best accuracy of all on what was left of the validation data.
LOSSES = [0.70, 0.20, 0.62, 0.95, 0.55, 0.15, 0.49, 0.90, 0.44, 0.10, 0.40, 0.85]
VAL_LOSSES = [0.71, 0.05, 0.64, 1.90, 0.58, 0.03, 0.53, 1.70, 0.50, 0.02, 0.48, 1.60]
SAID = (Fact("warning", 2, 5, {"code": "ran-out-of-data", "detail": None}),)
LONG_AND_SHORT = [80.0, 4.0] * 6


def run(seconds: list[float], facts: tuple[Fact, ...] = ()) -> Run:
    return run_of({"loss": LOSSES, "val_loss": VAL_LOSSES}, epoch_seconds=np.array(seconds), facts=facts)


def starved(seconds: list[float], facts: tuple[Fact, ...] = ()) -> list[int]:
    told = without_starved(run(seconds, facts)).frame
    return [int(epoch) for epoch in told.epoch[np.isnan(told.columns["loss"])]]


def test_every_second_epoch_that_took_hardly_any_time_is_left_out() -> None:
    assert starved(LONG_AND_SHORT) == [2, 4, 6, 8, 10, 12]
    assert starved([80.0, 80.0, 4.0, *[80.0, 4.0] * 4, 80.0]) == [3, 5, 7, 9, 11]


@pytest.mark.parametrize(
    "seconds",
    [
        [80.0, 11.0] * 6,  # a callback that evaluates in every second epoch
        [4.0, 0.0] * 6,  # rounded
        [80.0, 4.0, 80.0, 4.0, *[80.0] * 8],  # a machine that others use too
        [*[80.0, 4.0] * 3, *[80.0] * 6],  # not to the end
        [*[80.0] * 6, 4.0, 80.0, 4.0, 80.0, 4.0, 4.0],  # the last one lasts as long as the one behind it
        [80.0, 4.0, 80.0, 80.0, 4.0, *[80.0, 4.0] * 3, 80.0],
        [*[80.0] * 9, 4.0, 80.0, 4.0],
        [80.0, *[4.0] * 11],  # compiled in the first epoch
        [float("nan"), 4.0] * 6,
    ],
)
def test_other_times_leave_all_as_it_is(seconds: list[float]) -> None:
    made = run(seconds)
    assert without_starved(made) is made


def test_where_the_log_says_that_data_ran_out_less_is_enough() -> None:
    assert starved([1.0, 0.0] * 6, SAID) == [2, 4, 6, 8, 10, 12]
    assert starved([80.0, 26.0] * 6, SAID) == [2, 4, 6, 8, 10, 12]
    assert starved([80.0, 28.0] * 6, SAID) == []
    assert starved([*[80.0] * 8, 26.0, 80.0, 26.0, 80.0], SAID) == [9, 11]
    assert starved([*[80.0] * 10, 26.0, 80.0], SAID) == []


@pytest.mark.parametrize("facts", [(), SAID])
def test_epochs_are_short_where_nothing_is_validated_in_them(facts: tuple[Fact, ...]) -> None:
    validated = [value if place % 2 == 0 else float("nan") for place, value in enumerate(VAL_LOSSES)]
    printed = run_of({"loss": LOSSES, "val_loss": validated}, epoch_seconds=np.array(LONG_AND_SHORT), facts=facts)
    made = replace(printed, frame=replace(printed.frame, logged_nan={}))
    assert without_starved(made) is made


def test_a_run_without_times_stays_as_it_is() -> None:
    made = run_of({"loss": LOSSES}, facts=SAID)
    assert without_starved(made) is made


def test_neither_findings_nor_the_epoch_to_keep_come_of_them(pack: Pack) -> None:
    diagnosis = judge(Origin("run.log", 1), run(LONG_AND_SHORT), pack)
    fired = {outcome.code for outcome in diagnosis.outcomes if outcome.status == "fired"}
    assert {"TD201", "TD202"}.isdisjoint(fired)
    assert diagnosis.best is not None
    assert diagnosis.best.epoch == 11


def test_what_they_printed_as_nan_is_no_broken_loss(pack: Pack) -> None:
    losses = [value if place % 2 == 0 else float("nan") for place, value in enumerate(LOSSES)]
    printed = run_of({"loss": losses, "val_loss": VAL_LOSSES}, epoch_seconds=np.array(LONG_AND_SHORT))
    diagnosis = judge(Origin("run.log", 1), printed, pack)
    assert "TD001" not in {outcome.code for outcome in diagnosis.outcomes if outcome.status == "fired"}


def test_neither_a_gate_nor_a_sweep_has_their_values(pack: Pack, tmp_path: Path) -> None:
    log = tmp_path / "run.log"
    rows = zip(LOSSES, VAL_LOSSES, LONG_AND_SHORT, strict=True)
    log.write_text(
        "".join(
            f"Epoch {epoch}/12\n9/9 - {time:.0f}s - loss: {loss} - val_loss: {val_loss}\n"
            for epoch, (loss, val_loss, time) in enumerate(rows, 1)
        )
    )
    (diagnosis,) = analyze([str(log)], pack, Options()).diagnoses
    assert standings(diagnosis, pack.metrics)["val_loss"].best == min(VAL_LOSSES[::2])
    (row,) = Sweeping(rulebook(Settings(), (), Overrides())).rows(Source(str(log)))
    assert (row.best_epoch, row.last) == (11, {})


def test_the_report_says_so(pack: Pack) -> None:
    told = view_of(pack, run(LONG_AND_SHORT)).runs[0]
    assert any("In 6 epochs, every second one from epoch 2 on" in notice.text["en"] for notice in told.notices)
