"""Tables, lines that count steps, and dictionaries, as programs print them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainlog_doctor.readers.base import Certainty, Head
from trainlog_doctor.readers.prints import PRINT_READERS
from trainlog_doctor.readers.prints.rows import RowsReader

if TYPE_CHECKING:
    from trainlog_doctor.model import Run

READERS = {reader.name: reader for reader in PRINT_READERS if isinstance(reader, RowsReader)}


def read(name: str, text: str) -> list[Run]:
    data = text.encode()
    sniff = READERS[name].sniff(Head(data, whole=True))
    if sniff.certainty is Certainty.NO:
        return []
    parser = READERS[name].parser(sniff)
    parser.feed(data)
    return list(parser.close())


def table(run: Run) -> dict[str, list[float]]:
    return {name: values.tolist() for name, values in run.frame.columns.items()}


BARE = """\
epoch     train_loss  valid_loss  time
1         0.5         0.75        00:01
2         0.25        0.5         00:01
"""
RULED = """\
  epoch    train_loss    cp    valid_loss
-------  ------------  ----  ------------
      1           0.5     +          0.75
      2          0.25                 0.5
"""
UPRIGHT = """\
| epoch | train_loss | valid_loss |
|:-----:|-----------:|:----------:|
| 1     | 0.5        | **0.75**   |
| 2     | 0.25       | 0.5        |
"""
OPEN = """\
Epoch | train_loss | valid_loss
-------------------------------
  1   |    0.5     |    0.75
  2   |    0.25    |    0.5
"""
LOGGED = """\
[2024/01/30 08:41:43] - Epoch \t train_loss \t \t valid_loss
[2024/01/30 08:41:59] - 1 \t 0.5 \t \t 0.75
[2024/01/30 08:42:43] - 2 \t 0.25 \t \t 0.5
"""


@pytest.mark.parametrize("text", [BARE, RULED, UPRIGHT, OPEN, LOGGED])
@pytest.mark.parametrize("prefix", ["", "    ", "# "])
def test_tables_of_many_kinds_give_the_same_numbers(text: str, prefix: str) -> None:
    (run,) = read("printed-table", "It began.\n" + "".join(prefix + line for line in text.splitlines(keepends=True)))
    assert run.frame.epoch.tolist() == [1, 2]
    assert {name: table(run)[name] for name in ("train_loss", "valid_loss")} == {
        "train_loss": [0.5, 0.25],
        "valid_loss": [0.75, 0.5],
    }


def test_lines_between_the_rows_of_a_table_do_no_harm() -> None:
    (run,) = read("printed-table", BARE.replace("\n2 ", "\nBetter model found at epoch 1.\n2 "))
    assert len(run.frame) == 2


def test_another_line_of_names_begins_another_run() -> None:
    assert [len(run.frame) for run in read("printed-table", BARE + "Unfrozen.\n" + BARE)] == [2, 2]


def test_a_phase_of_one_epoch_is_a_run() -> None:
    head = "epoch  train_loss  valid_loss  time\n"
    runs = read("printed-table", f"{head}0  0.75  0.5  00:01\n{head}0  0.5  0.375  00:02\n1  0.25  0.5  00:02\n")
    assert [run.frame.epoch.tolist() for run in runs] == [[1], [1, 2]]


@pytest.mark.parametrize("text", ["epoch  train_loss  valid_loss\n45  0.5  0.25\n", "epoch  loss  acc\n1  0.5  0.25\n"])
def test_a_single_row_of_results_is_no_run(text: str) -> None:
    assert read("printed-table", text) == []


def test_a_cell_without_a_number_was_not_logged() -> None:
    (run,) = read("printed-table", UPRIGHT.replace("0.5        | **", "No log     | **"))
    assert table(run)["valid_loss"] == [0.75, 0.5]
    assert str(table(run)["train_loss"]) == "[nan, 0.25]"
    assert not run.frame.logged_nan


def test_remarks_in_a_row_are_left_out_and_its_numbers_kept() -> None:
    header = "| epoch | train_loss | val_f1 | note |\n|---|---|---|---|\n"
    (run,) = read(
        "printed-table",
        header + "| 1 | \u2014 | 0.5 | |\n| 2 | 0.5 | **0.75** | \u2190 best |\n| 3 | 0.25 | 0.5 | x |\n",
    )
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert str(table(run)["train_loss"]) == "[nan, 0.5, 0.25]"
    assert table(run)["val_f1"] == [0.5, 0.75, 0.5]


def test_words_in_the_place_of_a_metric_end_the_row() -> None:
    assert read("printed-table", UPRIGHT.replace("0.25 ", "half ").replace("0.5        | **", "low        | **")) == []


@pytest.mark.parametrize(
    "text",
    [
        "| Epochs | Batch | Val Loss |\n|---|---|---|\n| 10 | 32 | 0.5 |\n| 20 | 64 | 0.4 |\n",
        "| Model | Epoch | Val Loss |\n|---|---|---|\n| a | 10 | 0.5 |\n| b | 20 | 0.4 |\n",
        "| epoch | val_loss |\n|---|---|\n| 9 | 0.5 |\n| 9 | 0.4 |\n",
        "| layer | step | shape |\n|---|---|---|\n| 1 | 2 | 3 |\n| 2 | 3 | 4 |\n",
    ],
)
def test_other_tables_are_no_histories(text: str) -> None:
    assert read("printed-table", text) == []


def test_evaluations_by_step_are_rows() -> None:
    (run,) = read(
        "printed-steps", "".join(f"step {s}: train loss 0.{9 - s // 100}, val loss 0.9\n" for s in (0, 100, 200))
    )
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert table(run) == {"loss": [0.9, 0.8, 0.7], "val_loss": [0.9] * 3, "step": [0, 100, 200]}


def test_steps_that_begin_anew_are_another_run() -> None:
    lines = "".join(f"iter {step} | val_loss=0.5\n" for step in (0, 50, 100))
    assert len(read("printed-steps", lines * 2)) == 2


def test_a_line_on_validation_belongs_to_the_iteration_before() -> None:
    (run,) = read("printed-steps", "".join(f"Iteration {i}, loss = 0.5\nValidation score: 0.{i}\n" for i in (1, 2, 3)))
    assert table(run) == {"loss": [0.5] * 3, "val_score": [0.1, 0.2, 0.3]}


@pytest.mark.parametrize(
    "text",
    [
        "step 100: loss 0.5\nstep 200: loss 0.4\nstep 300: loss 0.3\n",
        "step 1: loss 0.5\nstep 2: loss 0.4\nstep 3: lr 0.3\n",
        "epoch 1, step 1, val_loss 0.5\nepoch 1, step 2, val_loss 0.4\nepoch 1, step 3, val_loss 0.3\n",
    ],
)
def test_batches_are_no_evaluations(text: str) -> None:
    assert read("printed-steps", text) == []


def test_dictionaries_are_rows_wherever_they_stand() -> None:
    (run,) = read(
        "printed-dicts",
        "Start.\n{'loss': 0.5, 'epoch': 1.0}\n 50%|## | 1/2 {'eval_loss': 0.75, 'epoch': 1.0}\n"
        "{'loss': 0.25, 'epoch': 2.0}\n{'eval_loss': 0.5, 'epoch': 2.0}\n{'train_runtime': 9, 'loss': 1, 'epoch': 2}\n",
    )
    assert table(run) == {"loss": [0.5, 0.25], "eval_loss": [0.75, 0.5]}


def test_results_of_one_epoch_are_no_history() -> None:
    assert (
        read("printed-dicts", "# first\n{'eval_loss': 0.7, 'epoch': 4.0}\n# second\n{'eval_loss': 0.9, 'epoch': 4.0}\n")
        == []
    )


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(sorted(READERS)), text=st.text(alphabet="epochstl |-:={}'\",.0123456789\n\t", max_size=300))
def test_any_text_is_read_without_an_error(name: str, text: str) -> None:
    parser = READERS[name].parser(READERS[name].sniff(Head(text.encode(), whole=True)))
    parser.feed(text.encode())
    parser.close()


ROUNDS = """\
[0]\ttrain-logloss:0.75\tvalid-logloss:0.875
Will train until valid-logloss hasn't improved in 9 rounds.
[1]\ttrain-logloss:0.5\tvalid-logloss:0.75

[2]\ttrain-logloss:0.25\tvalid-logloss:nan
Stopping. Best iteration:
[1]\ttrain-logloss:0.5\tvalid-logloss:0.75
"""


@pytest.mark.parametrize("prefix", ["", "    ", "# "])
def test_rounds_of_a_booster_are_epochs_and_its_best_one_is_not_read_again(prefix: str) -> None:
    (run,) = read("printed-rounds", "".join(prefix + line for line in ROUNDS.splitlines(keepends=True)))
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert table(run)["train-logloss"] == [0.75, 0.5, 0.25]
    assert "valid-logloss" in run.frame.logged_nan


def test_rounds_that_begin_again_are_another_training() -> None:
    first, second = (run.frame.columns["train-logloss"] for run in read("printed-rounds", 2 * ROUNDS))
    assert first.tolist() == second.tolist() == [0.75, 0.5, 0.25]


def test_best_rounds_alone_are_no_history() -> None:
    best = "Early stopping, best iteration is:\n[{}]\tvalid_0's auc: 0.75\n"
    assert read("printed-rounds", best.format(40) + best.format(48)) == []


def test_rounds_of_regression_are_rounds() -> None:
    (run,) = read("printed-rounds", "[1]\ttraining's l2: 0.5\n[2]\ttraining's l2: 0.25\n")
    assert table(run) == {"training-l2": [0.5, 0.25]}


def test_rounds_of_a_line_for_each_metric_are_put_together() -> None:
    line = "[LightGBM] [Info] Iteration:{}, {} : {}\n"
    told = [("training auc", 0.5), ("valid_1 auc", 0.25)]
    (run,) = read("printed-rounds", "".join(line.format(n, *metric) for n in (1, 2, 3) for metric in told))
    assert table(run) == {"training-auc": [0.5] * 3, "valid_1-auc": [0.25] * 3}


def test_rounds_of_other_notations_have_the_same_names() -> None:
    text = "[10]\tvalid_0's auc: 0.5 + 0.125\tmy set's l2: 1e-1\n[20]\tvalid_0's auc: 0.75 + 0.25\tmy set's l2: 0.5\n"
    (run,) = read("printed-rounds", text)
    assert table(run) == {"valid_0-auc": [0.5, 0.75], "my set-l2": [0.1, 0.5], "step": [10, 20]}


@pytest.mark.parametrize("line", ["[1]\tloss-of: ok\n", "[1] the well-known loss: 5 of it\n", "[1]\ta-count:4\n"])
def test_other_lines_with_a_number_in_brackets_are_no_rounds(line: str) -> None:
    assert read("printed-rounds", line) == []
    assert read("printed-rounds", line + line.replace("1", "2")) == []


def test_a_long_line_that_is_nearly_a_round_is_soon_given_up() -> None:
    assert read("printed-rounds", "[1]" + " \ta b-c:1" * 150 + " and so on\n" + ROUNDS)[0].frame.epoch.tolist() == [
        1,
        2,
        3,
    ]
