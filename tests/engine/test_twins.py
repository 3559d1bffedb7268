"""Are two curves those of the same samples?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.engine.builders import builtin_pack
from trainlog_doctor.engine.measures.half_epoch import at_epoch_ends
from trainlog_doctor.engine.measuring import Bench, make_series
from trainlog_doctor.engine.roles import RoleColumn, assign
from trainlog_doctor.engine.statistics import STATISTICS
from trainlog_doctor.engine.testing import synthetic_run

if TYPE_CHECKING:
    from trainlog_doctor.engine.statistic import Measurement, Series

TRAINING = "16 8 4 2 1.6 1.2 1 0.9"
"""Shifted by half an epoch: 11.3 5.66 2.83 1.79 1.39 1.10 0.949."""

WAY = np.log(32**0.5 / 0.9**0.5)
"""From 11.3 to 0.949, without one of the two halvings."""


def pair(loss: str, val_loss: str) -> list[Series]:
    """Validation and training, as the statistics take them."""
    run = synthetic_run({"loss": loss, "val_loss": val_loss})
    return [make_series(RoleColumn(column, "lower"), run) for column in ("val_loss", "loss")]


def measured(name: str, loss: str, val_loss: str) -> Measurement | None:
    within = {"within": 0.1} if name == "twin_distance" else {}
    return STATISTICS[name].compute(*pair(loss, val_loss), **within)


def times(factors: list[float]) -> str:
    """A validation loss that is so many times the training loss of the same moment."""
    ends = np.sqrt(np.array([8, 4, 2, 1.6, 1.2, 1]) * np.array([4, 2, 1.6, 1.2, 1, 0.9]))
    return " ".join(str(value) for value in [9.0, *(ends * factors), 0.9])


@pytest.mark.parametrize(
    ("factors", "distance", "lead"),
    [
        ([0.9] * 6, -np.log(0.9), 1),
        ([1.1] * 6, np.log(1.1), 0),
        ([0.9, 0.9, 0.9, 0.9, 1.1, 1.1], -np.log(0.9), 4 / 6),
        ([0.9, 0.9, 0.9, 0.9, 0.9, 5.0], -np.log(0.9), 5 / 6),
    ],
)
def test_the_way_down_is_measured_after_the_first_epoch(factors: list[float], distance: float, lead: float) -> None:
    found = [measured(name, TRAINING, times(factors)) for name in ("twin_distance", "twin_lead")]
    assert [one and one.value for one in found] == pytest.approx([distance / WAY, lead])


@pytest.mark.parametrize(
    ("losses", "fall"),
    [("10 10 8 6.4 5.12 4.096 3.2768", 1.25**3.5), ("10 " * 12 + "1", 1.0), ("1 " * 12 + "10", 1.0)],
)
def test_the_largest_tenth_of_the_steps_is_left_out(losses: str, fall: float) -> None:
    found = measured("twin_fall", losses, losses)
    assert found is not None
    assert found.value == pytest.approx(fall)


@pytest.mark.parametrize(("name", "value"), [("twin_distance", 0.1), ("twin_lead", 1)])
def test_a_network_that_swings_from_epoch_to_epoch_does_not_part_the_curves(name: str, value: float) -> None:
    losses = np.exp(-0.1 * np.arange(22))
    validation = losses * np.exp(-0.05 - 0.18 + np.resize([0.3, -0.3], 22))
    found = measured(name, " ".join(map(str, losses)), " ".join(map(str, validation)))
    assert found is not None
    assert found.value == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(("factor", "told"), [(0.9, {"apart": pytest.approx(-np.log(0.9))}), (0.8, {})])
def test_a_distance_is_told_where_it_is_close(factor: float, told: dict[str, float]) -> None:
    found = measured("twin_distance", TRAINING, times([factor] * 6))
    assert found is not None
    assert found.fields == told


def test_curves_that_do_not_come_down_have_no_way_to_part_on() -> None:
    assert measured("twin_distance", "1.0x8", "0.9x8") is None


@pytest.mark.parametrize("name", ["twin_distance", "twin_lead", "twin_fall"])
def test_a_loss_below_zero_has_no_ratio(name: str) -> None:
    assert measured(name, TRAINING, times([0.9, 0.9, 0.9, 0.9, 0.9, -0.1])) is None


@pytest.mark.parametrize(
    ("training", "validation", "paired"),
    [
        ("10 9 8 7 6", "9 8 7 6 5", [1, 2, 3, 4]),
        ("10 9 8 7 6", "9 8 7 6", [1, 2, 3, 4]),
        ("10 9 8 7 6", "9 _ 7 6 5", [1, 3, 4]),
        ("10 9 8 7 6", "_ 8 7 6 5", [2, 3, 4]),
        ("10 9 _ 7 6", "9 8 7 6 5", [1, 4]),
    ],
)
def test_validation_is_paired_with_training_of_the_same_epoch(
    training: str, validation: str, paired: list[int]
) -> None:
    pairs = at_epoch_ends(*pair(training, validation))
    assert pairs.epochs.tolist() == paired
    assert pairs.validation.tolist() == [10.0 - epoch for epoch in paired]
    assert pairs.training == pytest.approx([((11 - epoch) * (10 - epoch)) ** 0.5 for epoch in paired])


def test_roles_of_one_column_share_what_was_computed_of_it() -> None:
    run = synthetic_run({"loss": "3 2 1", "val_accuracy": "0.5 0.6 0.7", "accuracy": "0.5 0.6 0.7"})
    bench = Bench(run, assign(run.frame.columns, builtin_pack().metrics))
    for rule in builtin_pack().rules.values():
        for measure in rule.measures.values():
            bench.compare(measure)
    assert bench.series["score"] is bench.series["accuracy"]
    assert bench.series["score"] is not bench.series["val_score"]
