from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.judgement.training_runs import make_run, roles_of
from trainlog_doctor.engine.roles import RoleColumn
from trainlog_doctor.judgement.best_epoch import best_epoch
from trainlog_doctor.judgement.stopping import PATIENCES, Watched, replay, stops, watch

LOSS = RoleColumn("val_loss", "lower")
SCORE = RoleColumn("val_f1", "higher")


def watched(values: list[float], first: int = 1) -> Watched:
    found = watch(make_run(first=first, val_loss=values), LOSS)
    assert found is not None
    return found


def in_keras(costs: list[float], first: int, patience: int, min_delta: float) -> tuple[int | None, int]:
    """The callback's own loop, epoch by epoch."""
    best, wait, kept, stopped = math.inf, 0, 0, None
    for place, cost in enumerate(costs):
        wait += 1
        if cost + min_delta < best:
            best, wait, kept = cost, 0, place
        elif wait >= patience and first + place > 1:
            stopped = place
            break
    return stopped, kept


def test_it_stops_when_patience_epochs_brought_nothing_better() -> None:
    assert replay(watched([0.9, 0.5, 0.6, 0.55, 0.7, 0.4]), 3) == (4, 1)


def test_epochs_that_did_not_log_the_metric_are_passed_over() -> None:
    run = make_run(val_loss=[0.5, math.nan, 0.6, math.nan, 0.7, math.nan, 0.8])
    unlogged = replace(run, frame=replace(run.frame, logged_nan={}))
    found = watch(unlogged, LOSS)
    assert found is not None
    assert found.epoch.tolist() == [1, 3, 5, 7]
    assert replay(found, 3) == (3, 0)
    assert replay(watched(run.frame.columns["val_loss"].tolist()), 3) == (3, 0)


def test_a_metric_without_direction_or_values_cannot_be_watched() -> None:
    run = make_run(val_loss=[0.5, 0.4])
    assert watch(run, RoleColumn("val_loss", None)) is None
    assert watch(run, RoleColumn("absent", "lower")) is None
    unlogged = make_run(val_loss=[math.nan, math.nan])
    assert watch(replace(unlogged, frame=replace(unlogged.frame, logged_nan={})), LOSS) is None


def test_what_was_not_logged_at_an_epoch_is_no_cost_of_it() -> None:
    run = make_run(val_loss=[0.9, 0.7, 0.5, 0.4, 0.6, 0.7, 0.8, 0.9], val_f1=[0.5, math.nan, 0.7, math.nan] * 2)
    best = best_epoch(run, roles_of(run))
    assert best is not None
    (stop, *_) = stops(run, roles_of(run), replace(best, epoch=3))
    assert (stop.kept, list(stop.cost)) == (4, ["val_loss"])


values = st.one_of(st.integers(0, 8).map(lambda n: n / 4), st.sampled_from([math.nan, math.inf, -math.inf]))


@settings(max_examples=300)
@given(
    st.lists(values, min_size=1, max_size=30),
    st.integers(1, 12),
    st.integers(1, 6),
    st.sampled_from([0.0, 0.25, 0.6]),
)
def test_the_replay_is_the_callback(costs: list[float], first: int, patience: int, min_delta: float) -> None:
    assert replay(watched(costs, first), patience, min_delta) == in_keras(costs, first, patience, min_delta)


VALLEY = [0.9, 0.6, 0.5, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7]
SCORES = [0.5, 0.6, 0.7, 0.75, 0.75, 0.76, 0.77, 0.78, 0.79, 0.8]


def test_costs_are_told_against_the_epoch_to_keep() -> None:
    run = replace(make_run(val_loss=VALLEY, val_f1=SCORES), epoch_seconds=np.full(10, 6.0))
    roles = roles_of(run)
    best = best_epoch(run, roles)
    assert best is not None
    assert best.epoch == 4
    found = {(stop.monitor, stop.patience): stop for stop in stops(run, roles, best)}
    assert set(found) == {(name, patience) for name in ("val_loss", "val_f1") for patience in PATIENCES}
    early, late = found["val_loss", 3], found["val_f1", 20]
    assert (early.stopped, early.kept, early.saved_epochs, early.saved_seconds) == (7, 4, 3, 18.0)
    assert early.cost == {"val_loss": 0.0, "val_f1": 0.0}
    assert (late.stopped, late.kept, late.mode, late.saved_epochs, late.saved_seconds) == (None, 10, "max", 0, None)
    assert late.cost == pytest.approx({"val_loss": 0.3, "val_f1": -0.05})


def test_epochs_without_a_time_count_as_the_others() -> None:
    run = replace(make_run(val_loss=VALLEY), epoch_seconds=np.array([1.0] * 8 + [np.nan, 3.0]))
    (stop, *_) = stops(run, roles_of(run), best_epoch(run, roles_of(run)))
    assert (stop.saved_epochs, stop.saved_seconds) == (3, 6.0)


def test_lost_epochs_count_as_saved() -> None:
    run = make_run(val_loss=VALLEY)
    run = replace(run, frame=replace(run.frame, epoch=np.array([1, 2, 3, 4, 5, 6, 7, 18, 19, 20])))
    (stop, *_) = stops(run, roles_of(run), best_epoch(run, roles_of(run)))
    assert (stop.stopped, stop.saved_epochs) == (7, 13)


def test_without_an_epoch_to_keep_there_is_nothing_to_tell() -> None:
    run = make_run(val_loss=[np.nan, np.nan])
    assert stops(run, roles_of(run), best_epoch(run, roles_of(run))) == ()
