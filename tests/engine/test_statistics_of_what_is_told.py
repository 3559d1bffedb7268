"""Statistics of what a log says beside its numbers, and of many columns at once: examples worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trainlog_doctor.engine.expectation import Circumstances
from trainlog_doctor.engine.measures.saturation import saturated
from trainlog_doctor.engine.measures.yardstick import yardstick
from trainlog_doctor.engine.measuring import make_series
from trainlog_doctor.engine.roles import RoleColumn
from trainlog_doctor.engine.statistics import STATISTICS
from trainlog_doctor.engine.testing import synthetic_run
from trainlog_doctor.model import Fact

if TYPE_CHECKING:
    from trainlog_doctor.engine.statistic import Measurement

LOSS = "0.8 0.4 0.2"


def told(name: str, *facts: Fact, planned: int | None = 10, ended: bool = False, begun: int | None = None) -> float:
    """A statistic over a training loss of three epochs, and what the log says of it."""
    about = Circumstances(planned_epochs=planned, stopped_early=ended, unfinished=begun, facts=facts)
    series = make_series(RoleColumn("loss", "lower"), synthetic_run({"loss": LOSS}, about))
    statistic = STATISTICS[name]
    found = statistic.compute(*[series] * statistic.inputs)
    assert found is not None
    return found.value


def beside(name: str, columns: dict[str, str], places: tuple[str, ...], **arguments: float) -> Measurement:
    """A statistic over columns that stand at the given places of its series."""
    run = synthetic_run(columns)
    series = [make_series(RoleColumn(at, "higher"), run) if at else None for at in places]
    found = STATISTICS[name].compute(*series, *[None] * (STATISTICS[name].inputs - len(places)), **arguments)
    assert found is not None
    return found


def test_whether_a_callback_ended_the_run() -> None:
    assert told("ended_by_callback", ended=True) == 1
    assert told("ended_by_callback") == 0


def test_epochs_that_were_planned_and_never_came() -> None:
    assert told("missing_epochs") == 7
    assert told("missing_epochs", ended=True) == 0


def test_checkpoints_and_restored_weights_are_kept_ones() -> None:
    saved, passed = Fact("checkpoint-saved", 2), Fact("checkpoint-not-improved", 3)
    assert told("weights_kept", saved, passed, Fact("restored-best", 3)) == 2
    assert told("weights_kept") == 0


def test_a_traceback_is_the_sign_of_a_break_only_within_an_epoch() -> None:
    traceback = Fact("traceback", 3, 9, {"text": "ValueError: bad"})
    assert told("signs_of_a_break", traceback) == 0
    assert told("signs_of_a_break", traceback, begun=4) == 2
    assert told("signs_of_a_break", Fact("interrupted", 3)) == 1


def test_a_checkpoint_that_was_saved_for_a_higher_loss_shows_a_wrong_direction() -> None:
    up = Fact("checkpoint-saved", 2, 5, {"monitor": "loss", "previous": 0.2, "value": 0.4})
    down = Fact("checkpoint-saved", 2, 5, {"monitor": "loss", "previous": 0.4, "value": 0.2})
    assert told("monitor_problems", up, up, down) == 2


@pytest.mark.parametrize(("evaluated", "ratio"), [(0.4, 0.5 / 0.25), (0.1, 0.5 / 0.25), (0.2, 0)])
def test_evaluate_on_the_training_data_beside_the_last_epoch(evaluated: float, ratio: float) -> None:
    about = Circumstances(facts=(Fact("evaluate", None, 9, {"set": "train", "loss": evaluated}),))
    series = make_series(RoleColumn("loss", "lower"), synthetic_run({"loss": LOSS}, about))
    found = STATISTICS["evaluate_gap"].compute(series, None, min_loss_gap=0.25, min_score_gap=0.1)
    assert found is not None
    assert found.value == pytest.approx(ratio)


@pytest.mark.parametrize(("f1", "ratio"), [("0.45x4", 0.05 / 0.02), ("0.5x4", 0)])
def test_an_f1_is_doubted_for_its_distance_from_the_harmonic_mean_of_its_parts(f1: str, ratio: float) -> None:
    columns = {"f1": f1, "precision": "0.5x4", "recall": "0.5x4"}
    places = ("f1", "", "precision", "recall")
    found = beside("f1_doubts", columns, places, tolerance=0.02, max_shortfall=1, jump_ratio=9, max_lag=1)
    assert found.value == pytest.approx(ratio)
    assert found.fields["expected"] == pytest.approx(0.5)


def test_an_accuracy_is_hollow_where_the_recall_beside_it_is_next_to_nothing() -> None:
    columns = {"accuracy": "0.95x7", "recall": "0.6 0.5 0.3 0.2 0.04 0.3 0.02 0.01"}
    places = ("accuracy", "", "recall")
    limits = {"max_score": 0.05, "share": 0.5}
    assert beside("hollow_accuracy", columns, places, min_accuracy=0.9, **limits).value == 3 / 4
    assert beside("hollow_accuracy", columns, places, min_accuracy=0.96, **limits).value == 0


@pytest.mark.parametrize(("loss", "certain"), [("0.081x8", True), ("0.81x8", False), ("0.0081x8", False)])
def test_outputs_are_saturated_where_a_wrong_answer_costs_what_full_certainty_does(loss: str, certain: bool) -> None:
    run = synthetic_run({"loss": loss, "accuracy": "0.995x8"})
    losses, accuracies = (make_series(RoleColumn(name, None), run) for name in ("loss", "accuracy"))
    assert saturated(losses, accuracies, 0.5) is certain


@pytest.mark.parametrize(("losses", "way"), [("0.5 0.1 -0.3", 0.8), ("-0.3 0.1 0.5", 0.8), ("0x3", 1.0)])
def test_a_loss_that_may_be_negative_is_measured_by_the_way_it_went(losses: str, way: float) -> None:
    series = make_series(RoleColumn("loss", "lower"), synthetic_run({"loss": losses}))
    assert yardstick(series, series.cost) == pytest.approx(way)
