"""Epochs whose headers were cut off: what callbacks print tells their numbers."""

from __future__ import annotations

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
