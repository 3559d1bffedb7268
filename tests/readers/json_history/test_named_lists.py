"""Texts with a named list below the other, as programs write them."""

from __future__ import annotations

import pytest

from tests.readers.tables.reading import read
from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import Certainty, Head
from trainlog_doctor.readers.json_history.named_lists import NAMED_LISTS, histories

LISTS = {"train_loss": [3.0, 2.0, 1.0], "val_loss": [4.0, 3.0, 2.5]}
WRITTEN = (
    "train_loss: [3.0, 2.0, 1.0]\nval_loss: [4.0, 3.0, 2.5]\n",
    "best: 2.5\ntrain_loss = [3, 2, 1]\r\n\r\nval_loss = [4, 3, 2.5]\r\n",
    "'train_loss': array([3., 2.,\n       1.]),\n'val_loss': array([4., 3., 2.5])",
    "```\n{'train_loss': [3.0, 2.0, 1.0],\n 'val_loss': [4.0, 3.0, 2.5]}\n```\n",
)
ROWS = "{}loss,0.5,0.25,0.125\r\nval_loss,0.5,0.75,0.875\r\n"


@pytest.mark.parametrize("text", WRITTEN)
def test_every_way_to_write_lists_holds_the_same(text: str) -> None:
    (run,) = read(text.encode(), [NAMED_LISTS])
    assert (run.name, run.frame.epoch.tolist()) == (None, [1, 2, 3])
    assert {name: cells.tolist() for name, cells in run.frame.columns.items()} == LISTS


def test_a_name_that_comes_again_begins_another_training() -> None:
    runs = read((WRITTEN[0] + "next\n" + WRITTEN[1]).encode(), [NAMED_LISTS])
    assert [run.name for run in runs] == ["1", "2"]


def test_lists_that_are_printed_again_each_epoch_are_one_training() -> None:
    texts = (f"train_loss: {[3.0, 2.0, 1.0, 0.5][:end]}\nval_loss: {[4.0, 3.0, 2.5, 2.0][:end]}\n" for end in (3, 4))
    text = "".join(texts)
    (run,) = read(text.encode(), [NAMED_LISTS])
    assert run.frame.columns["val_loss"].tolist() == [4, 3, 2.5, 2]
    (run,) = read(f"{text}train_loss: {[3.0, 2.0, 1.0, 0.5, 0.25]}\n".encode(), [NAMED_LISTS])
    assert run.frame.columns["val_loss"].tolist() == [4, 3, 2.5, 2]
    assert len(histories(text.replace("2.5, 2.0", "2.25, 2.0").encode())) == 2


def test_a_list_of_batches_beside_those_of_epochs_is_left_out() -> None:
    (run,) = read(f"{WRITTEN[0]}batch_loss: {[0.5] * 9}\n".encode(), [NAMED_LISTS])
    assert sorted(run.frame.columns) == ["train_loss", "val_loss"]


@pytest.mark.parametrize(
    "text",
    [
        "loss: [0.3, 0.9]\nval_loss: [0.4, 0.8]\n",  # what two evaluations gave
        "loss: [3.0, 2.0, 1.0]\nanchors: [1, 2, 3]\n",
        "precision: [0.9, 0.8, 0.7]\nrecall: [0.5, 0.6, 0.7]\n",
        "loss_weights: [1.0, 0.5, 0.2]\nval_loss_weights: [1.0, 0.5, 0.2]\n",
        "train_loss: [0.5, 0.4, ...]\nval_loss: [0.6, 0.5, ...]\n",
    ],
)
def test_other_lists_are_no_history(text: str) -> None:
    assert read(text.encode(), [NAMED_LISTS]) == []


@pytest.mark.parametrize("of", ["per class", "by fold"])
def test_lists_that_say_of_what_else_they_are_are_no_epochs(of: str) -> None:
    text = f"loss {of}: [0.3, 0.4, 0.2]\naccuracy {of}: [0.9, 0.8, 0.7]\n"
    with pytest.raises(FormatError, match="listed_by_other"):
        read(text.encode(), [NAMED_LISTS])


def test_a_mean_of_all_classes_beside_the_losses_is_a_column() -> None:
    (run,) = read((WRITTEN[0] + "acc per class: [0.5, 0.6, 0.7]\n").encode(), [NAMED_LISTS])
    assert sorted(run.frame.columns) == ["acc per class", "train_loss", "val_loss"]


def test_bytes_that_are_no_list_are_passed_over() -> None:
    text = "loss: [" + "1 " * 20_000 + "\nval_loss: [\n" + WRITTEN[0]
    assert histories(text.encode()) == [LISTS]
    assert NAMED_LISTS.sniff(Head(b"\xff" * 99, whole=True)).certainty is Certainty.NO


def test_a_list_that_the_beginning_does_not_end_may_be_of_a_history() -> None:
    lists = {name: [float(at) for at in range(20_000)] for name in LISTS}
    (run,) = read("\n".join(f"{name} = {cells}" for name, cells in lists.items()).encode(), [NAMED_LISTS])
    assert len(run.frame) == 20_000
    assert NAMED_LISTS.sniff(Head(b"names: [1, 2, 3", whole=False)).certainty is Certainty.NO
    assert NAMED_LISTS.sniff(Head(b"loss: [1, 2, 3", whole=True)).certainty is Certainty.NO


@pytest.mark.parametrize("header", ["", ",0,1,2\r\n", "\r\n"])
def test_rows_of_a_table_without_a_name_above_them_are_lists(header: str) -> None:
    (run,) = read(ROWS.format(header).encode(), [NAMED_LISTS])
    assert [cells.tolist() for cells in run.frame.columns.values()] == [[0.5, 0.25, 0.125], [0.5, 0.75, 0.875]]
    assert not histories(ROWS.format(",net,tree,mean\n").encode())


@pytest.mark.parametrize("rows", ["f1,0.5,0.75,0.875", "Return,0.5,0.75,0.875", "MSFT,9,8,7\nval_loss,3,2,1"])
def test_rows_that_do_not_all_tell_of_a_training_may_be_of_anything(rows: str) -> None:
    assert not histories(f"loss,0.5,0.25,0.125\n{rows}\n".encode())
    assert not histories(f"Net loss,0.5,0.25,0.125\n{rows}\n".encode())


@pytest.mark.parametrize("text", ["loss\n0.5\n0.3\n0.25\n", '"Val Loss"\r\n5e-1\r\n.3\r\n.25'])
def test_a_loss_that_falls_may_be_all_there_is(text: str) -> None:
    (run,) = read(text.encode(), [NAMED_LISTS])
    assert [cells.tolist() for cells in run.frame.columns.values()] == [[0.5, 0.3, 0.25]]


@pytest.mark.parametrize(
    "text",
    [
        "loss\n0.3\n0.5\n0.4\n",
        "loss\n3\n2\n1\n",
        "f1\n0.5\n0.4\n0.3\n",
        "loss\n0.5\n0.3\n",
        "Net loss\n0.5\n0.3\n0.2\n",
        "loss val_loss\n0.5 0.4\n0.3 0.2\n",
    ],
)
def test_anything_else_that_stands_alone_may_be_of_samples(text: str) -> None:
    assert not histories(text.encode())
