"""Every statistic of the closed set: what holds for all of them, and values worked out by hand for each."""

from __future__ import annotations

import inspect
import math
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.builders import builtin_pack, metric_table
from trainlog_doctor.engine import statistics
from trainlog_doctor.engine.evaluate import evaluate
from trainlog_doctor.engine.expectation import Circumstances
from trainlog_doctor.engine.measuring import Bench, make_series
from trainlog_doctor.engine.predicate import Measure
from trainlog_doctor.engine.roles import RoleColumn, assign
from trainlog_doctor.engine.statistics import STATISTICS
from trainlog_doctor.engine.testing import synthetic_run
from trainlog_doctor.model import Fact, Frame, Run

if TYPE_CHECKING:
    from trainlog_doctor.engine.roles import Better
    from trainlog_doctor.engine.series import Series
    from trainlog_doctor.engine.statistic import Measurement, Statistic

NAMES = sorted(STATISTICS)
FOLDER = Path(statistics.__file__).parent
DECLARED = re.compile(r"^([A-Z_0-9]+) = Statistic\(", re.MULTILINE)

SCALE_FREE = (
    "change_since_best_of",
    "epochs_since_best",
    "gap",
    "gap_over_jitter",
    "gap_to_best",
    "jitter_share",
    "points",
    "reversals",
    "rise_over_jitter",
    "rise_share",
    "swing_of_range",
    "swing_share",
    "tail_improvement",
    "trend_certainty",
    "trend_since_best",
    "trend_since_best_of",
    "uphill",
    "worse_than_best",
)
"""Statistics of losses whose value must not change with the unit of the loss."""

FOR_OWN_RULES = {"at_epoch", "below_best", "best", "best_by_epoch", "last"}
"""Offered to rules outside of the built-in pack, and to the requirements of a gate."""

COUNT_THE_RUN = ("without_gain",)
"""Statistics that count to the end of the run, whether or not their own series was logged until then."""

JUDGED_BY_SIZE = {"chance", "level", "share", "beside_value", "majority", "cost", "logged", "expected", "common"}
"""Fields of statistics that compare with a fixed size, or round to one."""

FINITE = st.floats(-1e12, 1e12, allow_nan=False) | st.sampled_from([0.0, 0.5, 0.693, 1e-300])
ANY = st.floats(allow_nan=True, allow_infinity=True)
POSITIVE = st.integers(1, 4000).map(lambda k: k / 1024)
SHARES = st.integers(1, 500).map(lambda k: k / 1024)


def arguments(statistic: Statistic) -> dict[str, float | str]:
    """Legal arguments: the defaults, or some plain value where one must be given."""
    plain = {"count": 3.0, "number": 0.5}
    return {
        name: argument.default if argument.default is not None else plain.get(argument.kind, (*argument.words, "")[0])
        for name, argument in statistic.arguments.items()
    }


def columns(rows: list[list[float]]) -> Run:
    """A run whose columns ``c0``, ``c1`` … hold the rows."""
    frame = Frame(
        epoch=np.arange(1, len(rows[0]) + 1, dtype=np.int64),
        columns={f"c{at}": np.array(row, dtype=np.float64) for at, row in enumerate(rows)},
    )
    return Run("test", frame)


def inputs(run: Run, count: int, better: Better = "lower") -> list[Series]:
    return [make_series(RoleColumn(f"c{at}", better), run) for at in range(count)]


def rows(values: st.SearchStrategy[float], count: int, least: int = 0) -> st.SearchStrategy[list[list[float]]]:
    """So many series of one common length."""
    lengths = st.integers(least, 14)
    return lengths.flatmap(lambda n: st.lists(st.lists(values, min_size=n, max_size=n), min_size=count, max_size=count))


def compute(name: str, *texts: str, better: Better = "lower", **given: float | str) -> Measurement:
    """A statistic over series in the rule tests' notation, with its default arguments unless given."""
    statistic = STATISTICS[name]
    run = synthetic_run({f"c{at}": text for at, text in enumerate(texts)})
    missing = [None] * (statistic.inputs - len(texts))
    result = statistic.compute(*inputs(run, len(texts), better), *missing, **(arguments(statistic) | given))
    assert result is not None
    return result


def test_each_declaration_is_registered() -> None:
    sources = [path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py")]
    declared = sorted(name.lower() for source in sources for name in DECLARED.findall(source))
    assert declared == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_each_is_a_function_of_its_own_name_with_its_arguments(name: str) -> None:
    statistic = STATISTICS[name]
    assert statistic.name == name
    assert inspect.getdoc(statistic.compute)
    takes = inspect.signature(statistic.compute).parameters.values()
    given = [one.name for one in takes if one.name in statistic.arguments]
    series = [one for one in takes if one.name not in statistic.arguments]
    assert given == list(statistic.arguments)
    open_ended = any(one.kind is inspect.Parameter.VAR_POSITIONAL for one in series)
    assert open_ended or len(series) == statistic.inputs


def test_each_is_used_by_a_rule_or_meant_for_those_of_users() -> None:
    used = {predicate.stat for rule in builtin_pack().rules.values() for predicate in rule.detect.values()}
    assert used | FOR_OWN_RULES == set(STATISTICS)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=15)
@given(data=st.data(), better=st.sampled_from(["lower", "higher"]))
def test_any_series_gives_a_finite_value_or_none_and_the_declared_fields(
    name: str, data: st.DataObject, better: Better
) -> None:
    statistic = STATISTICS[name]
    run = columns(data.draw(rows(ANY, statistic.inputs)))
    with np.errstate(all="ignore"):
        series = {one.name: one for one in inputs(run, statistic.inputs, better)}
        measure = Measure((), tuple(series), name, arguments(statistic), "gte", 0.0)
        found = Bench(run, {}, dict(series)).compare(measure)
    assert (found.value is None) == (found.holds is None) == (found.missing is not None)
    if found.value is not None:
        assert math.isfinite(found.value)
        assert isinstance(found.holds, bool)  # a condition takes numpy's True for no answer
        assert set(found.fields) == {"metric", *statistic.fields}


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(COUNT_THE_RUN)))
@settings(max_examples=15)
@given(data=st.data())
def test_what_was_not_logged_changes_nothing(name: str, data: st.DataObject) -> None:
    """Epochs at which nothing was logged, at the end of all series, are not there for a statistic."""
    statistic = STATISTICS[name]
    given_rows = data.draw(rows(FINITE, statistic.inputs, least=6))
    shorter = inputs(columns(given_rows), statistic.inputs)
    longer = inputs(columns([[*row, math.nan, math.nan] for row in given_rows]), statistic.inputs)
    with np.errstate(all="ignore"):
        one, two = (statistic.compute(*series, **arguments(statistic)) for series in (shorter, longer))
    assert one == two


@pytest.mark.parametrize("name", SCALE_FREE)
@settings(max_examples=20)
@given(data=st.data(), power=st.integers(-8, 8))
def test_the_unit_of_a_loss_does_not_matter(name: str, data: st.DataObject, power: int) -> None:
    statistic = STATISTICS[name]
    given_rows = data.draw(rows(POSITIVE, statistic.inputs, least=6))
    factor = 2.0**power
    plain = inputs(columns(given_rows), statistic.inputs)
    scaled = inputs(columns([[value * factor for value in row] for row in given_rows]), statistic.inputs)
    one, two = (statistic.compute(*series, **arguments(statistic)) for series in (plain, scaled))
    assert (one is None) == (two is None)
    if one is not None and two is not None:
        assert two.value == pytest.approx(one.value, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=15)
@given(data=st.data())
def test_the_fields_that_are_values_of_a_column_are_declared(name: str, data: st.DataObject) -> None:
    """Half of every value gives half of those fields, and leaves ratios, counts and epochs."""
    statistic = STATISTICS[name]
    assert set(statistic.units) <= {"value", *statistic.fields}
    assert set(statistic.units.values()) <= {"metric", *statistic.fields}
    given_rows = data.draw(rows(SHARES, statistic.inputs, least=8))
    halves = [[value / 2 for value in row] for row in given_rows]
    whole, half = (inputs(columns(each), statistic.inputs, "higher") for each in (given_rows, halves))
    one, two = (statistic.compute(*series, **arguments(statistic)) for series in (whole, half))
    if one is None or two is None or one.fields.get("metric") != two.fields.get("metric"):
        return
    for field in set(statistic.fields) - JUDGED_BY_SIZE:
        value = one.fields[field]
        if isinstance(value, float):
            assert two.fields[field] == pytest.approx(value / 2 if field in statistic.units else value, abs=1e-4), field


@pytest.mark.parametrize("name", [name for name in NAMES if STATISTICS[name].logged])
@settings(max_examples=15)
@given(data=st.data())
def test_what_is_declared_as_logged_stands_in_the_series(name: str, data: st.DataObject) -> None:
    statistic = STATISTICS[name]
    series = inputs(columns(data.draw(rows(FINITE, statistic.inputs, least=6))), statistic.inputs)
    found = statistic.compute(*series, **arguments(statistic))
    assert found is None or (found.value in series[0].values and statistic.units["value"] == "metric")


@settings(max_examples=30)
@given(given_rows=rows(ANY, 8))
def test_the_whole_pack_judges_any_run(given_rows: list[list[float]]) -> None:
    names = ("loss", "val_loss", "accuracy", "val_accuracy", "val_f1", "f1", "lr", "val_precision")
    run = columns(given_rows)
    found = dict(zip(names, run.frame.columns.values(), strict=True))
    run = Run("test", Frame(run.frame.epoch, found))
    outcomes = evaluate(run, assign(found, metric_table()), builtin_pack())
    assert [outcome.code for outcome in outcomes] == list(builtin_pack().rules)


@pytest.mark.parametrize(
    ("name", "texts", "value"),
    [
        ("below_best", ("0.5 0.4 0.4 0.4 0.6x2",), 0.5),
        ("change_since_best_of", ("1.0 0.8 0.6 0.4 0.4 0.4", "3 2 1 2 2 2"), (0.4 - 0.6) / 0.6),
        ("change_since_best_of", ("0.6 -0.4 -0.9 -1.4 -1.4 -1.4", "3 1 2 2 2 2"), (-1.4 + 0.4) / 2.0),
        ("end_behind_best", ("2 1 1 1.5",), 0.5 / 0.5),
        ("epochs_since_best", ("3 1 2 1 2",), 3),
        ("first_epoch", ("_ _ 3 2",), 3),
        ("gain", ("3 3 2 2 1 1",), 2),
        ("gap", ("1 1 1 1 1", "0.25x4"), 0.75),
        ("gap", ("4 2 1 1 1", "-1x4"), 2 / 3),
        ("gap", ("9 8 5 4 3", "1 1 1 -1 -1"), 4 / 6),
        ("gap_over_luck", ("0.25 0.75x4", "1x5"), 0.25 / (2 / 3 * 1 / 3 / 4) ** 0.5),
        ("gap_over_luck", ("0.5x5", "0.75x5"), 0.25 / (0.25 / 10_000) ** 0.5),
        ("jitter_over_luck", ("0.75 1 0.75 1 0.75",), 1.4826 * 0.5 / 6**0.5 / (2 / 3 * 1 / 3 / 4) ** 0.5),
        ("jitter_over_luck", ("0.75 0.9 0.72 0.8123",), 1000),
        ("jitter_over_luck", ("0.75 1 0.75",), 1000),
        ("gap_to_best", ("4 2 8 8 8", "0.5x5"), 0.75),
        ("gap_to_best", ("4 2 8 8 8", "3x5"), -0.5),
        ("gap_to_best", ("4 -2 4 4 4", "-5x5"), 3 / 6),
        ("gap_to_best", ("4 2 8 8 8", "0.4 -0.2 0.1 0.1 0.1"), 1.9 / 2),  # a hair below zero
        ("gap_to_best", ("4 2 8 8 8", "0.4 -0.3 0.1 0.1 0.1"), 1.9 / 6),
        ("constant_share", ("1 2 3 4 5 5 5 5",), 0.5),
        ("drop_since_best_of", ("1 1 1 2 2 2 2 2", "3 1 2 2 2 2 2 2"), 1),
        ("echo", ("0.812 0.791 0.773", "0.83 0.812 0.791 0.773"), 0),
        ("echo", ("0.8120001 0.791 0.774", "0.83 0.812 0.791 0.773"), 1 / 18),
        ("echo", ("0.82 0.79 0.77", "0.83 0.82 0.79 0.77"), 1),
        ("echo", ("5 5 5 5", "5 5 5 5"), 1),
        ("jitter_share", ("1x9",), 0),
        ("late_fall", ("9 9 8 4 2 2 1",), 8 / 2),
        ("lead_over_training", ("0.75x5", "1x5"), 0.25),
        ("lead_over_training", ("0.75x5", "2 2 0.5 2 0.5 2"), 0.25),
        ("lead_steadiness", ("3 1 1 3 1 1", "2x5"), 3 / 4),
        ("loss_over_guess", ("0.09x5", "0.1x5"), 1),
        ("most_points", ("1 _ 2", "1 1 1"), 3),
        ("points", ("1 _ 2 nan 3",), 3),
        ("resolution", ("0.5 0.75 0.8", "0.5 0.7 0.8"), 0.01),
        ("resolution", ("0.5 0.7 0.8", "50.25 75 80"), 0.0001),
        ("resolution", ("0 0 0", "0.5 0.7 0.8"), 0),
        ("reversals", ("1 2 1 2 1",), 1),
        ("reversals", ("1 2 3 4 5",), 0),
        ("reversals", ("1 2 3 2 1",), 1 / 3),
        ("rise_in_all", ("1 0.5 1 1 1", "0.25 0.5 0.75 0.5 0.5"), 4 * 0.5),
        ("rise_in_all", ("1 0.5 1 1 1", "0.1234 0.5313 0.8872 0.4156 0.5"), 10_000),
        ("rise_share", ("9 1 2 3 3",), 2 / 8),
        ("rise_share", ("2 1 5 5 5",), 1),
        ("rise_share", ("1x5",), 0),
        ("share_below", ("0.4 0.5 0.6 0.3",), 2 / 4),
        ("shortfall", ("0.9 0.2 0.3 0.3 0.4 0.5",), 1),
        ("shortfall", ("0.9 0.2 0x4",), 0),
        ("spike", ("1 2 2 3 2",), 0.5),
        ("spike", ("2 1 1 2 2",), 0),
        ("flat_share", ("9 7 5 3 1x5",), 0.6),
        ("flat_share", ("9 7 5 3 1x3 5 1",), 0.6),
        ("residual_flatness", ("9x5", "2x5", "4x5"), 1),
        ("residual_flatness", ("9x5", "3x5", "4x5"), -1),
        ("residual_flatness", ("9x5", f"{3**0.5}x5", "4x5"), 0),
        ("samples", ("0.25 0.5 0.75 0.5",), 4),
        ("samples", ("0.1234 0.5313 0.8872 0.4156",), 10_000),
        ("tail_improvement", ("9x7 2 2 1 1",), 0.5),
        ("tail_improvement", ("9x5 4 4 4 4 _ _ _ _ _ _ _ 2",), 0.5),
        ("tail_trend", ("9 9 9 9 1 2 3 4",), 1),
        ("tail_trend", ("4 3 2 1 2 3",), 3 / 6),
        ("total_improvement", ("4 1 2",), 3 / 4),
        ("trend_certainty", ("9 1 2 3 4 5",), (9 * 4 * 3 / (2 * 13)) ** 0.5),
        ("trend_certainty", ("9 2 3 2 3 4 5 1 6 7 8",), (20 / 28) * (9 * 8 * 7 / (2 * 21)) ** 0.5),
        ("trend_since_best", ("2 1 2 3 4",), 1),
        ("trend_since_best", ("2 1 3 2 4",), 4 / 6),
        ("trend_since_best_of", ("5 4 3 2 1", "2 1 2 2 2"), -1),
        ("uncarried", ("4 2 2 2 2", "3 1 1 1 1"), 1 / 2),
        ("uncarried", ("4 1 1 1 1", "3 1 1 1 1"), 0),
        ("uncarried", ("4 2 2 2 2", "1 1 1 1 1"), 1),
        ("uncarried", ("2 5 5 5 5", "2 1 1 1 1"), 1),
        ("unrecovered", ("4 1 1 1 4 3 3 3 2 3",), 1),
        ("uphill", ("9 4 3 4 2",), 1 / 4),
        ("uphill", ("9 4 3 2 1",), 0),
        ("worse_than_best", ("3 1 2 2 2",), 1),
        ("loss_over_chance", ("0.7x9", "0.5x9"), 0.7 / math.log(2) - 1),
        ("loss_over_chance", ("1.65x9", "0.2x9"), 1.65 / math.log(5) - 1),
        ("loss_over_chance", ("1.61x9", "0.223x9"), 1.61 / math.log(5) - 1),
        ("loss_over_chance", ("1.39x9", "0.223x9"), 1.39 / math.log(4) - 1),
        ("loss_over_chance", ("2.38x9", "0.098x9"), 2.38 / math.log(10) - 1),
        ("loss_over_chance", ("14.5x9", "0.1x9"), 14.5 / math.log(10) - 1),
        ("nonfinite_epochs", ("1 nan inf", "1 1 nan"), 2),
        ("nonfinite_epochs", ("1 _ 2", "1 1 1"), 0),
    ],
)
def test_values_worked_out_by_hand(name: str, texts: tuple[str, ...], value: float) -> None:
    assert compute(name, *texts).value == pytest.approx(value)


ZIGZAG = "1 2 1 2 1 2"
NOISE = 1.4826 * 2 / 6**0.5
"""Noise of a zig-zag of height one: all of its second differences are 2."""


@pytest.mark.parametrize(
    ("name", "texts", "value"),
    [
        ("jitter_share", (ZIGZAG,), NOISE / 1.5),
        ("jitter_size", (ZIGZAG,), NOISE),
        ("swing_of_range", (ZIGZAG,), NOISE),
        ("swing_of_range", ("99 9 1 2 1 2 1 2",), NOISE / 8),
        ("swing_share", (ZIGZAG,), NOISE / 1.5),
        ("swing_share", ("-1 1 -1 1 -1 1",), NOISE),
        ("jitter_share", ("-1 1 -1 1 -1 1",), NOISE),
        ("swing_share", ("90 80 1 2 1 2 1 2 1 2 1 2",), NOISE / 8),
        ("swing_share", (ZIGZAG, "50x5"), NOISE / 5),
        ("rise_over_jitter", (ZIGZAG,), 1 / NOISE),
        ("gap_over_jitter", (ZIGZAG, "0.5x5"), 1.5 / NOISE),
    ],
)
def test_values_in_units_of_noise(name: str, texts: tuple[str, ...], value: float) -> None:
    assert compute(name, *texts).value == pytest.approx(value)


def test_a_rise_over_jitter_begins_at_the_level_and_not_at_one_lucky_value() -> None:
    level, lucky = "3 2 3 2 3 2 3 2 3 2 3 4 3", "3 2 3 2 3 0 3 2 3 2 3 4 3"
    assert (
        compute("rise_over_jitter", lucky).value == compute("rise_over_jitter", level).value == pytest.approx(1 / NOISE)
    )


def test_a_change_beside_no_noise_has_a_largest_value() -> None:
    assert compute("rise_over_jitter", "1 1 1 1 9 9 9").value == 1000
    assert compute("tail_improvement", "1 1 1 1 1 1 9 9 9 9 9 9", share=1, unit="noise").value == -1000
    assert compute("gap_over_jitter", "9 9 9 9 9 9", "1x5").value == 1000
    assert compute("jitter_ratio", ZIGZAG, "1x5").value == 1000
    assert compute("undone", "1 2 3 4 5").value == 1000


def test_a_swing_at_the_end_knows_nothing_of_the_bend_before_it() -> None:
    bend = "16 8 4 2 1 1 1 1 1 1"
    assert compute("swing_share", bend).value > 0
    assert compute("swing_share", bend, share=0.5).value == 0


@pytest.mark.parametrize(("far", "value"), [(0.4, -1), (0.5, 1 / math.log(2) - 1)])
def test_a_loss_that_comes_nowhere_near_the_level_of_guessing_is_not_compared_with_it(far: float, value: float) -> None:
    found = compute("loss_over_chance", "5 1.0 3 9", "0.5 0.52 0.48 0.51", share=1, far=far)
    assert found.value == pytest.approx(value, abs=1e-6)


def test_an_epoch_that_strays_in_a_long_run_does_not_end_a_standstill() -> None:
    standing = " ".join("0.2" if epoch % 7 else "0.23" for epoch in range(60))
    assert compute("flat_share", f"1 0.6 0.4 {standing} 0.3 0.3 {standing}").value > 0.9


def test_an_error_above_the_root_of_a_loss_is_none_of_a_mean_square() -> None:
    loss, absolute = inputs(synthetic_run({"c0": "1 4x5", "c1": "1.1 2x5"}), 2)
    for told in (absolute, None):
        found = STATISTICS["residual_flatness"].compute(loss, told, None, last=5)
        assert found is not None
        assert found.value == -1


def test_a_loss_that_moves_as_the_mean_error_does_is_no_square_of_it() -> None:
    assert compute("residual_flatness", "0.99 0.9 0.85 0.83 0.82x3", "0.99 0.9 0.85 0.83 0.82x3", "_x7").value == -1


def test_the_log_knows_the_size_of_its_validation_set_better_than_the_steps_of_an_accuracy() -> None:
    told = replace(synthetic_run({"c0": "0.25 0.5 0.75 0.5"}), facts=(Fact("samples", None, 1, {"validation": 48}),))
    found = STATISTICS["samples"].compute(*inputs(told, 1))
    assert found is not None
    assert found.value == 48


def test_a_rise_is_not_summed_without_an_accuracy() -> None:
    (loss,) = inputs(synthetic_run({"c0": "1 0.5 1 1 1"}), 1)
    found = STATISTICS["rise_in_all"].compute(loss, None, last=3, untold=10_000)
    assert found is not None
    assert found.value == 10_000


def test_a_spike_lasts_for_a_share_of_the_epochs_from_there_on() -> None:
    assert compute("spike", "1 1 1 3 2 1 1 1", unit="lasting").value == 2 / 5
    assert compute("spike", "1 1 1 3 2 2 2 2", unit="lasting").value == 1
    assert compute("spike", "6 5 4 3 2 1 1 1", unit="lasting").value == 0


def test_hours_are_those_of_the_epochs_after_the_last_gain() -> None:
    run = synthetic_run({"c0": "4 3 2 2 2 2 2"}, Circumstances(epoch_seconds=1800))
    found = STATISTICS["without_gain"].compute(*inputs(run, 1), None, unit="hours")
    assert found is not None
    assert found.value == 2
    assert compute("without_gain", "4 3 2 2 2 2 2", "4 3 2 2 2 2 2", unit="hours").value == 0
    assert compute("without_gain", "4 3 2 2 2 2 2 2", unit="share").value == 5 / 8
    excerpt = STATISTICS["without_gain"].compute(
        *inputs(synthetic_run({"c0": "2x6"}, Circumstances(first_epoch=5)), 1), None, unit="share"
    )
    assert excerpt is not None
    assert excerpt.value == 6 / 11, "of an excerpt, the epochs before it count as well"


def test_values_that_fall_on_under_their_noise_are_gains() -> None:
    falling = "9 3 8.7 2.9 8.3 2.8 8 2.7 7.6 2.6 7 2.5 6.5 2.4 6 2.3 5.5 2.2 5 2.1"
    swinging = "9 3 8.7 2.9 8.8 2.8 8.9 2.7 8.6 2.6 8.9 2.5 8.5 2.4 8.8 2.3 8.9 2.2 9 2.1"
    assert compute("without_gain", falling).fields["best_epoch"] == 20
    assert compute("without_gain", swinging).fields["best_epoch"] == 1


def test_a_score_is_judged_in_its_own_unit_and_direction() -> None:
    assert compute("below_best", "0.8x4 0.7x2", better="higher").value == pytest.approx(0.1)
    assert compute("gap", "0.7x5", "0.9x5", better="higher").value == pytest.approx(0.2)
    assert compute("gain", "0.5x2 0.6x2 0.8x2", better="higher").value == pytest.approx(0.3)
    assert compute("epochs_since_best", "0.1 0.9 0.5", better="higher").value == 1


def test_a_loss_below_zero_is_measured_by_its_range() -> None:
    below = compute("worse_than_best", "1 -3 -1 -1 -1")
    assert below.value == pytest.approx(2 / 4)
    assert below.fields["growth"] == "", "of a loss below zero nobody would say that it rose by so many per cent"
    assert compute("worse_than_best", "1 0.5 0.6 0.6 0.6").fields["growth"] == pytest.approx(0.2)


def test_the_best_value_by_an_epoch_does_not_see_what_came_later() -> None:
    found = compute("best_by_epoch", "0.5 0.7 0.6 0.9", better="higher", epoch=3)
    assert (found.value, found.fields["best_epoch"], found.epochs) == (0.7, 2, (1, 3))
    assert compute("best_by_epoch", "0.5 0.7 0.6 0.9", better="lower", epoch=2).value == 0.5


def test_before_the_epoch_has_come_nothing_is_known_of_its_best_value() -> None:
    (series,) = inputs(columns([[0.5], [0.9]]), 1)
    assert STATISTICS["best_by_epoch"].compute(series, epoch=3) is None


def test_plain_values_are_those_of_the_log() -> None:
    assert compute("best", "3 1 2 1").fields == {"best_epoch": 2}
    assert compute("best", "0.5 0.9 0.7", better="higher").value == 0.9
    assert (compute("last", "3 1 2 _").value, compute("last", "3 1 2 _").epochs) == (2, (3, 3))
    assert compute("at_epoch", "3 _ 2", epoch=3).value == 2


@pytest.mark.parametrize(
    ("name", "text", "given"),
    [
        ("last", "3 1 nan", {}),
        ("last", "3 1 inf _", {}),
        ("at_epoch", "3 _ 2", {"epoch": 2}),
        ("at_epoch", "3 1", {"epoch": math.nan}),
    ],
)
def test_a_value_that_is_not_there_is_unknown(name: str, text: str, given: dict[str, float]) -> None:
    (series,) = inputs(synthetic_run({"c0": text}), 1)
    assert STATISTICS[name].compute(series, **given) is None


def test_without_a_direction_there_is_no_best() -> None:
    run = synthetic_run({"c0": "3 1 2"})
    assert STATISTICS["best"].compute(make_series(RoleColumn("c0", None), run)) is None


def test_the_epochs_are_those_of_the_log() -> None:
    found = compute("epochs_since_best", "_ 3 1 _ 2")
    assert (found.value, found.epochs, found.fields["best_epoch"]) == (2, (4, 5), 3)


def test_the_halves_of_a_run_are_found_whatever_its_epochs_are_numbered() -> None:
    frame = Frame(np.arange(2**63 - 9, 2**63 - 1, dtype=np.int64), {"c0": np.array([8.0] * 4 + [4.0] * 4)})
    improved = STATISTICS["tail_improvement"].compute(*inputs(Run("test", frame), 1), share=1.0, unit="share")
    assert improved is not None
    assert improved.value == 0.5
