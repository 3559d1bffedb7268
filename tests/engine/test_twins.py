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
    from trainlog_doctor.engine.statistic import Measurement

TRAINING = "16 8 4 2 1.6 1.2 1 0.9"
"""Shifted by half an epoch: 11.3 5.66 2.83 1.79 1.39 1.10 0.949."""

WAY = np.log(32**0.5 / 0.9**0.5)
"""From 11.3 to 0.949, without one of the two halvings."""


WITHIN = {"twin_distance": {"within": 0.1}}


def measured(name: str, factors: list[float]) -> float | None:
    found = measurement(name, factors)
    return None if found is None else found.value


def measurement(name: str, factors: list[float]) -> Measurement | None:
    ends = np.sqrt(np.array([8, 4, 2, 1.6, 1.2, 1]) * np.array([4, 2, 1.6, 1.2, 1, 0.9]))
    validation = " ".join(str(value) for value in [9.0, *(ends * factors), 0.9])
    run = synthetic_run({"loss": TRAINING, "val_loss": validation})
    pair = [make_series(RoleColumn(column, "lower"), run) for column in ("val_loss", "loss")]
    return STATISTICS[name].compute(*pair, **WITHIN.get(name, {}))


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
    assert measured("twin_distance", factors) == pytest.approx(distance / WAY)
    assert measured("twin_lead", factors) == pytest.approx(lead)


@pytest.mark.parametrize(
    ("losses", "times"),
    [
        ("10 10 8 6.4 5.12 4.096 3.2768", 1.25**3.5),
        ("10 " * 12 + "1", 1.0),
        ("1 " * 12 + "10", 1.0),
    ],
)
def test_the_largest_tenth_of_the_steps_is_left_out(losses: str, times: float) -> None:
    run = synthetic_run({"loss": losses, "val_loss": losses})
    found = STATISTICS["twin_fall"].compute(
        *(make_series(RoleColumn(column, "lower"), run) for column in ("val_loss", "loss"))
    )
    assert found is not None
    assert found.value == pytest.approx(times)


@pytest.mark.parametrize(("name", "value"), [("twin_distance", 0.1), ("twin_lead", 1)])
def test_a_network_that_swings_from_epoch_to_epoch_does_not_part_the_curves(name: str, value: float) -> None:
    losses = np.exp(-0.1 * np.arange(22))
    validation = losses * np.exp(-0.05 - 0.18 + np.resize([0.3, -0.3], 22))
    run = synthetic_run({"loss": " ".join(map(str, losses)), "val_loss": " ".join(map(str, validation))})
    pair = [make_series(RoleColumn(column, "lower"), run) for column in ("val_loss", "loss")]
    found = STATISTICS[name].compute(*pair, **WITHIN.get(name, {}))
    assert found is not None
    assert found.value == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(("factor", "told"), [(0.9, {"apart": pytest.approx(-np.log(0.9))}), (0.8, {})])
def test_a_distance_is_told_where_it_is_close(factor: float, told: dict[str, float]) -> None:
    found = measurement("twin_distance", [factor] * 6)
    assert found is not None
    assert found.fields == told


def test_curves_that_do_not_come_down_have_no_way_to_part_on() -> None:
    run = synthetic_run({"loss": "1.0x8", "val_loss": "0.9x8"})
    pair = [make_series(RoleColumn(column, "lower"), run) for column in ("val_loss", "loss")]
    assert STATISTICS["twin_distance"].compute(*pair, within=0.1) is None


@pytest.mark.parametrize("name", ["twin_distance", "twin_lead", "twin_fall"])
def test_a_loss_below_zero_has_no_ratio(name: str) -> None:
    assert measured(name, [0.9, 0.9, 0.9, 0.9, 0.9, -0.1]) is None


@pytest.mark.parametrize(
    ("validation", "paired"),
    [
        ("9 8 7 6 5", [1, 2, 3, 4]),
        ("9 8 7 6", [1, 2, 3, 4]),
        ("9 _ 7 6 5", [1, 3, 4]),
        ("_ 8 7 6 5", [2, 3, 4]),
    ],
)
def test_validation_is_paired_with_training_of_the_same_epoch(validation: str, paired: list[int]) -> None:
    run = synthetic_run({"loss": "10 9 8 7 6", "val_loss": validation})
    pairs = at_epoch_ends(*(make_series(RoleColumn(column, "lower"), run) for column in ("val_loss", "loss")))
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
