from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainlog_doctor.judgement.luck import beyond_luck, steadied

levels = st.floats(-3, 3).map(lambda value: round(value, 3))
curves = st.lists(levels, min_size=1, max_size=120).map(lambda values: np.array(values, np.float64))
sizes = st.one_of(st.none(), st.integers(1, 10**6))


def plainly(costs: np.ndarray, samples: int) -> np.ndarray:
    """What `steadied` is defined as, an epoch at a time."""
    unit, found = samples**-0.5, []
    for at, cost in enumerate(costs):
        reach = 0.2 * (at + 1)
        room = int(min(reach, 6, at, len(costs) - 1 - at))
        weights = np.array([1 - abs(away) / (reach + 1) if away else 1.0 for away in range(-room, room + 1)])
        rises = np.clip(costs[at - room : at + room + 1] - cost, -4 * unit, 4 * unit)
        found.append(cost + min(1.0, 50**0.5 * unit) * float(weights @ rises) / weights.sum())
    return np.array(found)


@settings(max_examples=100)
@given(curves, st.integers(1, 10**6))
def test_it_is_the_triangular_mean_of_what_luck_may_have_done(costs: np.ndarray, samples: int) -> None:
    assert steadied(costs, samples) == pytest.approx(plainly(costs, samples), abs=1e-9)


def test_nothing_is_put_down_to_luck_where_the_number_of_samples_is_not_known() -> None:
    costs = np.array([0.5, 0.3, 0.0, 0.4, 0.2, 0.3, 0.2, 0.5])
    assert steadied(costs, None) is costs


def test_a_straight_line_stays_as_it_is() -> None:
    line = np.linspace(1.0, 0.0, 60)
    assert steadied(line, 20) == pytest.approx(line)


def test_the_smaller_the_validation_set_the_less_a_single_low_counts() -> None:
    costs = np.full(40, 0.2)
    costs[30] = 0.0
    lows = [float(steadied(costs, samples)[30]) for samples in (20, 100, 1_000, 100_000)]
    assert lows == sorted(lows, reverse=True)
    assert lows[-1] < 0.01 < 0.1 < lows[0]


def test_a_spike_raises_its_neighbours_by_no_more_than_luck_can() -> None:
    costs = np.zeros(40)
    costs[29] = 50.0
    small = costs.copy()
    small[29] = 0.5
    assert steadied(costs, 100)[30] == steadied(small, 100)[30] < 0.1


@settings(max_examples=100)
@given(curves, sizes)
def test_the_range_of_a_curve_is_never_left(costs: np.ndarray, samples: int | None) -> None:
    found = steadied(costs, samples)
    assert costs.min() - 1e-9 <= found.min() <= found.max() <= costs.max() + 1e-9


def test_the_work_grows_with_the_number_of_epochs_not_its_square() -> None:
    assert len(steadied(np.zeros(1_000_000), 100)) == 1_000_000


def test_a_difference_of_few_samples_is_luck_and_of_many_is_not() -> None:
    assert beyond_luck(np.array([0.0, 0.02, 0.12]), 100) == pytest.approx([0.0, 0.0029, 0.06], abs=1e-4)
    assert beyond_luck(np.array([0.12]), 100_000) == pytest.approx([0.12], rel=0.01)


def test_a_lost_score_is_taken_as_it_stands_where_the_number_of_samples_is_not_known() -> None:
    lost = np.array([0.0, 0.1])
    assert beyond_luck(lost, None) is lost


@settings(max_examples=100)
@given(st.lists(st.floats(0, 1), min_size=2, max_size=40), st.integers(1, 10**6))
def test_what_lost_more_goes_on_losing_more(lost: list[float], samples: int) -> None:
    believed = beyond_luck(np.sort(lost), samples)
    assert (np.diff(believed) >= 0).all()
    assert (believed <= np.sort(lost)).all()
