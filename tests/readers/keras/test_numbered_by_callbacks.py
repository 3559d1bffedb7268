"""Epochs whose headers were cut off: what callbacks print tells their numbers."""

from __future__ import annotations

import pytest

from tests.readers.keras.reading import column, epochs, only, read
from trainlog_doctor.readers import facts

BAR = "9/9 [====] - 1s 2ms/step - loss: 0.5000 - val_loss: 0.{}000\n"
SCHEDULED = "\nEpoch {:05}: LearningRateScheduler setting learning rate to 0.01.\n"
STOPPED = "Epoch {:05}: early stopping\n"


def test_early_stopping_numbers_the_last_epoch() -> None:
    run = only(BAR.format(7) + BAR.format(6) + STOPPED.format(118))
    assert (epochs(run), column(run, "val_loss")) == ([117, 118], [0.7, 0.6])
    assert [(fact.kind, fact.epoch) for fact in run.facts] == [(facts.EARLY_STOPPING, 118)]


def test_a_scheduler_numbers_the_epoch_that_it_opens() -> None:
    assert epochs(only(SCHEDULED.format(48) + BAR.format(7))) == [48]
    assert epochs(only("".join(SCHEDULED.format(n) + BAR.format(7) for n in (48, 49, 50)))) == [48, 49, 50]


def test_the_end_of_one_fit_is_not_the_next_ones() -> None:
    text = BAR.format(7) + STOPPED.format(18) + "Epoch 1/9\n" + BAR.format(6) + "Epoch 2/9\n" + BAR.format(5)
    first, second = read(text)
    assert (epochs(first), first.stopped_early) == ([18], True)
    assert (epochs(second), second.stopped_early) == ([1, 2], False)


def test_early_stopping_of_a_headed_epoch_is_told_of_that() -> None:
    run = only("Epoch 11/20\n" + BAR.format(7) + STOPPED.format(10))
    assert [(fact.kind, fact.epoch) for fact in run.facts] == [(facts.EARLY_STOPPING, 11)]


def test_epochs_before_the_first_header_keep_their_place() -> None:
    run = only(SCHEDULED.format(2) + BAR.format(7) + "Epoch 3/9\n" + SCHEDULED.format(3) + BAR.format(6))
    assert epochs(run) == [2, 3]


def test_settings_listed_behind_a_run_are_no_metrics() -> None:
    text = "Epoch 1/2\n" + BAR.format(7) + "Epoch 2/2\n" + BAR.format(6) + "- epochs = 20\n- batch_size = 96\n"
    assert list(only(text).frame.columns) == ["loss", "val_loss"]


SPOKEN = (
    "\nEpoch {:05}: val_loss improved from 0.80000 to 0.70000, saving model to best.h5\n",
    "Epoch {}: val_loss did not improve from 0.60000\n",
    "\nEpoch {:05}: saving model to weights/epoch.h5\n\n",
    "Epoch {}: ReduceLROnPlateau reducing learning rate to 0.001.\n",
)
EVALUATED = "3/3 [====] - 0s 2ms/step - loss: 0.5500\n"


@pytest.mark.parametrize("spoken", SPOKEN)
def test_what_a_callback_says_numbers_the_bar_behind_it(spoken: str) -> None:
    run = only(spoken.format(44) + BAR.format(7) + EVALUATED)
    assert epochs(run) == [44]
    assert [fact.epoch for fact in run.facts if fact.kind != facts.EVALUATE] == [44]


@pytest.mark.parametrize("ended", [91, 3])
@pytest.mark.parametrize("spoken", SPOKEN)
def test_what_a_callback_says_behind_another_fit_numbers_the_next_one(spoken: str, ended: int) -> None:
    before = f"Epoch {ended}/100\n9/9 [====] - 1s 2ms/step - loss: 0.4000 - val_loss: 0.3000\n"
    first, second = read(before + EVALUATED + "V5\n" + spoken.format(44) + BAR.format(6))
    assert (epochs(first), epochs(second)) == ([ended], [44])
    assert {fact.kind for fact in first.facts} == {facts.EVALUATE}


def test_what_is_said_right_behind_a_bar_is_of_that_bar() -> None:
    other = "5/5 [====] - 1s 2ms/step - loss: 0.4000 - mae: 0.3 - val_loss: 0.6000 - val_mae: 0.2\n"
    assert [epochs(run) for run in read(BAR.format(7) + SPOKEN[0].format(12) + other)] == [[1], [1]]


def test_a_number_far_above_a_bar_is_not_its_own() -> None:
    assert epochs(only(SPOKEN[1].format(44) + "loading\n" * 4 + BAR.format(7))) == [1]


def test_callbacks_that_count_from_zero_speak_of_the_open_epoch() -> None:
    run = only("Epoch 11/20\n" + SPOKEN[1].format(10) + BAR.format(7))
    assert [(fact.kind, fact.epoch) for fact in run.facts] == [(facts.CHECKPOINT_NOT_IMPROVED, 11)]


@pytest.mark.parametrize("update", ["9/9 [====] - ETA: 0s - loss: 0.5000\n", "8/9 ━━━━ 0s 2ms/step - loss: 0.5000\n"])
def test_an_epoch_without_header_precedes_one_whose_updates_lack_the_learning_rate(update: str) -> None:
    done = "9/9 [====] - 1s 2ms/step - loss: 0.5000 - val_loss: 0.{}000 - lr: 0.1000\n"
    text = SPOKEN[2].format(1) + done.format(7) + "Epoch 2/9\n" + update + SPOKEN[2].format(2) + done.format(6)
    assert (epochs(only(text)), column(only(text), "val_loss")) == ([1, 2], [0.7, 0.6])
