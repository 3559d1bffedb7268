"""The size of chance, worked out by hand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from trainlog_doctor.judgement.comparison.model import Reached, Standing
from trainlog_doctor.judgement.comparison.noise import deviation, mean, noise

if TYPE_CHECKING:
    from trainlog_doctor.engine.roles import Better


def standing(
    *values: float,
    jitter: float | None = 0.0,
    better: Better = "higher",
    proportion: bool = True,
    whole: float = 1.0,
) -> Standing:
    reached = tuple(Reached(value, 1, None, jitter) for value in values)
    return Standing("m", None, better, proportion, reached, whole)


def test_jitter_of_both_sides_adds_as_squares() -> None:
    assert noise(standing(1.0, jitter=0.03), standing(1.0, jitter=0.04), (None, None)).jitter == pytest.approx(0.05)


def test_a_run_too_short_to_tell_jitters_as_the_other() -> None:
    both = noise(standing(1.0, jitter=0.03), standing(1.0, jitter=None), (None, None))
    assert both.jitter == pytest.approx(0.03 * math.sqrt(2))
    assert noise(standing(1.0, jitter=None), standing(1.0, jitter=None), (None, None)).jitter == 0


@pytest.mark.parametrize("unit", [1, 100])
def test_a_share_counted_on_samples_has_the_error_of_a_share(unit: int) -> None:
    """0.9 of 900: sqrt(0.9 * 0.1 / 900) = 0.01 a side, in percent 1."""
    share = standing(0.9 * unit, whole=unit)
    assert noise(share, share, (900, 900)).sampling == pytest.approx(0.01 * math.sqrt(2) * unit)


def test_without_the_number_of_samples_or_for_another_kind_of_score_there_is_no_sampling_error() -> None:
    assert noise(standing(0.9), standing(0.9), (900, None)).sampling == 0
    assert noise(standing(0.9, proportion=False), standing(0.9), (900, 900)).sampling == 0


def test_another_seed_changes_two_percent_of_the_loss_or_of_the_error() -> None:
    loss = standing(0.5, better="lower", proportion=False)
    assert noise(loss, loss, (None, None)).seeds == pytest.approx(0.01 * math.sqrt(2))
    score = standing(0.9)
    assert noise(score, score, (None, None)).seeds == pytest.approx(0.002 * math.sqrt(2))


def test_another_seed_changes_two_percent_of_a_score_without_an_upper_end() -> None:
    psnr = standing(30.0, proportion=False)
    assert noise(psnr, psnr, (None, None)).seeds == pytest.approx(0.6 * math.sqrt(2))


def test_the_whole_is_the_root_of_the_sum_of_squares() -> None:
    both = noise(standing(0.9, jitter=0.03), standing(0.9, jitter=0.04), (900, 900))
    assert both.size == pytest.approx(math.sqrt(0.05**2 + 2 * 0.01**2 + 2 * 0.002**2))


def test_folds_are_told_by_their_spread() -> None:
    """Variance 0.01 over 3 folds, each mean's share 1/3 + 1/2 of it, for both sides."""
    folds = standing(0.7, 0.8, 0.9)
    found = noise(folds, folds, (None, None))
    assert found.folds == pytest.approx(math.sqrt(2 * 0.01 * 5 / 6))
    assert (found.jitter, found.seeds) == (0, 0)


def test_one_training_against_folds_varies_as_they_do() -> None:
    found = noise(standing(0.7, 0.8, 0.9), standing(0.8), (None, None))
    assert found.folds == pytest.approx(math.sqrt(0.01 * 5 / 6 + 0.01))


def test_mean_and_deviation_over_folds() -> None:
    assert mean(standing(0.7, 0.8, 0.9)) == pytest.approx(0.8)
    assert deviation(standing(0.7, 0.8, 0.9)) == pytest.approx(0.1)
    assert deviation(standing(0.8)) is None
