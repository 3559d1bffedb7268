"""The arithmetic behind doubts about an F1."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.builders import series
from trainlog_doctor.engine.measures.f1 import (
    against_parts,
    made_of_parts,
    restlessness,
    steepest_slope,
    weighted_over_classes,
)
from trainlog_doctor.engine.measures.positives import against_positives

SHARE = st.floats(0.05, 0.95)
SAMPLES, POSITIVES, BATCH = 1600, 160, 32


def f1_of(hits: float, errors: float) -> float:
    return 2 * hits / (2 * hits + errors)


@given(SHARE, st.floats(0.01, 0.4))
@settings(max_examples=60)
def test_the_slope_is_that_of_one_more_positive_lost(f1: float, errors: float) -> None:
    hits, step = f1 * errors / (2 * (1 - f1)), 1e-7
    slope = steepest_slope(f1, 1 - errors)
    assert slope == pytest.approx((f1 - f1_of(hits - step, errors + step)) / step, rel=1e-3)


@given(SHARE, st.floats(0.01, 0.4))
@settings(max_examples=60)
def test_one_more_false_alarm_moves_the_f1_less(f1: float, errors: float) -> None:
    hits, step = f1 * errors / (2 * (1 - f1)), 1e-7
    slope = steepest_slope(f1, 1 - errors)
    assert slope is not None
    assert (f1 - f1_of(hits, errors + step)) / step <= slope * 1.001


def test_there_is_no_slope_at_the_bounds() -> None:
    assert steepest_slope(0.0, 0.9) is None
    assert steepest_slope(1.0, 0.9) is None
    assert steepest_slope(0.5, 1.0) is None


def epochs_of_training(seed: int, batchwise: bool) -> tuple[str, str]:
    """F1 and accuracy of 30 epochs of a model whose errors come and go by chance, samples shuffled each epoch."""
    random = np.random.default_rng(seed)
    scores, accuracies = [], []
    for _ in range(30):
        truth = random.permutation(np.arange(SAMPLES) < POSITIVES)
        found = np.where(truth, random.random(SAMPLES) < 0.75, random.random(SAMPLES) < 0.015)
        parts = np.split(np.arange(SAMPLES), SAMPLES // BATCH) if batchwise else [np.arange(SAMPLES)]
        single = [f1_of((truth & found)[part].sum(), (truth != found)[part].sum() + 1e-9) for part in parts]
        scores.append(f"{np.mean(single):.4f}")
        accuracies.append(f"{(truth == found).mean():.4f}")
    return " ".join(scores), " ".join(accuracies)


@pytest.mark.parametrize("seed", range(5))
def test_an_f1_over_the_whole_set_jumps_no_more_than_its_accuracy_explains(seed: int) -> None:
    f1, accuracy = epochs_of_training(seed, batchwise=False)
    doubt = restlessness(series(f1, "higher", "f1"), series(accuracy, "higher", "accuracy"))
    assert doubt is not None
    assert doubt.logged < 1.2 * doubt.expected


@pytest.mark.parametrize("seed", range(5))
def test_a_mean_over_batches_jumps_more_than_that(seed: int) -> None:
    whole, accuracy = epochs_of_training(seed, batchwise=False)
    mean, _ = epochs_of_training(seed, batchwise=True)
    doubts = [restlessness(series(f1, "higher", "f1"), series(accuracy, "higher", "accuracy")) for f1 in (whole, mean)]
    assert doubts[0] is not None
    assert doubts[1] is not None
    assert doubts[1].logged > doubts[0].logged


@pytest.mark.parametrize(("last", "exact"), [("0.6667", True), ("0.6640", False)])
def test_one_epoch_that_is_no_harmonic_mean_tells_a_mean_over_batches(last: str, exact: bool) -> None:
    f1 = series(f"0.6667x4 {last}", "higher", "f1")
    assert made_of_parts(f1, series("0.8x5", "higher", "p"), series("0.5714x5", "higher", "r")) is exact


@pytest.mark.parametrize(("recall", "weighted"), [("0.66 0.70 0.72", True), ("0.66 0.70 0.73", False)])
def test_the_recall_of_a_mean_weighted_over_classes_is_the_accuracy(recall: str, weighted: bool) -> None:
    accuracy = series("0.66 0.70 0.72", "higher", "accuracy")
    assert weighted_over_classes(accuracy, series(recall, "higher", "recall")) is weighted


def test_without_precision_nothing_is_made_of_parts() -> None:
    assert not made_of_parts(series("0.6667x5", "higher", "f1"), None, series("0.5714x5", "higher", "r"))


def test_precision_and_recall_of_zero_make_an_f1_of_zero() -> None:
    doubt = against_parts(series("0.2x5", "higher", "f1"), series("0x5", "higher", "p"), series("0x5", "higher", "r"))
    assert doubt is not None
    assert (doubt.logged, doubt.expected) == (0.2, 0.0)


COUNTS = st.lists(
    st.tuples(st.integers(1, 160), st.integers(0, 300)), min_size=8, max_size=20
)  # true positives out of 160, false alarms


@given(COUNTS)
@settings(max_examples=80)
def test_no_f1_over_one_data_set_is_below_what_its_errors_allow(epochs: list[tuple[int, int]]) -> None:
    hits, alarms = np.array(epochs).T
    errors = POSITIVES - hits + alarms
    f1, accuracy = 2 * hits / (2 * hits + errors), 1 - errors / SAMPLES
    precision, recall = hits / (hits + alarms), hits / POSITIVES
    logged = [series(" ".join(f"{value:.9f}" for value in values)) for values in (f1, accuracy, precision, recall)]
    for parts in (None, (logged[2], logged[3])):
        found = against_positives(logged[0], logged[1], parts)
        assert found is None or found.expected - found.logged < 0.02


def test_an_f1_that_stays_low_while_the_errors_vanish_is_none_of_one_data_set() -> None:
    accuracy = series("0.90 0.92 0.94 0.95 0.96 0.97 0.98 0.99x4")
    found = against_positives(series("0.55 0.57 0.60 0.61 0.62 0.63 0.65 0.70x4"), accuracy, None)
    assert found is not None
    assert found.expected - found.logged > 0.1
    assert against_positives(series("0.50x9", role="f1_macro"), accuracy, None) is None


def test_three_epochs_prove_no_share_of_positives() -> None:
    assert against_positives(series("0.5 0.6 0.7"), series("0.9 0.92 0.99"), None) is None
