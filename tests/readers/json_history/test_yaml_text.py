"""Histories in YAML."""

from __future__ import annotations

import pytest

from tests.readers.tables.reading import head_of, read
from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import HEAD_BYTES, Certainty
from trainlog_doctor.readers.json_history.yaml_text import YAML
from trainlog_doctor.readers.json_history.yaml_values import value_of

COLUMNS = {"train_loss": [3.0, 2.0, 1.5], "val_loss": [4.0, 3.0, 2.5]}
WRITTEN = (
    "net: a\ncurves:\n  train_loss:\n  - 3.0\n  - 2.0\n  - 1.5\n  val_loss:\n  - 4.0\n  - 3.0\n  - 2.5",
    "# a\ntrain_loss:\n- 3\n- 2\n- 1.5\n# b\nval_loss: [4, 3, 2.5]  # c\n",
    "train_loss: [3, 2.0, 1.5]\r\nval_loss: [4.0,\r\n  3.0, 2.5]\r\n",
    "- epoch: 1\n  train_loss: 3.0\n  val_loss: 4.0\n- {epoch: 2, train_loss: 2.0, val_loss: 3.0}\n"
    "- epoch: 3\n  train_loss: 1.5\n  val_loss: '2.5'\n",
    "1:\n  train_loss: 3.0\n  val_loss: 4.0\n2:\n  train_loss: 2.0\n  val_loss: 3.0\n3:\n  train_loss: 1.5\n"
    "  val_loss: 2.5\n",
    "---\nepoch: 1\ntrain_loss: 3.0\nval_loss: 4.0\n---\nepoch: 2\ntrain_loss: 2.0\nval_loss: 3.0\n"
    "---\nepoch: 3\ntrain_loss: 15e-1\nval_loss: 2.5\n",
)


@pytest.mark.parametrize("text", WRITTEN)
def test_every_layout_holds_the_same(text: str) -> None:
    (run,) = read(text.encode(), [YAML], size=7)
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert {name: cells.tolist() for name, cells in run.frame.columns.items()} == COLUMNS


def test_phases_are_told_apart_by_what_stands_above_their_lists() -> None:
    text = "train:\n  loss: [0.9, 0.8]\n  acc: [0.5, 0.6]\nval:\n  loss: [1.0, 0.9]\n  acc: [0.4, 0.5]\n"
    (run,) = read(text.encode(), [YAML])
    assert list(run.frame.columns) == ["loss", "acc", "val_loss", "val_acc"]


@pytest.mark.parametrize(
    "text", ["history:\n  loss: [3, 2]\n  acc: [1, 2]\n", "train:\n  loss: [3, 2]\n  acc: [1, 2]\n"]
)
def test_a_history_may_say_so_by_what_stands_above_it(text: str) -> None:
    (run,) = read(text.encode(), [YAML])
    assert run.frame.epoch.tolist() == [1, 2]


def test_words_and_what_is_no_number() -> None:
    assert value_of(b"[~, true, .nan, -.inf, 1e-5, '1', 0x1f, 007]") == [
        None,
        True,
        pytest.approx(float("nan"), nan_ok=True),
        float("-inf"),
        1e-5,
        "1",
        "0x1f",
        7,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "lr: 0.1\nloss: mse\n",
        "val_loss: 0.9\nloss: 0.8\nval_acc: 0.8\n",  # what one evaluation gave
        "losses: [dice, bce]\nloss_weights: [0.5, 0.5]\nval_loss: 0.5\n",
        "Epoch: 1\nloss: 0.9\nval_loss: 1.0\nEpoch: 2\nloss: 0.8\nval_loss: 0.9\n",  # a key again: a program's output
        "loss: &a [0.9, 0.8]\nval_loss: *a\n",
        "- Training:\n  - loss: 0.9\n  - val_loss: 0.8\n",
        "- loss: 0.9\n- acc: 0.8\n- loss: 0.8\n- acc: 0.7\n",
        "# A\n- loss: 0.9\n# B\n- loss: 0.8\n- loss: 0.7\n",
        "loss: [0.9, 0.8]\nval_loss: [1.0, 0.9]\n\tend\n",
        "loss: 1\nacc: 1\nnet: " + "[" * 100_000,
        "jobs:\n  try:\n    matrix:\n      loss: [0.1, 0.2]\n      acc: [1, 2]\n",
        "- symbol: a\n  stop_loss: 9.5\n- symbol: b\n  stop_loss: 8.5\n",
        "train_loss: [3.0, 2.0]\nval_loss: [4.0, 3.0]\n" + "? " * 12 + "'a''\"b'\n",  # doubles at every level
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert read(text.encode(), [YAML]) == []


def test_what_stops_being_yaml_behind_the_beginning_is_told() -> None:
    lists = "".join(f"{name}: {[0.5, 0.25] * HEAD_BYTES}\n" for name in ("loss", "val_loss"))
    with pytest.raises(FormatError, match="broken_yaml"):
        read(("acc: [0.1, 0.2]\nval_acc: [0.1, 0.2]\n" + lists + "\tend: {\n").encode(), [YAML])


def test_it_is_never_sure() -> None:
    assert {YAML.sniff(head_of(text.encode())).certainty for text in WRITTEN} == {Certainty.WEAK}
