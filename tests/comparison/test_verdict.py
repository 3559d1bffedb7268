"""Better, worse, within noise, metrics that disagree, not comparable: each with its reason."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from tests.comparison.trainings import STARTED, STUCK, compared, scored
from tests.conftest import run_of
from trainlog_doctor.model import Fact, Run
from trainlog_doctor.readers import facts

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.judgement.comparison.result import Versus

BASE = scored([0.60, 0.50, 0.44, 0.40, 0.40], [0.70, 0.76, 0.79, 0.80, 0.80])


def versus(pack: Pack, *runs: Run, named: bool = False) -> Versus:
    (one,) = compared(pack, *runs, named=named).versus
    return one


def sized(run: Run, validation: int) -> Run:
    return Run(run.format, run.frame, facts=(Fact(facts.SAMPLES, None, 1, {"train": 900, "validation": validation}),))


@pytest.mark.parametrize(
    ("losses", "scores", "verdict"),
    [
        ([0.5, 0.4, 0.32, 0.30, 0.30], [0.80, 0.85, 0.89, 0.90, 0.90], "better"),
        ([0.9, 0.8, 0.72, 0.70, 0.70], [0.50, 0.60, 0.69, 0.70, 0.70], "worse"),
        ([0.6, 0.5, 0.44, 0.401, 0.401], [0.70, 0.76, 0.79, 0.801, 0.801], "same"),
        ([0.6, 0.5, 0.44, 0.401, 0.401], [0.80, 0.85, 0.89, 0.90, 0.90], "better"),
        ([0.9, 0.8, 0.72, 0.70, 0.70], [0.80, 0.85, 0.89, 0.90, 0.90], "mixed"),
    ],
)
def test_both_metrics_have_a_say_unless_the_difference_is_noise(
    losses: list[float], scores: list[float], verdict: str, pack: Pack
) -> None:
    assert versus(pack, BASE, scored(losses, scores)).verdict == verdict


def test_turning_the_sides_round_turns_the_verdict_round(pack: Pack) -> None:
    other = scored([0.5, 0.4, 0.32, 0.30, 0.30], [0.80, 0.85, 0.89, 0.90, 0.90])
    there, back = versus(pack, BASE, other), versus(pack, other, BASE)
    assert (there.verdict, back.verdict) == ("better", "worse")
    assert [one.gain for one in there.differences] == [-one.gain for one in back.differences]


def test_a_named_score_decides_alone(pack: Pack) -> None:
    other = scored([0.9, 0.8, 0.72, 0.70, 0.70], [0.80, 0.85, 0.89, 0.90, 0.90])
    assert versus(pack, BASE, other, named=True).verdict == "better"


def test_the_worked_case(pack: Pack) -> None:
    one = versus(pack, STUCK, STARTED)
    assert one.verdict == "better"
    loss, score = one.differences
    assert loss.gain == pytest.approx(0.6931 - 0.2639)
    assert score.gain == pytest.approx(0.92 - 0.505)
    assert one.at_epoch is not None
    assert one.at_epoch.epoch == 1
    assert one.at_epoch.values == {"val_loss": (0.6931, 0.2639), "val_score": (0.505, 0.92)}


def test_runs_that_came_to_their_end_are_not_compared_at_one_epoch(pack: Pack) -> None:
    assert versus(pack, BASE, scored([0.5, 0.4], [0.8, 0.9])).at_epoch is None


def test_other_sizes_of_validation_data_cannot_be_compared(pack: Pack) -> None:
    one = versus(pack, sized(BASE, 1000), sized(BASE, 200))
    assert one.verdict == "incomparable"
    assert [(obstacle.reason, dict(obstacle.data)) for obstacle in one.obstacles] == [
        ("validation_sizes", {"base": 1000, "other": 200})
    ]


def test_few_validation_samples_make_a_score_uncertain(pack: Pack) -> None:
    """0.80 and 0.84 of 100: the deviation is sqrt(0.16 / 100 + 0.1344 / 100) = 0.0543."""
    losses = [0.60, 0.55, 0.50, 0.45, 0.40]
    base, other = (scored(losses, [first + 0.03 * n for n in range(5)]) for first in (0.68, 0.72))
    assert versus(pack, base, other).verdict == "better"
    few = versus(pack, sized(base, 100), sized(other, 100))
    assert few.verdict == "same"
    assert few.differences[1].noise.sampling == pytest.approx(0.0543, abs=1e-4)


def test_folds_may_differ_by_a_sample(pack: Pack) -> None:
    assert versus(pack, sized(BASE, 67), sized(BASE, 66)).verdict == "same"


def test_another_number_of_classes_cannot_be_compared(pack: Pack) -> None:
    two, three = ({"a": 5, "b": 5}, {"a": 5, "b": 5, "c": 5})
    runs = [Run(BASE.format, BASE.frame, facts=(Fact(facts.CLASS_COUNTS, None, 1, data),)) for data in (two, three)]
    assert versus(pack, *runs).verdict == "incomparable"


def test_folds_of_one_source_are_validated_on_other_data(pack: Pack) -> None:
    folds = tuple(Run(BASE.format, BASE.frame, name=f"fold {n}") for n in (1, 2))
    (one,) = compared(pack, folds).versus
    assert [obstacle.reason for obstacle in one.obstacles] == ["folds"]
    assert one.verdict == "incomparable"


def test_without_a_common_metric_nothing_is_compared(pack: Pack) -> None:
    one = versus(pack, run_of({"val_f1": [0.5, 0.6]}), run_of({"val_accuracy": [0.7, 0.8]}))
    assert one.verdict == "incomparable"
    (obstacle,) = one.obstacles
    assert (obstacle.reason, dict(obstacle.data)) == ("different_scores", {"base": "val_f1", "other": "val_accuracy"})


def test_the_loss_still_compares_runs_whose_scores_differ(pack: Pack) -> None:
    one = versus(pack, scored([0.5, 0.4], [0.5, 0.6], "val_f1"), scored([0.3, 0.2], [0.7, 0.8]))
    assert one.verdict == "better"
    assert [difference.role for difference in one.differences] == ["val_loss"]
    assert [obstacle.role for obstacle in one.obstacles] == ["val_score"]


def test_a_score_that_both_log_is_found_behind_different_main_metrics(pack: Pack) -> None:
    base = run_of({"val_f1": [0.5, 0.6], "val_accuracy": [0.6, 0.7]})
    one = versus(pack, base, run_of({"val_acc": [0.8, 0.9]}))
    assert [(d.base.metric, d.other.metric) for d in one.differences] == [("val_accuracy", "val_acc")]
    assert one.verdict == "better"


def test_losses_of_which_one_goes_below_zero_are_not_the_same(pack: Pack) -> None:
    one = versus(pack, run_of({"val_loss": [0.5, 0.4]}), run_of({"val_loss": [-0.5, -3.0]}))
    assert [obstacle.reason for obstacle in one.obstacles] == ["different_losses"]
    assert one.verdict == "incomparable"


def test_a_score_in_per_cent_is_not_compared_with_a_fraction(pack: Pack) -> None:
    one = versus(pack, run_of({"val_accuracy": [70.0, 80.0]}), run_of({"val_accuracy": [0.7, 0.9]}))
    assert [obstacle.reason for obstacle in one.obstacles] == ["different_units"]
    assert one.verdict == "incomparable"


def test_losses_of_different_names_are_not_compared_but_the_scores_are(pack: Pack) -> None:
    runs = [
        Run(BASE.format, BASE.frame, facts=(Fact(facts.SETTINGS, None, 1, {"loss": name}),))
        for name in ("focal", "binary_crossentropy")
    ]
    one = versus(pack, *runs)
    assert [(obstacle.reason, obstacle.role) for obstacle in one.obstacles] == [("named_losses", "val_loss")]
    assert [difference.role for difference in one.differences] == ["val_score"]


def test_a_loss_that_is_never_finite_weighs_against_a_better_score(pack: Pack) -> None:
    one = versus(pack, BASE, scored([math.nan] * 5, [0.90, 0.90, 0.91, 0.92, 0.92]))
    assert one.verdict == "mixed"


def test_a_run_of_nan_is_the_worse_one_and_two_of_them_are_not_comparable(pack: Pack) -> None:
    nan = run_of({"val_loss": [math.nan, math.nan]})
    good = run_of({"val_loss": [0.5, 0.4]})
    assert versus(pack, good, nan).verdict == "worse"
    assert versus(pack, nan, good).verdict == "better"
    assert versus(pack, nan, nan).verdict == "incomparable"


def test_without_any_validation_the_training_is_compared(pack: Pack) -> None:
    one = versus(pack, run_of({"loss": [0.5, 0.4]}), run_of({"loss": [0.3, 0.2]}))
    assert [difference.role for difference in one.differences] == ["loss"]
    assert one.verdict == "better"


def test_a_run_with_validation_is_not_compared_with_one_without(pack: Pack) -> None:
    one = versus(pack, run_of({"loss": [0.5], "val_loss": [0.4]}), run_of({"loss": [0.3]}))
    assert one.verdict == "incomparable"
    assert [obstacle.reason for obstacle in one.obstacles] == ["missing_in_other"]


def test_two_runs_that_learnt_nothing_do_not_differ(pack: Pack) -> None:
    luckier = run_of(
        {name: (values + 0.03 if "acc" in name else values).tolist() for name, values in STUCK.frame.columns.items()}
    )
    one = versus(pack, STUCK, luckier)
    assert one.verdict == "same"
    assert [obstacle.reason for obstacle in one.obstacles] == ["nothing_learnt"]
