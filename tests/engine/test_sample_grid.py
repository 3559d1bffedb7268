from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import run_of
from trainlog_doctor.engine.measures.sample_grid import count_samples, size_of_grid
from trainlog_doctor.model import Fact


def size(*shares: float) -> int | None:
    return size_of_grid(np.array(shares))


def test_the_steps_of_an_accuracy_show_the_number_of_samples() -> None:
    assert size(0.5, 0.5833, 0.6667, 0.5833) == size(50.0, 58.33, 66.67) == size(*np.array([3, 4, 9, 11]) / 12) == 12


def test_a_step_of_several_samples_is_seen_by_the_other_values() -> None:
    assert size(0.2, 0.3, 0.45) == 20


def test_the_log_s_own_words_count_more() -> None:
    told = Fact("samples", data={"train": 800, "validation": 200})
    assert count_samples(run_of({"loss": [0.5]}, facts=(told,)), np.array([0.5, 0.5833])) == 200


@pytest.mark.parametrize("shares", [(0.51234, 0.61718, 0.71237, 0.70011, 0.69501), (0.5, 0.5, 0.5), (-0.5, 0.5), ()])
def test_values_on_no_grid_and_constants_tell_nothing(shares: tuple[float, ...]) -> None:
    assert size(*shares) is None


@settings(max_examples=100)
@given(st.integers(5, 1000), st.data())
def test_neighbouring_counts_show_the_size_through_four_digits(samples: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, samples - 1))
    counts = [first, first + 1, *data.draw(st.lists(st.integers(0, samples), max_size=10))]
    found = size(*(float(f"{count / samples:.4f}") for count in counts))
    assert found is not None
    assert found == pytest.approx(samples, rel=0.2) or found < samples
