"""An accuracy that says nothing chooses no epoch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import run_of
from trainlog_doctor.engine.roles import RoleColumn
from trainlog_doctor.judgement.judge import judge
from trainlog_doctor.model import Origin

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack

REGRESSION = {
    "loss": [0.40, 0.10, 0.06, 0.05, 0.04, 0.035, 0.03, 0.028],
    "accuracy": [0.0, 0.002, 0.001, 0.0, 0.002, 0.001, 0.002, 0.001],
    "val_loss": [0.30, 0.20, 0.10, 0.080, 0.070, 0.066, 0.0660, 0.0640],
    "val_accuracy": [0.0, 0.0, 0.0, 0.90, 0.0, 0.0, 0.0, 0.0],
}


def test_the_accuracy_of_a_regression_is_not_weighed(pack: Pack) -> None:
    told = judge(Origin("run.log", 1), run_of(REGRESSION), pack)
    assert told.verdict == "TD601"
    assert told.best is not None
    assert told.best.by == "val_loss"
    assert {stop.monitor for stop in told.stops} == {"val_loss"}
    assert told.callbacks is not None
    assert told.callbacks.monitor == "val_loss"


def test_the_accuracy_of_a_regression_rules_out_no_loss(pack: Pack) -> None:
    losses = [1.2, 1.1, 1.05, 1.0, 0.95, 0.9, 0.8, 0.6, 0.5, 0.4]
    none = [0.0] * len(losses)
    told = judge(
        Origin("run.log", 1), run_of({"loss": losses, "accuracy": none, "val_loss": losses, "val_accuracy": none}), pack
    )
    assert told.verdict is not None
    assert told.best is not None
    assert (told.best.epoch, told.best.reason) == (10, "one")


def test_whoever_names_it_is_taken_at_their_word(pack: Pack) -> None:
    named = {"val_score": RoleColumn("val_accuracy", "higher")}
    told = judge(Origin("run.log", 1), run_of(REGRESSION), pack, named)
    assert told.best is not None
    assert told.best.epoch == 4
