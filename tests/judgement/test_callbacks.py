from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.judgement.training_runs import make_run, roles_of
from trainlog_doctor.engine.measures.noise import jitter
from trainlog_doctor.judgement.best_epoch import best_epoch
from trainlog_doctor.judgement.callbacks import callbacks, least_improvement, longest_wait

if TYPE_CHECKING:
    from trainlog_doctor.judgement.advice import Callbacks
    from trainlog_doctor.model import Run


def advised(run: Run, *, named: bool = False) -> Callbacks:
    roles = roles_of(run)
    found = callbacks(run, roles, best_epoch(run, roles, named=named))
    assert found is not None
    return found


def test_the_metric_that_decides_is_monitored_in_its_direction() -> None:
    losses = [0.9, 0.6, 0.5, 0.45, 0.5, 0.6, 0.7, 0.8]
    scores = [0.5, 0.6, 0.7, 0.75, 0.76, 0.77, 0.78, 0.79]
    run = make_run(loss=losses, val_loss=losses, val_f1=scores)
    assert (advised(run).monitor, advised(run).mode) == ("val_loss", "min")
    assert (advised(run, named=True).monitor, advised(run, named=True).mode) == ("val_f1", "max")


def test_of_two_that_decide_together_the_one_whose_first_best_is_nearer_is_monitored() -> None:
    losses = [0.80, 0.61, 0.62, 0.50, 0.56, 0.47, 0.40, 0.340, 0.41, 0.3405]
    run = make_run(loss=losses, val_loss=losses, val_f1=[0.4, 0.96, 0.97, *[1.0] * 7])
    best = best_epoch(run, roles_of(run))
    assert best is not None
    assert (best.epoch, best.by) == (10, "val_loss+val_f1")
    assert advised(run).monitor == "val_loss", "early stopping keeps the first of equals, here epoch 4"
    losses = [0.9, 0.41, 0.4, 0.48, 0.4, 0.47, 0.37, 0.48]
    run = make_run(loss=losses, val_loss=losses, val_f1=[0.4, 0.76, 0.8, 0.92, 0.85, 0.77, 0.68, 0.71])
    best = best_epoch(run, roles_of(run))
    assert best is not None
    assert (best.epoch, best.by) == (5, "val_loss+val_f1")
    assert advised(run).monitor == "val_f1"


def test_patience_outlasts_the_longest_wait_of_the_run() -> None:
    losses = [1.0, 0.8, 0.6, *[0.65] * 12, 0.4, 0.3, 0.31, 0.32, 0.33]
    found = advised(make_run(loss=losses, val_loss=losses))
    assert found.data["wait"] == 12
    assert found.data["epoch"] == 16
    assert found.patience == 18
    assert found.patience_reason == "waited"


def test_what_the_advised_callback_would_have_done_is_told() -> None:
    losses = [0.9, 0.6, 0.5, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1]
    found = advised(make_run(loss=losses, val_loss=losses))
    assert (found.patience, found.data["stopped"], found.data["kept"]) == (5, 9, 4)
    falling = np.geomspace(1.0, 0.1, 30).tolist()
    assert "stopped" not in advised(make_run(loss=falling, val_loss=falling)).data


def test_a_run_that_never_waits_gets_a_few_epochs() -> None:
    losses = np.geomspace(1.0, 0.1, 30).tolist()
    found = advised(make_run(loss=losses, val_loss=losses))
    assert (found.patience, found.patience_reason) == (5, "steady")


def test_a_long_run_gets_more() -> None:
    losses = np.geomspace(1.0, 0.1, 600).tolist()
    assert advised(make_run(loss=losses, val_loss=losses)).patience == 30


def test_a_short_run_says_that_it_is_short_and_advises_no_shorter_patience() -> None:
    found = advised(make_run(loss=[0.9, 0.8, 0.7], val_loss=[0.9, 0.8, 0.7]))
    assert (found.patience, found.patience_reason) == (5, "short")


def test_improvements_within_the_noise_do_not_end_a_wait() -> None:
    costs = np.array([1.0, 0.5, 0.6, 0.6, 0.499, 0.6, 0.6, 0.3])
    assert longest_wait(costs, min_delta=0.01, noise=0.02) == (5, 7)


def test_a_wait_counts_by_all_that_was_still_to_come() -> None:
    steps = np.array([1.0, 1.3, 1.2, 1.4, 0.9, 0.8, 0.7, 0.6])
    assert longest_wait(steps, min_delta=0.01, noise=0.2)[0] == 3
    assert longest_wait(steps[:6], min_delta=0.01, noise=0.25)[0] == 0


@given(st.lists(st.floats(0.1, 2.0), min_size=6, max_size=40))
def test_the_advised_patience_never_stops_before_what_is_worth_more_than_noise(losses: list[float]) -> None:
    found = advised(make_run(loss=losses, val_loss=losses))
    kept = losses[int(found.data["kept"]) - 1]
    assert kept - min(losses) <= max(jitter(np.array(losses)), found.min_delta) + 1e-9


def test_min_delta_is_half_the_noise_in_one_digit() -> None:
    losses = np.linspace(1.0, 0.5, 200) + np.random.default_rng(0).normal(0, 0.02, 200)
    found = advised(make_run(loss=losses.tolist(), val_loss=losses.tolist()))
    assert found.min_delta == float(f"{jitter(losses) / 2:.0e}")
    assert 0.008 <= found.min_delta <= 0.012


def test_without_validation_the_advice_says_so() -> None:
    found = advised(make_run(loss=[0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3]))
    assert (found.monitor, found.patience_reason) == ("loss", "training")


def test_without_a_best_epoch_there_is_no_advice() -> None:
    run = make_run(loss=[np.nan, np.nan])
    assert callbacks(run, roles_of(run), None) is None


@settings(max_examples=100)
@given(st.lists(st.integers(1, 100).map(lambda n: n / 50), min_size=1, max_size=40))
def test_patience_is_longer_than_any_real_wait_and_no_longer_than_a_run_of_some_length(losses: list[float]) -> None:
    found = advised(make_run(loss=losses, val_loss=losses))
    assert int(found.data["wait"]) < found.patience <= max(5, len(losses))


@pytest.mark.parametrize(("noise", "expected"), [(0.0, 0.0), (6e-17, 0.0), (0.004, 0.002), (0.6, 0.01)])
def test_min_delta_is_neither_rounding_nor_a_good_part_of_the_loss(noise: float, expected: float) -> None:
    assert least_improvement(np.array([1.0, 0.7, 0.5]), noise) == expected
