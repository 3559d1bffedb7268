"""What rules ask of a run's facts."""

from __future__ import annotations

import math

import pytest

from trainlog_doctor.engine.expectation import Circumstances
from trainlog_doctor.engine.measures import facts as asked
from trainlog_doctor.engine.testing import synthetic_run
from trainlog_doctor.model import Fact, Scalar
from trainlog_doctor.readers import facts as told


def test_rules_ask_for_kinds_that_readers_tell() -> None:
    kinds = {value for name, value in vars(asked).items() if name.isupper() and isinstance(value, str)}
    assert kinds <= told.KINDS


def test_a_plan_or_any_fact_makes_a_transcript() -> None:
    columns = {"loss": "0.5 0.4"}
    assert not asked.is_transcript(synthetic_run(columns))
    assert asked.is_transcript(synthetic_run(columns, Circumstances(planned_epochs=2)))
    assert asked.is_transcript(synthetic_run(columns, Circumstances(facts=(Fact("backend"),))))


@pytest.mark.parametrize(
    ("value", "number"),
    [(3, 3.0), (0.5, 0.5), (math.inf, math.inf), (math.nan, None), ("0.5", None), (None, None), (True, None)],
)
def test_only_numbers_are_numeric(value: Scalar, number: float | None) -> None:
    assert asked.numeric(value) == number
