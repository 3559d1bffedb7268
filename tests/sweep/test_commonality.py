from __future__ import annotations

import random
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainlog_doctor.sweep.commonality import FEWEST_RUNS, in_common, rank_sum
from trainlog_doctor.sweep.levels import Level, levels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.sweep.row import Value


def with_lr(*runs: tuple[float, int]) -> list[Mapping[str, Value]]:
    """So many runs of each learning rate, the first ones best."""
    return [{"lr": lr} for lr, count in runs for _ in range(count)]


def standings(ranked: Sequence[Mapping[str, Value]]) -> dict[tuple[str, Value], str]:
    return {
        (one.name, level.level.first): level.standing for one in in_common(ranked).parameters for level in one.levels
    }


def test_a_level_that_all_good_runs_share_stands_out() -> None:
    ranked = with_lr((0.01, 10), (0.1, 20))
    assert standings(ranked) == {("lr", 0.01): "better", ("lr", 0.1): "worse"}
    (parameter,) = in_common(ranked).parameters
    first = parameter.levels[0]
    assert (first.runs, first.top, first.place, first.best) == (10, 8, 5.5, 0)


def test_a_level_by_chance_does_not() -> None:
    dice = random.Random(3)  # noqa: S311
    found = [
        standings([{"lr": dice.choice([1, 2, 3]), "bs": dice.choice([8, 16])} for _ in range(60)]) for _ in range(200)
    ]
    told = sum(bool({"better", "worse"} & set(one.values())) for one in found)
    assert told <= 6  # 1% of 200, with room for chance


def test_too_few_runs_say_nothing() -> None:
    assert in_common(with_lr((1, 4), (2, FEWEST_RUNS - 5))).parameters == ()
    assert in_common([]).parameters == ()


def test_a_rare_level_is_only_counted() -> None:
    ranked = with_lr((1, 3), (2, 30))
    assert standings(ranked)["lr", 1] == "few"


def test_a_parameter_that_is_other_in_every_run_is_not_compared() -> None:
    assert in_common([{"name": f"run{k}"} for k in range(40)]).parameters == ()


def test_runs_without_the_parameter_are_left_out() -> None:
    ranked = [*with_lr((1, 10)), *({} for _ in range(10)), *with_lr((2, 10))]
    (parameter,) = in_common(ranked).parameters
    assert [one.runs for one in parameter.levels] == [10, 10]


def test_numbers_of_many_values_are_cut_into_ranges() -> None:
    found = levels([float(k) for k in range(30)], 4)
    assert list(found) == [Level(0.0, 9.0), Level(10.0, 19.0), Level(20.0, 29.0)]


def test_true_is_not_one() -> None:
    assert levels([True, 1, True, 1], 1) == {Level(1, 1): [1, 3], Level("true", "true"): [0, 2]}


def test_the_rank_sum_is_near_the_exact_distribution() -> None:
    sums = [sum(chosen) for chosen in combinations(range(10), 4)]
    for ranks in ([0, 1, 2, 3], [0, 1, 2, 7], [1, 3, 5, 8], [6, 7, 8, 9]):
        middle = 4 * 9 / 2
        exact = sum(abs(one - middle) >= abs(sum(ranks) - middle) for one in sums) / len(sums)
        assert abs(abs(rank_sum(ranks, 10)) - exact) < 0.03
        assert (rank_sum(ranks, 10) > 0) == (sum(ranks) <= middle)


@given(st.lists(st.sampled_from([1, 2, 2.5, "a", None, True]), max_size=60))
def test_every_known_place_is_in_exactly_one_level(values: list[Value]) -> None:
    places = sorted(place for found in levels(values, 4).values() for place in found)
    assert places == [place for place, value in enumerate(values) if value is not None]


@pytest.mark.parametrize("total", [1, 5])
def test_a_group_of_all_has_no_others(total: int) -> None:
    assert rank_sum(range(total), total) == 1.0
