"""That nothing was gained beyond the noise is no finding where the noise swallows all, or where overfitting says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import run_of
from trainlog_doctor.judgement.judge import judge
from trainlog_doctor.model import Origin

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack

FALLING = [round(0.9 * 0.9**epoch, 4) for epoch in range(30)]
LEVEL = [0.90, 0.70, 0.60, 0.55, *[0.51, 0.50] * 13]
JUMPING = [1.2, 0.8, 1.0, 4.2, 0.6, 2.8, *[2.6, 0.5, 3.4, 0.7, 4.5, 0.45] * 4]


def statuses(pack: Pack, training: list[float], validation: list[float]) -> dict[str, str]:
    run = run_of({"loss": training, "val_loss": validation}, planned_epochs=30)
    return {outcome.code: outcome.status for outcome in judge(Origin("run.log", 1), run, pack).outcomes}


def test_epochs_without_a_gain_are_told_beside_a_calm_validation(pack: Pack) -> None:
    slow = [0.9 - 0.01 * epoch for epoch in range(30)]
    assert statuses(pack, slow, LEVEL)["TD503"] == "fired"


def test_they_are_not_beside_one_whose_noise_swallows_any_gain(pack: Pack) -> None:
    slow = [0.9 - 0.01 * epoch for epoch in range(30)]
    found = statuses(pack, slow, JUMPING)
    assert (found["TD202"], found["TD503"]) == ("fired", "suppressed")


def test_nor_where_validation_stays_far_behind_training(pack: Pack) -> None:
    found = statuses(pack, FALLING, LEVEL)
    assert (found["TD103"], found["TD503"]) == ("fired", "suppressed")
