"""``TerminateOnNaN``: the training ends in the middle of an epoch, of which Keras logs what it had come to."""

from __future__ import annotations

import math

import pytest

from tests.readers.keras.reading import column, epochs, only, read
from trainlog_doctor.readers.keras.lines import LineCutter

UPDATE = "{}/924 [===>........] - ETA: 3s - loss: {}"
STOP = "Batch 1: Invalid loss, terminating training"


@pytest.mark.parametrize("separator", ["\n", "\n\n", "\r"])
def test_the_epoch_in_which_the_loss_became_nan_counts(separator: str) -> None:
    run = only(f"Epoch 1/9\n{UPDATE.format(300, 1.75)}{STOP}\n{UPDATE.format(600, 'nan')}{separator}")
    assert (epochs(run), run.stopped_early, run.unfinished) == ([1], True, None)
    assert math.isnan(column(run, "loss")[0])


def test_it_counts_too_where_the_epochs_before_it_were_validated() -> None:
    before = "Epoch 1/9\n924/924 [==============================] - 3s - loss: 1.75 - val_loss: 2.0\n"
    run = only(f"{before}Epoch 2/9\n{UPDATE.format(600, 'nan')}{STOP}\n")
    assert (epochs(run), run.stopped_early, run.unfinished) == ([1, 2], True, None)
    assert math.isnan(column(run, "loss")[1])


def test_an_update_before_the_loss_became_nan_is_not_what_the_epoch_came_to() -> None:
    before = "Epoch 1/9\n924/924 [==============================] - 3s - loss: 1.75\n"
    run = only(f"{before}Epoch 2/9\n{UPDATE.format(600, 0.5)}{STOP}\n")
    assert (epochs(run), run.stopped_early) == ([1], True)


def test_an_epoch_that_nothing_stopped_does_not() -> None:
    assert read(f"Epoch 1/9\n{UPDATE.format(300, 1.75)}\n{UPDATE.format(600, 'nan')}\n") == []


def test_an_update_with_the_end_of_a_training_behind_it_is_shown() -> None:
    text = f"{UPDATE.format(300, 1.75)}{STOP}\n".encode() + 2 * f"{UPDATE.format(600, 'nan')}\n".encode()
    assert [line.number for line in LineCutter().feed(text * 3)] == [1, 3, 4, 6, 7]


def test_what_was_left_of_an_epoch_is_not_what_it_took() -> None:
    run = only("Epoch 1/9\n 4/9 [===>..] - ETA: 1:09:00 - loss: nan\nBatch 3: Invalid loss, terminating training\n")
    assert (epochs(run), run.epoch_seconds) == ([1], None)
