from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.engine.builders import builtin_pack, metric_table
from trainlog_doctor.engine.evaluate import evaluate, judge_rule
from trainlog_doctor.engine.measures.facts import RESUMED_FROM
from trainlog_doctor.engine.measuring import Bench
from trainlog_doctor.engine.per_cent import SHARES, in_per_cent
from trainlog_doctor.engine.predicate import Measure
from trainlog_doctor.engine.roles import assign
from trainlog_doctor.engine.testing import synthetic_run
from trainlog_doctor.model import Fact, Frame, Run
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from trainlog_doctor.engine.outcome import Outcome
    from trainlog_doctor.model import FloatArray

NOT_TOLD = 1.5
"""A score that never exceeds this many per cent may as well be a fraction."""

GUESSING = np.array([0.101, 0.1, 0.099, 0.102, 0.1, 0.098, 0.101, 0.1, 0.1, 0.099])


def outcomes(**columns: FloatArray) -> dict[str, Outcome]:
    epochs = np.arange(1, 1 + len(next(iter(columns.values()))))
    found = evaluate(Run("test", Frame(epochs, columns)), assign(columns, metric_table()), builtin_pack())
    return {one.code: one for one in found}


def fired(accuracy: FloatArray) -> set[str]:
    found = outcomes(loss=np.full(10, 2.3026), accuracy=accuracy)
    return {code for code, one in found.items() if one.status == "fired"}


def test_a_rule_judges_per_cent_as_it_judges_fractions() -> None:
    assert "TD301" in fired(GUESSING)
    assert fired(100 * GUESSING) == fired(GUESSING)


def in_per_cent_instead(run: Run, shares: set[str]) -> Run:
    """The same run with its shares in per cent, also where the log tells them beside the epochs."""

    def told(fact: Fact) -> Fact:
        values = {name: 100 * one for name, one in fact.data.items() if name in shares and isinstance(one, float)}
        return replace(fact, data={**fact.data, **values})

    columns = {name: values * 100 if name in shares else values for name, values in run.frame.columns.items()}
    return replace(run, frame=replace(run.frame, columns=columns), facts=tuple(map(told, run.facts)))


@pytest.mark.parametrize("code", sorted(builtin_pack().rules))
def test_the_tests_of_every_rule_hold_for_scores_in_per_cent(code: str) -> None:
    pack = builtin_pack()
    rule = pack.rules[code]
    for test in rule.tests:
        run = synthetic_run(test.series, test.run)
        roles = assign(run.frame.columns, pack.metrics)
        shares = {roles[mark + family].name for family in SHARES for mark in ("", "val_") if mark + family in roles}
        per_cent = in_per_cent_instead(run, shares)
        if any(np.fmax.reduce(per_cent.frame.columns[name]) <= NOT_TOLD for name in shares):
            continue
        one, two = (judge_rule(rule, Bench(each, roles)) for each in (run, per_cent))
        assert (one.status, one.confidence, one.epochs) == (two.status, two.confidence, two.epochs), test.name


OVERFIT = {
    "loss": np.linspace(0.6, 0.15, 10),
    "val_loss": np.array([0.6, 0.45, 0.4, 0.38, 0.4, 0.43, 0.46, 0.49, 0.52, 0.55]),
}
SCORES = np.array([70.0, 75.11, 76.39, 77.3, 57.0, 77.2, 77.3, 77.1, 77.3, 77.3])


def test_evidence_is_told_in_the_units_of_the_log() -> None:
    measured = outcomes(**OVERFIT, val_accuracy=SCORES)["TD101"].measured
    held, risen = measured["score_held"], measured["risen"]
    assert held.fields == {
        "metric": "val_accuracy",
        "start_value": 76.39,
        "tail_value": 77.3,
        "best_value": 77.3,
        "best_epoch": 4,
    }
    assert (held.value, held.threshold, held.holds) == (-0.91, 2.0, True)
    assert risen == outcomes(**OVERFIT)["TD102"].measured["risen"]


@pytest.mark.parametrize("code", ["TD101", "TD103"])
def test_how_sure_a_finding_is_does_not_depend_on_the_unit(code: str) -> None:
    """TD103 is clear, so that its predicates are measured when they are looked at."""
    one, two = (outcomes(**OVERFIT, val_accuracy=SCORES / unit, accuracy=SCORES / unit)[code] for unit in (1, 100))
    assert (one.status, one.confidence) == (two.status, two.confidence)
    values = (one.measured["score_held" if code == "TD101" else "score_apart"].value for one in (one, two))
    assert next(values) == pytest.approx(100 * (next(values) or 0.0))


def test_what_another_column_logs_keeps_its_own_unit() -> None:
    """An F1 as a fraction beside an accuracy in per cent."""
    scores = {"val_accuracy": np.full(10, 96.5), "val_f1": np.full(10, 0.015), "val_loss": np.linspace(0.3, 0.2, 10)}
    hollow = outcomes(**scores)["TD604"].measured["hollow"]
    assert [hollow.fields[name] for name in ("level", "beside", "beside_value")] == [96.5, "val_f1", 0.015]
    assert hollow.value == 1.0  # a share of the epochs, whatever the unit of the scores


def test_a_value_of_the_log_beside_a_series_is_measured_as_the_series_is() -> None:
    """The training before ended at 80 per cent, the resumed one begins with 76: a loss of a twentieth."""
    fact = Fact(RESUMED_FROM, 4, data={"val_accuracy": 80.0})
    run = Run("test", Frame(np.arange(5, 7), {"val_accuracy": np.array([76.0, 78.0])}), facts=(fact,))
    bench = Bench(run, assign(run.frame.columns, metric_table()))
    measure = Measure("key", ("val_accuracy",), "rise_on_resuming", {}, "gte", 0.02)
    found = bench.compare(measure)
    assert found.value == pytest.approx(0.05)
    fields = bench.evidence({"jump": measure}, {"jump": found})["jump"].fields
    assert (fields["before"], fields["after"]) == (80.0, 76.0)


@pytest.mark.parametrize(
    ("columns", "name", "expected"),
    [
        ({"accuracy": [45.0, 94.4]}, "accuracy", True),
        ({"accuracy": [0.45, 1.0]}, "accuracy", False),
        ({"accuracy": [12.0, 60.0], "val_accuracy": [0.9, 1.1]}, "val_accuracy", True),
        ({"accuracy": [45.0, np.nan]}, "accuracy", True),
        ({"accuracy": [np.nan, np.nan]}, "accuracy", False),
        ({"accuracy": [45.0, np.inf]}, "accuracy", False),
        ({"accuracy": [45.0, 4500.0]}, "accuracy", False),
        ({"accuracy": [-45.0, 45.0]}, "accuracy", False),
        ({"accuracy": []}, "accuracy", False),
        ({"val_psnr": [25.0, 31.0]}, "val_psnr", False),
        ({"val_loss": [25.0, 31.0]}, "val_loss", False),
    ],
)
def test_shares_are_in_per_cent_where_one_side_goes_beyond_one(
    columns: dict[str, list[float]], name: str, expected: bool
) -> None:
    roles = assign(columns, metric_table())
    frame = Frame(np.arange(1, 3), {key: np.array(values) for key, values in columns.items()})
    column = next(role for role in roles.values() if role.name == name)
    assert in_per_cent(column, roles, frame) is expected
