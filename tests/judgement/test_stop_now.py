from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.judgement.training_runs import make_run, roles_of
from tests.yardstick import cost
from trainlog_doctor.engine.roles import RoleColumn
from trainlog_doctor.i18n import LANGUAGES, catalogue, text
from trainlog_doctor.i18n.formatting import MISSING
from trainlog_doctor.judgement.best_epoch import best_epoch
from trainlog_doctor.judgement.stop_now import stop_now
from trainlog_doctor.model import Fact
from trainlog_doctor.pipeline.as_of import until

if TYPE_CHECKING:
    from trainlog_doctor.judgement.advice import StopNow
    from trainlog_doctor.model import Run

WOBBLE = np.resize([0.004, -0.004, 0.002, -0.003], 60)
FALLING = np.geomspace(1.0, 0.3, 60)
RISING = np.concatenate((np.geomspace(1.0, 0.5, 10), 0.5 + 0.03 * np.arange(1, 51)))


def advice(run: Run, *, named: bool = False) -> StopNow:
    roles = roles_of(run)
    if "lr" in run.frame.columns:
        roles = {**roles, "lr": RoleColumn("lr", None)}
    return stop_now(run, roles, best_epoch(run, roles), named=named)


def overfit(epochs: int) -> Run:
    return make_run(loss=FALLING[:epochs].tolist(), val_loss=(RISING + WOBBLE)[:epochs].tolist())


def test_a_rise_beyond_the_noise_ends_a_training() -> None:
    first = next(epochs for epochs in range(5, 61) if advice(overfit(epochs)).now)
    found = advice(overfit(first))
    assert 13 <= first <= 16
    assert (found.reason, found.since, found.keep, found.data["epoch"]) == ("risen", first, 10, 10)
    assert float(found.data["noises"]) >= 7


def test_the_answer_tells_since_when_it_has_been_the_same() -> None:
    first = next(epochs for epochs in range(5, 61) if advice(overfit(epochs)).now)
    assert advice(overfit(30)).since == first


def test_a_rise_within_the_noise_is_waited_for() -> None:
    noise = np.random.default_rng(1).normal(0, 0.05, 60)
    losses = np.concatenate((np.geomspace(1.0, 0.6, 10), np.full(50, 0.6))) + noise
    run = make_run(loss=FALLING.tolist(), val_loss=losses.tolist())
    lowest = int(np.argmin(losses[:25])) + 1
    found = advice(until(run, lowest + 15))
    assert (found.now, found.reason, found.data["until"]) == (False, "open", max(lowest + 20, 3 * lowest))


def test_a_wait_of_twice_the_way_to_the_best_epoch_ends_a_training() -> None:
    losses = np.concatenate((np.geomspace(1.0, 0.5, 15), np.full(45, 0.5005)))
    run = make_run(loss=FALLING.tolist(), val_loss=losses.tolist())
    assert not advice(until(run, 44)).now
    found = advice(until(run, 45))
    assert (found.now, found.reason, found.since, found.data["waited"]) == (True, "waited", 45, 30)


def test_a_short_way_to_the_best_epoch_is_given_twenty_epochs() -> None:
    run = make_run(loss=FALLING[:30].tolist(), val_loss=[0.5, *[0.501] * 29])
    assert [advice(until(run, epochs)).now for epochs in (20, 21)] == [False, True]


def test_a_jump_of_both_losses_is_a_disturbance_that_may_pass() -> None:
    falling = np.geomspace(1.0, 0.3, 20)
    after = [0.9, 0.6, 0.5, 0.45]
    hit = make_run(loss=[*falling, *after], val_loss=[*falling, *after])
    assert (advice(hit).now, advice(hit).reason) == (False, "disturbed")
    same_rise = make_run(loss=[*falling, 0.29, 0.28, 0.27, 0.26], val_loss=[*falling, *after])
    assert (advice(same_rise).now, advice(same_rise).reason) == (True, "risen")


def test_a_learning_rate_above_that_of_the_best_epoch_explains_a_rise() -> None:
    run = overfit(20)
    rates = np.where(np.arange(20) < 10, 1e-4, 1e-3)
    warm = replace(run, frame=replace(run.frame, columns={**run.frame.columns, "lr": rates}))
    assert advice(run).now
    assert (advice(warm).now, advice(warm).reason) == (False, "learning_rate")
    announced = [Fact("lr-schedule", epoch, data={"lr": float(rates[epoch - 1])}) for epoch in (1, 11)]
    assert advice(replace(run, facts=tuple(announced))).reason == "learning_rate"


def test_a_lowered_learning_rate_is_given_time() -> None:
    run = overfit(16)
    assert advice(run).now
    lowered = replace(run, facts=(Fact("reduce-lr", 14, data={"lr": 1e-4}),))
    assert (advice(lowered).now, advice(lowered).reason) == (False, "learning_rate")


def test_a_loss_that_is_no_number_ends_a_training_at_once() -> None:
    found = advice(make_run(loss=[0.9, 0.5, np.nan, np.nan], val_loss=[0.9, 0.5, 0.5, np.nan]))
    assert (found.now, found.reason, found.since, found.keep) == (True, "broken", 3, 2)
    recovered = advice(make_run(loss=[0.9, np.nan, 0.5], val_loss=[0.9, np.nan, 0.5]))
    assert not recovered.now


def test_a_named_score_decides() -> None:
    scores = np.linspace(0.5, 0.9, 60)
    run = make_run(loss=FALLING.tolist(), val_loss=(RISING + WOBBLE).tolist(), val_f1=scores.tolist())
    assert advice(run).now
    assert (advice(run, named=True).now, advice(run, named=True).reason) == (False, "improving")


def test_a_score_in_per_cent_is_judged_as_a_share() -> None:
    scores = np.concatenate((np.linspace(0.5, 0.9, 20), np.linspace(0.89, 0.7, 20)))
    shares, per_cent = make_run(val_f1=scores.tolist()), make_run(val_f1=(100 * scores).tolist())
    assert advice(shares).reason == "risen_difference"
    assert advice(shares).since == advice(per_cent).since
    assert 100 * float(advice(shares).data["rise"]) == pytest.approx(advice(per_cent).data["rise"])


def test_a_score_without_an_upper_end_falls_by_parts_of_its_best() -> None:
    psnr = np.linspace(20.0, 31.0, 20)
    roles = {"val_score": RoleColumn("val_psnr", "higher")}
    for fallen, now in ((0.05, False), (0.15, True)):
        values = np.concatenate((psnr, np.linspace(31.0, 31.0 - fallen, 20)))
        assert stop_now(make_run(val_psnr=values.tolist()), roles, None).now == now


def test_the_rise_of_a_loss_that_may_be_negative_is_told_in_its_own_unit() -> None:
    loss = np.concatenate((np.linspace(-20.0, -100.0, 20), np.linspace(-98.0, -60.0, 20)))
    assert float(advice(make_run(val_loss=loss.tolist())).data["rise"]) == pytest.approx(40 - 2)


def test_planned_epochs_that_would_be_saved_are_told_and_none_beyond_the_plan() -> None:
    assert advice(replace(overfit(20), planned_epochs=60)).data["left"] == 40
    assert "left" not in advice(replace(overfit(20), planned_epochs=20)).data
    waiting = make_run(loss=FALLING[:9].tolist(), val_loss=[0.5, *[0.5001] * 8])
    assert advice(replace(waiting, planned_epochs=60)).data["until"] == 21
    assert advice(replace(waiting, planned_epochs=15)).data["until"] == ""


def test_without_validation_or_with_too_few_epochs_there_is_no_advice_to_stop() -> None:
    assert advice(make_run(loss=[0.5, 0.6, 0.7, 0.8, 0.9, 1.0])).reason == "unvalidated"
    assert advice(make_run(val_loss=[0.5, 0.6, 0.7, 0.8])).reason == "too_early"
    assert stop_now(make_run(), {}, None).reason == "too_early"


levels = st.integers(1, 400).map(lambda n: n / 100)
numbers = st.one_of(levels, st.floats(allow_nan=True, allow_infinity=True))


@settings(max_examples=60)
@given(st.lists(st.tuples(levels, levels), min_size=6, max_size=45))
def test_what_was_said_at_an_epoch_does_not_depend_on_later_ones(course: list[tuple[float, float]]) -> None:
    training, losses = zip(*course, strict=True)
    run = make_run(loss=training, val_loss=losses)
    said = [advice(until(run, epoch)).now for epoch in range(1, len(course) + 1)]
    found = advice(run)
    if found.since is not None:
        assert all(said[found.since - 1 :])
        assert found.since == 1 or not said[found.since - 2]


@settings(max_examples=60)
@given(st.lists(st.tuples(levels, levels), min_size=6, max_size=45))
def test_no_epoch_is_named_that_was_not_seen_yet(course: list[tuple[float, float]]) -> None:
    losses, scores = zip(*course, strict=True)
    run = make_run(loss=FALLING[: len(course)].tolist(), val_loss=losses, val_f1=scores)
    for epoch in range(1, len(course) + 1):
        found = advice(until(run, epoch))
        named = (found.keep, found.since, found.data.get("epoch"))
        assert all(one is None or 1 <= int(one) <= epoch for one in named)


def test_a_rise_that_jitters_about_its_limit_does_not_take_back_what_was_said() -> None:
    jitter = np.resize([0.0, 0.004, -0.004], 11)
    losses = np.concatenate((np.geomspace(1.0, 0.5, 10), [0.53, 0.53, 0.53, 0.53], 0.512 + jitter))
    said = [advice(make_run(loss=FALLING[:epochs].tolist(), val_loss=losses[:epochs].tolist())) for epochs in (14, 25)]
    assert [(one.now, one.reason, one.since) for one in said] == [(True, "risen", 13)] * 2
    better = make_run(loss=FALLING[:26].tolist(), val_loss=[*losses[:25], 0.49])
    assert (advice(better).now, advice(better).reason) == (False, "improving")


@settings(max_examples=60)
@given(st.lists(levels, min_size=6, max_size=45))
def test_only_a_new_best_takes_back_a_stop_while_training_goes_well(losses: list[float]) -> None:
    run = make_run(loss=FALLING[: len(losses)].tolist(), val_loss=losses)
    said = [advice(until(run, epoch)) for epoch in range(1, len(losses) + 1)]
    for epoch, (before, after) in enumerate(pairwise(said), start=2):
        assert after.now or not before.now or after.data["epoch"] == epoch


@settings(max_examples=200)
@given(st.lists(st.tuples(numbers, numbers, numbers), max_size=30), st.booleans(), st.integers(1, 60))
def test_any_numbers_give_an_answer_that_can_be_worded(
    course: list[tuple[float, float, float]], named: bool, planned: int
) -> None:
    training, losses, scores = zip(*course, strict=True) if course else ((), (), ())
    run = replace(make_run(loss=training, val_loss=losses, val_f1=scores), planned_epochs=planned)
    found = advice(run, named=named)
    for language in LANGUAGES:
        said = text(f"stop_now.{found.reason}", language, {"since": found.since, "keep": found.keep, **found.data})
        assert MISSING not in said.replace("??", "")
    assert (found.since is not None) == found.now


def test_every_reason_is_worded_in_both_languages() -> None:
    assert list(catalogue("stop_now", "en")) == list(catalogue("stop_now", "zh"))


def test_ten_thousand_epochs_take_a_moment() -> None:
    losses = np.geomspace(2.0, 0.5, 10_000) + np.random.default_rng(0).normal(0, 0.01, 10_000)
    run = make_run(loss=losses.tolist(), val_loss=losses.tolist())
    assert cost(lambda: advice(run)) < 200
