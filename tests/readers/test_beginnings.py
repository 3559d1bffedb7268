"""Evaluations before the first epoch that was trained."""

from __future__ import annotations

import json

import pytest

from tests.readers.tables.reading import codes, read
from trainlog_doctor.readers.json_history.reader import JSON_READERS
from trainlog_doctor.readers.tables.reader import TABLE_READERS

NOTICE = "before_training"


@pytest.mark.parametrize("counter", [b"epoch", b"round"])
def test_an_epoch_0_that_was_only_validated_is_left_out_of_a_table(counter: bytes) -> None:
    (run,) = read(counter + b",train_loss,val_loss\n0,,9\n1,3,4\n2,2,3\n", TABLE_READERS)
    assert run.frame.epoch.tolist() == [1, 2]
    assert run.frame.columns["val_loss"].tolist() == [4, 3]
    assert NOTICE in codes(run)
    assert "epochs_from_zero" not in codes(run)


def test_each_training_of_a_table_begins_behind_its_own() -> None:
    rows = b"0,,9\n1,3,4\n2,2,3\n"
    runs = read(b"epoch,train_loss,val_loss\n" + rows + rows, TABLE_READERS)
    assert [run.frame.epoch.tolist() for run in runs] == [[1, 2], [1, 2]]


def test_a_training_behind_it_that_counts_from_1_has_none() -> None:
    runs = read(b"epoch,train_loss,val_loss\n0,,9\n1,3,4\n2,2,3\n1,3,4\n2,2,3\n", TABLE_READERS)
    assert [run.frame.epoch.tolist() for run in runs] == [[1, 2], [1, 2]]
    assert all(run.frame.columns["val_loss"].tolist() == [4, 3] for run in runs)


@pytest.mark.parametrize("every", [1.0, 0.5])
def test_an_evaluation_on_start_is_left_out_of_a_trainer_state(every: float) -> None:
    log = [{"epoch": 0, "step": 0, "eval_loss": 9.0}]
    for at in (1, 2, 3, 4):
        log.append({"epoch": at * every, "step": 10 * at, "loss": 5.0 - at})
        log += [{"epoch": at * every, "step": 10 * at, "eval_loss": 6.0 - at}] if at * every == int(at * every) else []
    (run,) = read(json.dumps({"log_history": log, "num_train_epochs": 4}).encode(), JSON_READERS)
    assert run.frame.epoch.tolist() == [1, 2, 3, 4][: int(4 * every)]
    assert run.frame.columns["eval_loss"].tolist()[-1] == 2
    assert NOTICE in codes(run)


@pytest.mark.parametrize(
    "rows",
    [
        b"0,5,9\n1,3,4\n2,2,3\n",  # trained in it
        b"0,,9\n1,,4\n2,2,3\n",  # nor in the next
        b"0,,\n1,3,4\n2,2,3\n",  # not validated either
        b"0,,9\n1,3,4\n2,,3\n3,2,2\n",  # only every second loss was logged
        b"0,,9\n",
    ],
)
def test_an_epoch_0_is_otherwise_the_first(rows: bytes) -> None:
    (run,) = read(b"epoch,train_loss,val_loss\n" + rows, TABLE_READERS)
    assert run.frame.epoch[0] == 1
    assert len(run.frame) == rows.count(b"\n")
    assert NOTICE not in codes(run)


def test_a_loss_that_sets_in_later_does_not_make_the_first_epoch_untrained() -> None:
    (run,) = read(b"epoch,loss,kl_loss,val_loss\n0,5,,9\n1,3,1,4\n2,2,1,3\n", TABLE_READERS)
    assert len(run.frame) == 3


def test_an_epoch_of_too_few_steps_for_a_training_loss_was_trained() -> None:
    data = b"epoch,step,train_loss,val_loss\n0,29,,9\n1,49,3,\n1,59,,4\n2,89,,3\n3,99,2,\n3,119,,2\n"
    (run,) = read(data, TABLE_READERS)
    assert run.frame.columns["val_loss"].tolist() == [9, 4, 3, 2]
