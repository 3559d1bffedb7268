from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.judgement.training_runs import make_run
from trainlog_doctor.engine.roles import RoleColumn
from trainlog_doctor.judgement.sample_size import validation_size
from trainlog_doctor.model import Fact

ROLES = {"val_accuracy": RoleColumn("val_accuracy", "higher")}


def size(*shares: float, facts: tuple[Fact, ...] = ()) -> int | None:
    return validation_size(replace(make_run(val_accuracy=shares), facts=facts), ROLES)


def test_the_steps_of_an_accuracy_show_the_number_of_samples() -> None:
    assert size(0.5, 0.5833, 0.6667, 0.5833) == 12


def test_a_step_of_several_samples_is_seen_by_the_other_values() -> None:
    assert size(0.2, 0.3, 0.45) == 20


def test_per_cent_are_shares() -> None:
    assert size(50.0, 58.33, 66.67) == 12


def test_the_log_s_own_words_count_more() -> None:
    told = Fact("samples", data={"train": 800, "validation": 200})
    assert size(0.5, 0.5833, facts=(told,)) == 200


def test_values_on_no_grid_and_constants_tell_nothing() -> None:
    assert size(0.51234, 0.61718, 0.71237, 0.70011, 0.69501) is None
    assert size(0.5, 0.5, 0.5) is None
    assert size(-0.5, 0.5) is None
    assert validation_size(make_run(loss=[0.5]), {}) is None


@settings(max_examples=100)
@given(st.integers(5, 1000), st.data())
def test_neighbouring_counts_show_the_size_through_four_digits(samples: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, samples - 1))
    counts = [first, first + 1, *data.draw(st.lists(st.integers(0, samples), max_size=10))]
    shares = [float(f"{count / samples:.4f}") for count in counts]
    found = size(*shares)
    assert found is not None
    assert found == pytest.approx(samples, rel=0.2) or found < samples


def test_the_grid_is_that_of_all_values() -> None:
    assert size(*(np.array([3, 4, 9, 11]) / 12)) == 12
