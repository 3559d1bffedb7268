"""Where the last epoch is the one to keep, no finding says that it is not the best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import run_of
from trainlog_doctor.engine.roles import RoleColumn
from trainlog_doctor.judgement.judge import judge
from trainlog_doctor.model import Origin

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.judgement.diagnosis import Diagnosis

LOSSES = [0.90, 0.80, 0.70, 0.60, 0.50, 0.45, 0.40, 0.36, 0.32, 0.30]
SCORES = [0.30, 0.40, 0.50, 0.54, 0.52, 0.51, 0.50, 0.50, 0.50, 0.50]


def told(pack: Pack, losses: list[float], **named: RoleColumn) -> Diagnosis:
    run = run_of({"loss": LOSSES, "val_loss": losses, "val_f1": SCORES}, planned_epochs=10)
    return judge(Origin("run.log", 1), run, pack, named)


def status(diagnosis: Diagnosis) -> str:
    return next(outcome.status for outcome in diagnosis.outcomes if outcome.code == "TD501")


def test_a_score_that_ends_lower_is_no_finding_where_the_loss_outweighs_it(pack: Pack) -> None:
    diagnosis = told(pack, LOSSES)
    assert diagnosis.best is not None
    assert (diagnosis.best.epoch, status(diagnosis)) == (10, "clear")


def test_what_could_not_be_judged_is_not_clear_where_the_last_epoch_is_to_be_kept(pack: Pack) -> None:
    diagnosis = judge(Origin("run.log", 1), run_of({"loss": LOSSES}), pack)
    assert diagnosis.best is not None
    assert (diagnosis.best.epoch, status(diagnosis)) == (10, "skipped")


def test_it_is_one_where_the_score_counts(pack: Pack) -> None:
    diagnosis = told(pack, LOSSES, val_score=RoleColumn("val_f1", "higher"))
    assert diagnosis.best is not None
    assert (diagnosis.best.epoch, status(diagnosis)) == (4, "fired")


def test_it_is_one_where_an_earlier_epoch_is_to_be_kept(pack: Pack) -> None:
    diagnosis = told(pack, [0.90, 0.80, 0.70, 0.60, 0.62, 0.64, 0.66, 0.68, 0.70, 0.72])
    assert diagnosis.best is not None
    assert (diagnosis.best.epoch, status(diagnosis)) == (4, "fired")
