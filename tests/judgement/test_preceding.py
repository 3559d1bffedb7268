from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import view_of
from tests.judgement.training_runs import make_run, roles_of
from trainlog_doctor.judgement.best_epoch import better_before
from trainlog_doctor.model import Fact, Run
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack

LOSSES = [0.2777, 0.2726, 0.2895, 0.2690, 0.2793]


def waiting(best: float | None, *, first: int = 86, monitor: str = "val_loss") -> Run:
    said = Fact("checkpoint-not-improved", first, None, {"monitor": monitor, "best": best})
    return replace(make_run(first=first, loss=LOSSES, val_loss=LOSSES), facts=(said,))


def found(run: Run) -> tuple[str, float] | None:
    return better_before(run, roles_of(run))


def test_an_excerpt_tells_of_the_better_checkpoint_before_it() -> None:
    assert found(waiting(0.26629)) == ("val_loss", 0.26629)


@pytest.mark.parametrize("best", [0.2690, 0.26896, 0.3, None])
def test_what_an_epoch_shown_beats_or_is_itself_is_no_earlier_one(best: float | None) -> None:
    assert found(waiting(best)) is None


def test_of_a_whole_log_and_of_an_unknown_metric_nothing_is_said() -> None:
    assert found(waiting(0.2, first=1)) is None
    assert found(waiting(0.2, monitor="something")) is None


def test_the_report_says_so_beside_the_epoch_to_keep(pack: Pack) -> None:
    (run,) = view_of(pack, waiting(0.26629)).runs
    assert run.best is not None
    assert run.best.reason["en"].endswith("better still: `val_loss` 0.2663")
    assert run.best.reason["zh"].endswith("保存的检查点更好：`val_loss` 为 0.2663")
