"""Which runs stand against which, what each reaches, and in which order."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from tests.comparison.trainings import STARTED, STUCK, compared, scored
from tests.conftest import run_of
from trainlog_doctor.judgement.comparison.facts import seconds_per_epoch
from trainlog_doctor.model import Fact, Frame, Run
from trainlog_doctor.readers import facts

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack

ONE = scored([0.5, 0.4], [0.6, 0.7])
TWO = scored([0.5, 0.3], [0.6, 0.8])


def test_every_source_is_a_side(pack: Pack) -> None:
    assert [side.path for side in compared(pack, ONE, TWO).sides] == ["1.log", "2.log"]


def test_the_runs_of_the_only_source_are_sides(pack: Pack) -> None:
    sides = compared(pack, (ONE, TWO)).sides
    assert [side.first.origin.number for side in sides] == [1, 2]


def test_the_runs_of_one_of_several_sources_are_folds(pack: Pack) -> None:
    comparison = compared(pack, (ONE, TWO), ONE)
    assert [len(side.trainings) for side in comparison.sides] == [2, 1]
    loss = comparison.standings["val_loss"][0]
    assert loss is not None
    assert [one.value for one in loss.reached] == [0.4, 0.3]


def test_runs_that_go_on_from_each_other_are_one_training(pack: Pack) -> None:
    later = Frame(np.array([3, 4]), {"val_loss": np.array([0.2, 0.25]), "val_accuracy": np.array([0.8, 0.8])})
    sides = compared(pack, (ONE, Run("keras-stdout", later, continues=1)), TWO).sides
    (training,) = sides[0].trainings
    assert (training.epochs, len(training.phases)) == (4, 2)
    assert training.judged.origin.number == 2


def test_the_best_value_stands_with_its_epoch_and_the_trainings_value_there(pack: Pack) -> None:
    run = run_of({"loss": [0.5, 0.3, 0.1], "val_loss": [0.6, 0.4, 0.7]})
    standing = compared(pack, run, run).standings["val_loss"][0]
    assert standing is not None
    (reached,) = standing.reached
    assert (reached.value, reached.epoch, reached.training, reached.jitter) == (0.4, 2, 0.3, None)


def test_an_epoch_after_the_loss_broke_is_not_the_best(pack: Pack) -> None:
    run = run_of({"loss": [0.5, math.nan], "val_loss": [0.6, 0.4]})
    standing = compared(pack, run, run).standings["val_loss"][0]
    assert standing is not None
    assert standing.reached[0].value == 0.6


def test_three_sides_are_ordered_by_the_loss_and_two_are_not(pack: Pack) -> None:
    three = compared(pack, ONE, TWO, scored([0.2, 0.1], [0.6, 0.65]))
    assert (three.ranked_by, three.ranking) == ("val_loss", (2, 1, 0))
    assert compared(pack, ONE, TWO).ranking == ()


def test_a_named_score_orders_them(pack: Pack) -> None:
    named = compared(pack, ONE, TWO, scored([0.2, 0.1], [0.6, 0.65]), named=True)
    assert (named.ranked_by, named.ranking) == ("val_score", (1, 0, 2))


def test_a_side_without_the_metric_comes_last(pack: Pack) -> None:
    assert compared(pack, run_of({"val_accuracy": [0.9]}), ONE, TWO).ranking[-1] in {0, 1}


def test_what_the_logs_say_is_told_apart_from_what_they_say_alike(pack: Pack) -> None:
    rows = {row.key: row for row in compared(pack, STUCK, STARTED).facts}
    assert rows["settings.optimizer"].values == ("SGD", "Adam")
    assert rows["model-summary.parameters"].values == (1_313_089, 1_346_113)
    different = {key for key, row in rows.items() if row.differs}
    assert different == {
        *("model-summary.layers", "model-summary.parameters", "model-summary.dropout"),
        *("settings.optimizer", "settings.learning_rate", "planned_epochs"),
    }
    assert rows["classes"].values[0] == {"消极": 60000, "积极": 60000}


def test_what_one_log_does_not_say_has_not_changed(pack: Pack) -> None:
    told = Run(ONE.format, ONE.frame, facts=(Fact(facts.SETTINGS, None, 1, {"batch_size": 32}),))
    (row,) = (row for row in compared(pack, told, TWO).facts if row.key == "settings.batch_size")
    assert (row.values, row.differs) == ((32, None), False)


def test_a_clock_of_whole_seconds_says_nothing_of_short_epochs() -> None:
    assert seconds_per_epoch(STUCK) == 95
    assert seconds_per_epoch(run_of({"loss": [1.0, 1.0]}, epoch_seconds=np.array([0.0, 0.0]))) is None
    assert seconds_per_epoch(run_of({"loss": [1.0, 1.0]}, epoch_seconds=np.array([np.nan, 4.0]))) == 4


def test_findings_appear_stay_and_go_and_what_cannot_be_checked_has_not_gone(pack: Pack) -> None:
    (versus,) = compared(pack, STUCK, STARTED).versus
    changes = {one.code: one.change for one in versus.findings}
    assert changes["TD301"] == "unchecked"
    assert changes["TD902"] == "appeared"
    falling = [0.6 - 0.02 * n for n in range(12)]
    long = run_of({"loss": falling, "val_loss": falling, "val_accuracy": [0.7 + 0.01 * n for n in range(12)]})
    (versus,) = compared(pack, STUCK, long).versus
    assert {one.code: one.change for one in versus.findings}["TD301"] == "gone"
    (versus,) = compared(pack, STUCK, STUCK).versus
    assert {one.change for one in versus.findings} == {"stayed"}
