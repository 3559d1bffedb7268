from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainlog_doctor.judgement.curve import Curve
from trainlog_doctor.judgement.smoothing import _around, stands_alone, supported

levels = st.integers(0, 40).map(float)
curves = st.lists(levels, min_size=6, max_size=60).map(lambda values: np.array(values, np.float64))


@settings(max_examples=100)
@given(curves)
def test_the_deviation_around_an_epoch_is_the_median_of_those_around_without_its_neighbours(bends: np.ndarray) -> None:
    reach = min(6, len(bends) - 1)
    mirrored = np.concatenate((bends[reach:0:-1], bends, bends[-2 : -reach - 2 : -1]))
    around = [
        [*mirrored[at : at + reach - 1], *mirrored[at + reach + 2 : at + 2 * reach + 1]] for at in range(len(bends))
    ]
    assert _around(bends).tolist() == [1.4826 * np.median(one) for one in around]


def test_the_deviations_around_epochs_are_the_same_however_many_are_looked_at_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bends = np.random.default_rng(0).random(100)
    at_once = _around(bends)
    monkeypatch.setattr("trainlog_doctor.judgement.smoothing._BLOCK", 16)
    assert _around(bends).tolist() == at_once.tolist()


@settings(max_examples=100)
@given(curves)
def test_an_epoch_stands_alone_by_what_lies_near_it(costs: np.ndarray) -> None:
    curve = Curve("val_accuracy", -costs, bounded=True)
    whole = curve.relative
    expected = (supported(whole) > whole).tolist()
    assert [stands_alone(curve, at) for at in range(len(costs))] == expected


@pytest.mark.parametrize("at", [1, 9, 18])
def test_a_single_low_stands_alone_and_a_valley_does_not(at: int) -> None:
    single = np.linspace(1.0, 0.9, 20) + 0.01 * (np.arange(20) % 2)
    valley = single.copy()
    single[at] -= 0.5
    valley[max(0, at - 2) : at + 3] -= 0.5
    assert stands_alone(Curve("val_accuracy", -single, bounded=True), at)
    assert not stands_alone(Curve("val_accuracy", -valley, bounded=True), at)


@pytest.mark.parametrize("at", [0, 19])
def test_of_the_first_and_the_last_epoch_nobody_can_say_whether_they_stand_alone(at: int) -> None:
    single = np.linspace(1.0, 0.9, 20) + 0.01 * (np.arange(20) % 2)
    single[at] -= 0.5
    assert supported(single)[at] == single[at]


def test_the_low_at_the_foot_of_a_step_does_not_stand_alone() -> None:
    costs = np.concatenate((np.linspace(4.0, 2.4, 16), [0.0], np.linspace(0.5, 0.4, 20)))
    assert supported(costs).tolist() == costs.tolist()
    lower = costs - np.where(np.arange(len(costs)) == 16, 4.0, 0.0)
    assert supported(lower)[16] > lower[16]


def test_a_score_in_per_cent_counts_like_the_same_one_as_a_fraction() -> None:
    costs = -np.array([0.5, 0.62, 0.58])
    fraction = Curve("val_accuracy", -costs, bounded=True)
    per_cent = Curve("val_accuracy", -100 * costs, bounded=True, whole=100.0)
    assert per_cent.relative == pytest.approx(fraction.relative)


def test_the_scale_of_a_loss_that_may_be_negative_does_not_matter() -> None:
    costs = np.array([0.3, 0.0, -0.4, -0.2, 0.1])
    small, large = (Curve("val_loss", factor * costs, bounded=False) for factor in (1.0, 100.0))
    assert large.relative == pytest.approx(small.relative)
