"""How sure a finding is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.engine.builders import outcomes, pack_of, rule_of
from trainlog_doctor.engine.condition import parse
from trainlog_doctor.engine.confidence import margin
from trainlog_doctor.engine.outcome import Measured
from trainlog_doctor.engine.predicate import Predicate

RISES = "1 2 3 4 5 6 7 8"


def measured(value: float | None, threshold: float, comparison: str = "gte") -> Measured:
    """A predicate's result."""
    if value is None:
        return Measured(None, None, threshold, comparison, missing="val_loss")
    holds = value >= threshold if comparison == "gte" else value <= threshold
    return Measured(holds, value, threshold, comparison)


@pytest.mark.parametrize(("long_epochs", "confidence"), [(8, "high"), (9, "medium"), (16, "medium"), (17, "low")])
def test_a_short_run_lowers_the_confidence_and_a_very_short_one_twice(long_epochs: int, confidence: str) -> None:
    predicate = Predicate("p", ("loss",), "points", {}, "gte", 1.0)
    rule = replace(rule_of(predicate, condition="p"), long_epochs=long_epochs)
    assert outcomes(pack_of(rule), loss=RISES)["XX101"].confidence == confidence


@pytest.mark.parametrize(("threshold", "status", "confidence"), [(5.8, "fired", "high"), (6.3, "fired", "medium")])
def test_a_finding_near_its_threshold_is_less_sure(threshold: float, status: str, confidence: str) -> None:
    predicate = Predicate("p", ("loss",), "worse_than_best", {"last": 1}, "gte", threshold)
    found = outcomes(pack_of(rule_of(predicate, condition="p")), loss=RISES)["XX101"]
    assert (found.status, found.confidence) == (status, confidence)


def test_a_rule_that_is_clear_by_little_is_no_less_sure() -> None:
    predicate = Predicate("p", ("loss",), "worse_than_best", {"last": 1}, "gte", 7.1)
    assert outcomes(pack_of(rule_of(predicate, condition="p")), loss=RISES)["XX101"].confidence == "high"


@pytest.mark.parametrize(
    ("value", "threshold", "comparison", "expected"),
    [
        (0.06, 0.04, "gte", 0.5),
        (0.02, 0.04, "gte", -0.5),
        (0.02, 0.04, "lte", 0.5),
        (-0.06, -0.04, "lte", 0.5),
        (4.5, 3.0, "gte", 0.5),
        (0.95, 0.9, "gte", 0.5),
        (3.0, 3.0, "gte", float("inf")),
        (2.0, 3.0, "gte", -float("inf")),
        (0.1, 0.0, "gte", float("inf")),
    ],
)
def test_the_distance_is_a_share_of_the_threshold_or_of_what_it_leaves_of_a_whole(
    value: float, threshold: float, comparison: str, expected: float
) -> None:
    assert margin(parse("p"), {"p": measured(value, threshold, comparison)}) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [("near and far", 0.1), ("near or far", 1.0), ("not near", -0.1), ("far or lost", 1.0), ("lost", None)],
)
def test_the_weakest_of_all_and_the_strongest_of_several_decide(condition: str, expected: float | None) -> None:
    results = {"near": measured(2.2, 2.0), "far": measured(5.0001, 2.5), "lost": measured(None, 1.0)}
    found = margin(parse(condition), results)
    assert found == (None if expected is None else pytest.approx(expected, abs=1e-3))
