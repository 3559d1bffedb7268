"""What the epoch to keep costs, on the runs of the committed lab."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.epochs import CONSTANTS, PAGE, Judged, costs, interval, measured, moved, of_lab
from benchmarks.scoring.example import Curves
from tests.judgement.training_runs import make_run, roles_of
from trainlog_doctor.engine.load import load_pack
from trainlog_doctor.judgement import luck

VALLEY = [0.9, 0.6, 0.5, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7]
TRUTH = Curves([0.8, 0.6, 0.5, 0.5, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7], [0.5] * 10, VALLEY, ())


def judged(case: str, losses: list[float]) -> Judged:
    run = make_run(loss=np.geomspace(1.0, 0.1, len(losses)).tolist(), val_loss=losses)
    return Judged(case, run, roles_of(run), TRUTH)


def test_the_cost_is_that_of_the_epoch_kept_beside_that_of_the_lowest_loss() -> None:
    assert costs([judged("one", VALLEY)])[0] == pytest.approx([0.25, 0.25])
    assert costs([judged("one", VALLEY[::-1])])[0][1] == pytest.approx(0.25)


def test_runs_of_one_case_are_drawn_together() -> None:
    rows = np.array([[1.0, 1.0], [3.0, 1.0]])
    together = interval([judged("one", VALLEY), judged("one", VALLEY)], rows)
    apart = interval([judged("one", VALLEY), judged("other", VALLEY)], rows)
    assert together == (2.0, 2.0)
    assert apart == (1.0, 3.0)


def test_constants_are_put_back_after_they_were_moved() -> None:
    before = [getattr(module, name) for module, names in CONSTANTS.items() for name in names]
    assert moved([judged("one", VALLEY)]).count("\n") == len(before) + 2
    assert [getattr(module, name) for module, names in CONSTANTS.items() for name in names] == before
    assert luck in CONSTANTS


def test_the_epoch_kept_costs_less_than_the_lowest_loss_over_the_whole_lab() -> None:
    runs = [one for half in of_lab(load_pack()).values() for one in half]
    ours, naive = costs(runs).mean(axis=0)
    assert len(runs) >= 300
    assert ours < naive


def test_the_page_holds_the_lab_s_tables() -> None:
    content = PAGE.read_text(encoding="utf-8")
    assert "| held-out half |" in content
    assert "| as shipped |" in content
    assert "| runs of |" in measured({"one": [judged("one", VALLEY)]})
