from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.judgement.training_runs import make_run, roles_of
from trainlog_doctor.engine.roles import RoleColumn
from trainlog_doctor.judgement.best_epoch import best_epoch
from trainlog_doctor.model import Fact

if TYPE_CHECKING:
    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.judgement.advice import BestEpoch
    from trainlog_doctor.model import Run

VALLEY = [0.9, 0.7, 0.55, 0.45, 0.4, 0.42, 0.46, 0.52, 0.6, 0.7]
FALLING = [0.9, 0.7, 0.5, 0.4, 0.3, 0.25, 0.2, 0.16, 0.13, 0.1]


def best(run: Run, roles: Roles | None = None, *, named: bool = False) -> BestEpoch:
    found = best_epoch(run, roles or roles_of(run), named=named)
    assert found is not None
    return found


def test_lowest_loss_with_best_score_is_kept() -> None:
    found = best(
        make_run(loss=FALLING, val_loss=VALLEY, val_f1=[0.5, 0.6, 0.7, 0.75, 0.8, 0.79, 0.78, 0.77, 0.76, 0.75])
    )
    assert (found.epoch, found.by, found.reason) == (5, "val_loss", "both")


def test_a_few_points_of_score_do_not_outweigh_a_loss_that_has_risen_by_half() -> None:
    scores = [0.5, 0.6, 0.7, 0.75, 0.78, 0.79, 0.795, 0.8, 0.805, 0.81]
    found = best(make_run(loss=FALLING, val_loss=VALLEY, val_f1=scores))
    assert found.epoch in {5, 6}
    assert {candidate.by: candidate.epoch for candidate in found.candidates} == {
        "val_loss": 5,
        "val_f1": 10,
        "last": 10,
    }


def test_a_score_that_collapses_outweighs_a_loss_that_goes_on_falling() -> None:
    losses = [3.0, 2.6, 2.4, 2.35, 2.33, 2.32, 2.31, 2.305, 2.302, 2.3]
    scores = [0.3, 0.4, 0.45, 0.44, 0.3, 0.2, 0.1, 0.1, 0.1, 0.1]
    found = best(make_run(loss=losses, val_loss=losses, val_f1=scores))
    assert found.epoch in {3, 4}


def test_a_named_score_decides_alone() -> None:
    scores = [0.5, 0.6, 0.7, 0.75, 0.78, 0.79, 0.795, 0.8, 0.81, 0.805]
    found = best(make_run(loss=FALLING, val_loss=VALLEY, val_f1=scores), named=True)
    assert (found.epoch, found.by, found.reason) == (9, "val_f1", "named")
    assert best(make_run(loss=FALLING, val_loss=VALLEY, val_f1=(-np.array(VALLEY)).tolist()), named=True).reason == (
        "named_both"
    )


def test_no_loss_outweighs_the_smallest_lead_of_a_named_score() -> None:
    losses = [1.0, 0.8, 0.6, 0.4, 0.2, 0.1, 0.2, 0.3, 0.4, 0.5]
    scores = [0.5, 0.6, 0.7, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8001]
    assert best(make_run(loss=FALLING, val_loss=losses, val_f1=scores), named=True).epoch == 10


def test_the_loss_decides_between_equal_named_scores() -> None:
    scores = [0.5, 0.6, 0.7, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8]
    assert best(make_run(loss=FALLING, val_loss=VALLEY, val_f1=scores), named=True).epoch == 5


def test_an_isolated_lucky_epoch_is_not_trusted() -> None:
    losses = [0.7, 0.6, 0.5, 0.42, 0.4, 0.41, 0.43, 0.44, 0.46, 0.47, 0.49, 0.5, 1.2e-07, 0.53, 0.55, 0.56]
    found = best(make_run(loss=np.linspace(0.7, 0.1, 16).tolist(), val_loss=losses))
    assert found.epoch == 5
    assert found.reason == "one_alone"
    assert found.candidates[0].epoch == 13


def test_a_lucky_loss_is_not_recommended_for_probabilities_either() -> None:
    losses = [0.7, 0.6, 0.5, 0.42, 0.4, 0.41, 0.43, 0.44, 1.2e-07, 0.47, 0.49, 0.5]
    scores = [0.5, 0.6, 0.7, 0.75, 0.8, 0.81, 0.8, 0.8, 0.12, 0.8, 0.79, 0.8]
    found = best(make_run(loss=np.linspace(0.7, 0.1, 12).tolist(), val_loss=losses, val_f1=scores))
    assert found.epoch in {5, 6}
    assert found.reason == "alone"


def told(run: Run, validation: int) -> Run:
    return replace(run, facts=(Fact("samples", data={"train": 500, "validation": validation}),))


TWO_VALLEYS = [
    *np.geomspace(1.0, 0.51, 9).tolist(),
    *np.linspace(0.506, 0.5, 4).tolist(),
    *np.linspace(0.502, 0.53, 15).tolist(),
    *np.linspace(0.528, 0.499, 15).tolist(),
    *np.linspace(0.501, 0.51, 5).tolist(),
]
"""Lowest at epoch 43, and nearly as low at epoch 13."""


def test_of_epochs_that_differ_by_less_than_a_sample_the_earlier_is_kept() -> None:
    run = make_run(loss=np.geomspace(1.0, 0.05, 48).tolist(), val_loss=TWO_VALLEYS)
    assert best(told(run, 100_000)).epoch == 43
    assert best(told(run, 800)).epoch == 13
    assert best(told(run, 800)).reason == "one_earlier"
    scored = replace(run.frame, columns={"val_loss": np.full(48, 0.5), "val_f1": -np.array(TWO_VALLEYS)})
    assert best(told(replace(run, frame=scored), 800), named=True).epoch == 43


def test_of_epochs_in_a_row_with_the_same_values_the_first_is_kept() -> None:
    falling = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4]
    assert best(make_run(loss=[*falling, 0.4, 0.4], val_loss=[*falling, 0.4, 0.4])).epoch == 6


def test_where_nothing_tells_how_many_samples_there_are_some_hundreds_are_assumed() -> None:
    run = make_run(loss=np.geomspace(1.0, 0.05, 48).tolist(), val_loss=TWO_VALLEYS)
    assert best(run).epoch == best(told(run, 500)).epoch != best(told(run, 100_000)).epoch


def test_a_lowest_loss_with_no_worse_a_score_may_be_luck_and_the_reason_says_so() -> None:
    run = make_run(loss=np.geomspace(1.0, 0.05, 48).tolist(), val_loss=TWO_VALLEYS, val_f1=[0.8] * 48)
    found = best(told(run, 150))
    assert (found.epoch, found.reason, found.data["loss_epoch"]) == (13, "around", 43)


def test_an_earlier_tie_that_many_later_epochs_beat_is_not_kept() -> None:
    losses = np.linspace(0.503, 0.5, 40).tolist()
    assert best(told(make_run(loss=losses, val_loss=losses), 100)).epoch == 40


def test_a_score_that_the_lowest_loss_shares_is_not_the_reason_for_an_earlier_epoch() -> None:
    scores = [*np.linspace(0.2, 0.78, 9).tolist(), *[0.8] * 39]
    run = make_run(loss=np.geomspace(1.0, 0.05, 48).tolist(), val_loss=TWO_VALLEYS, val_f1=scores)
    found = best(told(run, 800))
    assert found.epoch == 13
    assert (found.by, found.reason) == ("val_loss+val_f1", "earlier")


def test_a_real_low_at_the_foot_of_a_step_is_kept() -> None:
    losses = [*np.linspace(1.3, 0.4, 16).tolist(), 0.019, *np.linspace(0.032, 0.028, 20).tolist()]
    scores = [*np.linspace(0.2, 0.9, 16).tolist(), *[0.99] * 21]
    run = make_run(loss=np.geomspace(1.3, 1e-5, 37).tolist(), val_loss=losses, val_f1=scores)
    assert best(told(run, 300)).epoch == 17


def test_a_lucky_score_of_few_samples_does_not_outweigh_the_loss() -> None:
    losses = [1.0, 0.7, 0.5, 0.45, 0.46, 0.49, 0.55, 0.6, 0.65, 0.7]
    shares = [0.5, 0.5833, 0.6667, 0.6667, 0.6667, 0.8333, 0.8333, 0.8333, 0.8333, 0.8333]
    training = np.geomspace(1.0, 0.1, 10).tolist()
    few = make_run(loss=training, val_loss=losses, val_f1=shares)
    assert best(told(few, 12)).epoch <= 5
    assert best(told(few, 10_000)).epoch >= 6


def test_a_steady_small_decline_is_followed_to_its_end() -> None:
    losses = (0.5 - 0.0001 * np.arange(40)).tolist()
    assert best(make_run(loss=losses, val_loss=losses)).epoch == 40


def test_a_single_low_of_a_small_validation_set_is_not_preferred_to_a_low_stretch() -> None:
    training = np.geomspace(1.0, 0.3, 30).tolist()
    losses = [1.0, 0.9, 0.8, 0.72, 0.66, 0.61, 0.57, 0.54, 0.52, 0.51, *np.resize([0.505, 0.5, 0.503], 8), 0.52]
    losses += [0.56, 0.53, 0.495, 0.54, 0.58, 0.6, 0.63, 0.62, 0.6, 0.66, 0.64]
    run = make_run(loss=training, val_loss=losses)
    assert 10 <= best(told(run, 40)).epoch <= 18
    assert best(told(run, 40)).reason in {"one_around", "one_earlier"}
    assert best(told(run, 1_000_000)).epoch == 22


def test_a_minimum_right_after_the_first_fall_stays_where_it_is() -> None:
    losses = [2.3, 0.5, 0.52, 0.56, 0.6, 0.66, 0.7, 0.75, 0.8, 0.86]
    assert best(told(make_run(loss=FALLING, val_loss=losses), 12)).epoch == 2


def test_training_alone_has_no_luck_of_a_validation_set() -> None:
    losses = (0.5 - 0.001 * np.arange(40)).tolist()
    losses[29:32] = [0.465, 0.4599, 0.464]
    assert best(make_run(loss=losses)).epoch == 31


def test_a_loss_that_falls_by_its_penalty_alone_does_not_outweigh_what_is_unlearnt() -> None:
    losses = [14.0, 10.0, 7.0, 5.0, 4.0, 3.4, 3.0, 2.7, 2.5, 2.4, 2.35, 2.32]
    seen = [0.1, 0.2, 0.3, 0.4, 0.41, 0.35, 0.25, 0.2, 0.15, 0.12, 0.1, 0.1]
    held_out = [0.1, 0.19, 0.28, 0.36, 0.37, 0.3, 0.24, 0.2, 0.14, 0.12, 0.1, 0.1]
    learnt = [0.1, 0.2, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8]
    assert best(make_run(loss=losses, val_loss=losses, f1=seen, val_f1=held_out)).epoch in {5, 6}
    assert best(make_run(loss=losses, val_loss=losses, f1=learnt, val_f1=held_out)).epoch > 7


def test_a_loss_that_falls_by_its_penalty_does_not_decide_at_the_peak_of_the_score_either() -> None:
    losses = [14.0, 10.0, 7.0, 5.6, 4.5, 3.8, 3.2, 2.9, 2.7, 2.5, 2.4, 2.35, 2.32]
    seen = [0.1, 0.15, 0.2, 0.26, 0.34, 0.42, 0.45, 0.34, 0.21, 0.18, 0.15, 0.12, 0.1]
    held_out = [0.1, 0.16, 0.25, 0.31, 0.4, 0.47, 0.43, 0.27, 0.16, 0.15, 0.12, 0.1, 0.1]
    collapsing = make_run(loss=losses, val_loss=losses, f1=seen, val_f1=held_out)
    assert best(told(collapsing, 300)).epoch == 6


def test_a_loss_that_falls_while_the_accuracy_rises_measures_errors_whatever_f1_does() -> None:
    losses = [0.66, 0.42, 0.29, 0.22, 0.17, 0.14, 0.12, 0.11, 0.1, 0.09, 0.085, 0.08]
    rare = [0.02, 0.05, 0.11, 0.15, 0.14, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    right = [0.6, 0.85, 0.95, 0.97, 0.98, 0.985, 0.986, 0.987, 0.988, 0.988, 0.988, 0.988]
    majority = make_run(loss=losses, val_loss=losses, f1=rare, val_f1=rare, accuracy=right, val_accuracy=right)
    assert best(told(majority, 2000)).epoch == 12


def test_a_score_that_falls_while_the_loss_rises_says_nothing_against_the_loss() -> None:
    losses = [0.9, 0.7, 0.55, 0.45, 0.42, 0.4, 0.46, 0.6, 0.8, 1.1]
    scores = [0.5, 0.6, 0.7, 0.76, 0.775, 0.77, 0.74, 0.6, 0.5, 0.4]
    assert best(make_run(loss=losses, val_loss=losses, f1=scores, val_f1=scores)).epoch == 6


def test_ties_within_the_noise_are_listed() -> None:
    losses = [1.0, 0.5, 0.52, 0.49, 0.51, 0.505, 0.495, 0.9]
    candidate = best(make_run(loss=losses, val_loss=losses)).candidates[0]
    assert candidate.epoch == 4
    assert {2, 7} <= set(candidate.ties)
    assert 1 not in candidate.ties


def test_of_equal_scores_that_of_the_kept_epoch_is_named() -> None:
    losses, scores = [0.9, 0.4, 0.6, 0.8, 1.0], [0.5] * 5
    found = best(make_run(loss=losses, val_loss=losses, val_f1=scores))
    assert [(candidate.epoch, candidate.ties) for candidate in found.candidates[:2]] == [(2, ()), (2, (1, 3, 4, 5))]


def test_what_luck_does_not_explain_is_no_tie_however_much_the_curve_jitters() -> None:
    losses, scores = [3.75, 11.2, 2.4, 3.2, 0.87], [0.73, 0.27, 0.85, 0.73, 0.87]
    run = make_run(loss=[0.9, 1.1, 1.4, 0.8, 0.7], val_loss=losses, val_f1=scores)
    assert [candidate.ties for candidate in best(told(run, 300)).candidates[:2]] == [(), (3,)]
    assert [candidate.ties for candidate in best(told(run, 15)).candidates[:2]] == [(3,), (1, 2, 3, 4)]


def test_what_explodes_later_makes_no_tie() -> None:
    losses = [0.55] * 10 + [0.55 * 3**step for step in range(1, 21)]
    assert best(make_run(loss=np.linspace(0.5, 0.2, 30).tolist(), val_loss=losses)).candidates[0].ties == tuple(
        range(2, 11)
    )


def test_without_validation_the_training_is_named_and_the_reason_says_so() -> None:
    found = best(make_run(loss=FALLING))
    assert (found.epoch, found.by, found.reason) == (10, "loss", "one_training")


def test_a_score_alone_is_enough() -> None:
    found = best(make_run(val_f1=[0.1, 0.5, 0.7, 0.6, 0.65, 0.6]))
    assert (found.epoch, found.by, found.reason) == (3, "val_f1", "one")


def test_a_score_whose_direction_nobody_knows_does_not_take_part() -> None:
    run = make_run(loss=FALLING, val_loss=VALLEY, val_f1=FALLING)
    found = best(run, {**roles_of(run), "val_score": RoleColumn("val_f1", None)})
    assert (found.epoch, found.by) == (5, "val_loss")


def test_a_score_that_is_better_when_lower_counts_by_its_ratio() -> None:
    run = make_run(loss=FALLING, val_loss=VALLEY, val_f1=[9.0, 8.0, 7.0, 6.0, 5.0, 5.2, 5.4, 5.6, 5.8, 6.0])
    found = best(run, roles_of(run, better="lower"))
    assert (found.epoch, found.reason) == (5, "both")


@pytest.mark.parametrize(
    "losses", [[-0.1, -0.5, -0.8, -0.6, -0.5], [0.3, 0.0, -0.4, -0.2, 0.1], [0.5, 0.2, 0.0, 0.1, 0.2]]
)
def test_losses_that_are_not_positive_are_compared_too(losses: list[float]) -> None:
    assert best(make_run(loss=losses, val_loss=losses)).epoch == 3


def test_epochs_with_a_broken_training_loss_are_never_kept() -> None:
    run = make_run(loss=[0.9, 0.8, np.nan, np.inf], val_loss=[0.9, 0.8, 0.1, 0.05])
    assert best(run).epoch == 2


def test_nothing_finite_names_no_epoch() -> None:
    run = make_run(loss=[np.nan, np.nan], val_loss=[np.nan, np.inf])
    assert best_epoch(run, roles_of(run)) is None
    assert best_epoch(make_run(), {}) is None


def test_epochs_are_counted_as_the_log_counts_them() -> None:
    assert best(make_run(first=11, loss=FALLING, val_loss=VALLEY)).epoch == 15


def test_a_score_logged_only_now_and_then_does_not_hide_most_epochs() -> None:
    sparse = [0.5, *[np.nan] * 8, 0.9]
    run = make_run(loss=FALLING, val_loss=VALLEY, val_f1=sparse)
    assert best(run).epoch == 5


levels = st.integers(1, 400).map(lambda n: n / 100)
shares = st.integers(0, 50).map(lambda n: n / 50)
courses = st.lists(st.tuples(levels, levels, shares), min_size=1, max_size=25)


def _run(course: list[tuple[float, float, float]], factor: float = 1.0) -> Run:
    training, losses, scores = zip(*course, strict=True)
    return make_run(loss=[factor * x for x in training], val_loss=[factor * x for x in losses], val_f1=list(scores))


@settings(max_examples=150)
@given(courses, st.sampled_from([0.125, 0.5, 4.0, 1024.0]))
def test_the_scale_of_the_losses_does_not_matter(course: list[tuple[float, float, float]], factor: float) -> None:
    assert best(_run(course)).epoch == best(_run(course, factor)).epoch


@settings(max_examples=100)
@given(courses, st.integers(1, 5))
def test_broken_epochs_at_the_end_do_not_matter(course: list[tuple[float, float, float]], count: int) -> None:
    assert best(_run(course)).epoch == best(_run([*course, *[(np.nan, np.nan, np.nan)] * count])).epoch


values = st.one_of(st.floats(allow_nan=True, allow_infinity=True), levels)


@settings(max_examples=200)
@given(st.lists(st.tuples(values, values, values), max_size=20), st.booleans())
def test_any_numbers_give_an_epoch_with_finite_values_or_none(
    course: list[tuple[float, float, float]], named: bool
) -> None:
    training, losses, scores = zip(*course, strict=True) if course else ((), (), ())
    run = make_run(loss=training, val_loss=losses, val_f1=scores)
    found = best_epoch(run, roles_of(run), named=named)
    if found is None:
        return
    row = int(np.flatnonzero(run.frame.epoch == found.epoch)[0])
    assert any(np.isfinite(values[row]) for values in run.frame.columns.values())
    assert found.candidates[-1].epoch == int(run.frame.epoch[-1])


ACCURACY = {
    "loss": RoleColumn("loss", "lower"),
    "val_loss": RoleColumn("val_loss", "lower"),
    "val_accuracy": RoleColumn("val_accuracy", "higher"),
    "val_score": RoleColumn("val_accuracy", "higher"),
}


def test_a_loss_that_its_accuracy_rules_out_is_left_out_however_short_the_run() -> None:
    run = make_run(
        loss=[0.08, 0.10, 0.06, 0.08, 0.05],
        val_loss=[0.68, 0.37, 1.2e-07, 0.81, 0.21],
        val_accuracy=[0.84, 0.90, 0.12, 0.83, 0.94],
    )
    found = best(run, ACCURACY)
    assert (found.epoch, found.reason) == (5, "impossible")
    assert (found.data["impossible_epoch"], found.data["impossible_accuracy"]) == (3, 0.12)


def test_a_loss_that_is_no_cross_entropy_is_believed() -> None:
    squared = [0.09, 0.09, 0.085, 0.08, 0.075]
    run = make_run(loss=squared, val_loss=squared, val_accuracy=[0.10, 0.12, 0.15, 0.20, 0.25])
    found = best(run, ACCURACY)
    assert (found.epoch, found.reason) == (5, "both")
