"""The advice to stop against plain patience, on the runs of the committed lab."""

from __future__ import annotations

import numpy as np

from benchmarks.scoring.example import Curves
from benchmarks.stopping import PAGE, PATIENCES, Replayed, Stopped, by_advice, by_patience, measured, of_lab, row
from tests.judgement.training_runs import make_run, roles_of
from trainlog_doctor.engine.load import load_pack

VALLEY = [0.9, 0.6, 0.5, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8]


def replayed(losses: list[float], truth: Curves | None = None) -> Replayed:
    run = make_run(loss=np.geomspace(1.0, 0.1, len(losses)).tolist(), val_loss=losses)
    return Replayed(run, roles_of(run), truth, run.frame.columns["val_loss"])


def test_a_way_to_stop_is_measured_by_what_it_keeps_and_how_late_it_is() -> None:
    truth = Curves(VALLEY, [0.5] * 12, VALLEY, ())
    one = replayed(VALLEY, truth)
    assert by_patience(one, 3) == Stopped(6, 3)
    assert row("patience 3", [one], lambda one: by_patience(one, 3)) == (
        "patience 3", "100.0%", "100.0%", "3", "58%", "0.000",
    )  # fmt: skip
    early = row("at once", [one], lambda _: Stopped(1, 1))
    assert early == ("at once", "0.0%", "0.0%", "-2", "17%", "0.500")
    assert "**trainlog-doctor**" in measured([one])


def test_no_patience_keeps_the_best_epoch_as_often_at_less_delay() -> None:
    runs = list(of_lab(load_pack()))[::3]
    assert len(runs) >= 50
    _, ours, _, our_delay, *_ = row("ours", runs, by_advice)
    for patience in PATIENCES:
        _, theirs, _, delay, *_ = row("", runs, lambda one, p=patience: by_patience(one, p))  # type: ignore[misc]
        if float(theirs.rstrip("%")) >= float(ours.rstrip("%")):
            assert float(delay) >= float(our_delay)


def test_the_page_holds_the_lab_s_table() -> None:
    assert "| **trainlog-doctor** |" in PAGE.read_text(encoding="utf-8")
