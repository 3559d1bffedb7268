"""Tables, lines that count steps, and dictionaries, as programs print them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trainlog_doctor import read as load
from trainlog_doctor.readers.base import Certainty, Head
from trainlog_doctor.readers.prints import PRINT_READERS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from trainlog_doctor.model import Run

READERS = {reader.name: reader for reader in PRINT_READERS}


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
SINGLE = """\
epoch train_loss valid_loss
1 0.5 0.75 (00:13)
2 0.25 0.5 (1:00:09)
"""
TIMED = """\
epoch train_loss valid_loss time
1 0.5 0.75 00:13
2 0.25 0.5 1:00:09
"""


BOXED = """\
┏━━━━━━━┳━━━━━━━━━━━━┳━━━━━━━━━━━━┓
┃ Epoch ┃ train_loss ┃ valid_loss ┃
┡━━━━━━━╇━━━━━━━━━━━━╇━━━━━━━━━━━━┩
│ 1     │ 0.5        │ 0.75       │
│ 2     │ 0.25       │ 0.5        │
└───────┴────────────┴────────────┘
"""
LISTS = """\
Epoch     train_loss    valid_loss    Test metric
1         [5.00e-01]    [7.50e-01]    []
2         [2.50e-01]    [5.00e-01]    []
"""
SHORT = """\
E    #       train_loss  valid_loss
---  ------  ----------  ----------
  1       0         0.5        0.75
  2      20        0.25        0.50
"""


@pytest.mark.parametrize("text", [BARE, RULED, UPRIGHT, OPEN, LOGGED, SINGLE, TIMED, BOXED, LISTS, SHORT])
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


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        (BARE, "Best epoch loss so far"),
        (SINGLE, "Best epoch loss so far"),
        (BARE, "1 2 3 4"),
        (BARE, "5 6 7 8"),
        (BARE, "[[50 10 12 14]"),
        (BARE, "loss accuracy"),
        (SINGLE, "1 2"),
        (SINGLE, "[[50 10 12]"),
        (UPRIGHT, "[[50  10  12]"),
    ],
)
def test_a_line_of_words_between_the_rows_is_of_no_table(text: str, remark: str) -> None:
    (run,) = read("printed-table", text.replace("\n2", f"\n{remark}\n2"))
    assert table(run)["valid_loss"] == [0.75, 0.5]


def test_a_table_that_is_written_over_bars_is_read() -> None:
    drawn = BARE.replace("epoch", "#\repoch").replace("\n1 ", "\nEpoch 1/2 : |###---| 50%\r1 ")
    assert [table(run)["valid_loss"] for run in read("printed-table", drawn)] == [[0.75, 0.5]]


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


def test_names_and_cells_of_two_words_are_told_from_single_blanks() -> None:
    text = "Epoch Training Loss Validation Loss F1\n1 No log 0.75 0.5\n2 0.25 0.5 0.625\n"
    (run,) = read("printed-table", text)
    assert table(run)["Validation Loss"] == [0.75, 0.5]
    assert table(run)["F1"] == [0.5, 0.625]


def test_remarks_in_a_row_are_left_out_and_its_numbers_kept() -> None:
    header = "| epoch | train_loss | val_f1 | note |\n|---|---|---|---|\n"
    (run,) = read(
        "printed-table",
        header + "| 1 | \u2014 | 0.5 | |\n| 2 | 0.5 | **0.75** | \u2190 best |\n| 3 | 0.25 | 0.5 | x |\n",
    )
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert str(table(run)["train_loss"]) == "[nan, 0.5, 0.25]"
    assert table(run)["val_f1"] == [0.5, 0.75, 0.5]


@pytest.mark.parametrize("remark", ["**<- kept**", "best so far", "← 最佳 Epoch", "saved to best_2.pt"])
def test_a_remark_behind_the_last_cell_of_a_row_is_none_of_its_cells(remark: str) -> None:
    text = (
        f"| Epoch | loss | val_loss |\n|--|--|--|\n| 1 | 0.5 | 0.75 |\n| 2 | 0.25 | 0.5 | {remark}\n| 3 | 0.125 | 1 |\n"
    )
    (run,) = read("printed-table", text)
    assert table(run)["val_loss"] == [0.75, 0.5, 1]


def test_words_in_the_place_of_a_metric_end_the_row() -> None:
    assert read("printed-table", UPRIGHT.replace("0.25 ", "half ").replace("0.5        | **", "low        | **")) == []


@pytest.mark.parametrize(
    "text",
    [
        "| Epochs | Batch | Val Loss |\n|---|---|---|\n| 10 | 32 | 0.5 |\n| 20 | 64 | 0.4 |\n",
        "| Model | Epoch | Val Loss |\n|---|---|---|\n| a | 10 | 0.5 |\n| b | 20 | 0.4 |\n",
        "| epoch | val_loss |\n|---|---|\n| 9 | 0.5 |\n| 9 | 0.4 |\n",
        "| # | Model | Val Loss |\n|---|---|---|\n| 1 | a | 0.5 |\n| 2 | b | 0.4 |\n",
        "step      latency    loss%\n  10         12.5      0.5\n  20         13.5      0.4\n",
        "E    Model   Val Loss\n---  -----  ---------\n  1  a      0.5\n  2  b      0.4\n",
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


@pytest.mark.parametrize("told", ["loss: 0.5", "error: 0.5", "score: 2, error rate: 0.5"])
def test_passes_that_are_counted_one_by_one_are_a_training(told: str) -> None:
    lines = "".join(f"iteration {n}: {told}\n" for n in (0, 1, 2))
    (run,) = read("printed-steps", lines + "Test accuracy: 0.75\n")
    assert (run.frame.epoch.tolist(), "test_accuracy" in run.frame.columns) == ([1, 2, 3], False)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Average loss 0.5", 1),
        ("train loss 0.5 test loss 0.75", 1),
        ("score 5, loss: 0.5 EUR", 0),
        ("average loss: 0.5 EUR", 0),
        ("average loss 2%", 0),
    ],
)
def test_rounds_are_passes_where_they_tell_a_loss(line: str, found: int) -> None:
    assert len(read("printed-steps", "".join(f"Round   {n}, {line}\n" for n in (1, 2, 3)))) == found


def test_a_line_on_validation_belongs_to_the_iteration_before() -> None:
    (run,) = read("printed-steps", "".join(f"Iteration {i}, loss = 0.5\nValidation score: 0.{i}\n" for i in (1, 2, 3)))
    assert table(run) == {"loss": [0.5] * 3, "val_score": [0.1, 0.2, 0.3]}


@pytest.mark.parametrize(
    "line",
    [
        "step {0}0: train loss 0.5, val loss 0.75\niter {0}0: loss 0.25, time 9ms\niter {0}5: loss 0.25\n",
        "[{0}] train_loss=0.5, lr=0.1\n[{0}] eval_loss=0.75\n",
        "{0}:\t[0s / 9s],\t\ttrain_loss: 0.5,\tval_loss: 0.75\n",
        "Iteration {0}, Testing net\n  Test net output #1: loss = 0.75 (* 1 = 0.75 loss)\nIteration {0}, loss = 0.5\n",
        "step {0}0 | loss 0.25 | step time 9ms\nstep {0}0 train loss: 0.5 test loss: 0.75\n",
        "step {0}0: loss: 0.9\nStep {0}9/900; loss: 0.5; 9/9 tok/s\nValidation loss: 0.75\n",
        "Iter(train) [ {0}/90]  lr: 0.1  loss: 0.5\nIter(val) [2/2]    loss: 0.75\n",
    ],
)
def test_evaluations_stand_out_from_the_steps_of_training(line: str) -> None:
    (run,) = read("printed-steps", "".join(map(line.format, (1, 2, 3))))
    columns = {name.removeprefix("test_").removeprefix("val_"): table(run)[name] for name in table(run) if "_" in name}
    assert columns == {"loss": [0.75] * 3}
    assert table(run)["loss"] == [0.5] * 3


@pytest.mark.parametrize(
    "text",
    [
        "[{}0] compile=2.5, errors=0\n",
        "[{}] status=200, error=0, time=0.5\n",
        "[{}] val_acc: 0.5\n",
        "{}: Training cost: 5.0, test score: 0.5\n",
        "{}: test accuracy: 0.5\n",
        "[{}] eval: precision: 0.5 recall: 0.25\n",
        '{{"msg": "step {} ok", "error": 0, "seconds": 0.5}}\n',
        "{}: loss: 0.5\n",
        "{}:\tobjective: 0.5\tgap: 0.25\n",
        "[{}/9] test_val_loss ... ok (0.5s)\n",
        "{}:00 val loss of the pump 0.5\n",
        "[{}] [val] took 5.5 seconds\n",
        "{}: validated in 0.5 s\n",
        "{}: test 5 passed, 0 failed\n",
        "step {}: validation of schema 5 done\n",
    ],
)
def test_other_lines_that_begin_with_a_count_are_no_evaluations(text: str) -> None:
    assert read("printed-steps", "".join(map(text.format, (1, 2, 3, 4)))) == []


@pytest.mark.parametrize(
    "text",
    [
        "step 100: loss 0.5\nstep 200: loss 0.4\nstep 300: loss 0.3\n",
        "step 1: loss 0.5\nstep 2: loss 0.4\nstep 3: lr 0.3\n",
        "step 1: ping: 0.5, error rate: 0.1\nstep 2: ping: 0.4, error rate: 0.2\nstep 3: ping: 0.3, error rate: 0\n",
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


def test_a_row_that_another_one_on_its_line_overwrote_is_kept() -> None:
    row = "{{'loss': 0.5, 'epoch': {}.0}}".format
    (run,) = read("printed-dicts", "".join(f"{row(n)}\r{row(n + 1)}\n" for n in (1, 3)))
    assert run.frame.epoch.tolist() == [1, 2, 3, 4]


def test_the_best_of_all_epochs_is_not_what_the_last_step_measured() -> None:
    lines = "".join(f"step {s}: train loss 0.{9 - s}, val loss 0.9\n" for s in (1, 2, 3))
    (run,) = read("printed-steps", lines + "Val loss: 0.5 at best epoch 2\n")
    assert table(run)["val_loss"] == [0.9] * 3


def test_dictionaries_of_steps_may_all_be_of_one_epoch() -> None:
    (run,) = read("printed-dicts", "".join(f"{{'loss': 0.{k}, 'grad_norm': 1.5, 'epoch': 0.0}}\n" for k in (5, 4)))
    assert table(run)["loss"][-1] == 0.4
    evaluated = "{'loss': 0.5, 'grad_norm': 1.5, 'epoch': 0.0}\n" * 2 + "{'eval_loss': 0.75, 'epoch': 0.0}\n"
    assert [table(run)["eval_loss"][-1] for run in read("printed-dicts", evaluated)] == [0.75]
    assert read("printed-dicts", "{'loss': 0.5, 'learning_rate': 0.1, 'epoch': 9}\n" * 3) == []


@pytest.mark.parametrize(
    ("name", "row"), [("printed-dicts", "{{'loss': 0.5, 'epoch': {}.0}}"), ("printed-rounds", "[{}]\ttrain-rmse:0.5")]
)
def test_the_last_row_may_have_no_end(name: str, row: str) -> None:
    (run,) = read(name, "\n".join(map(row.format, (1, 2))))
    assert run.frame.epoch.tolist() == [1, 2]


def test_a_rank_before_a_line_is_no_step() -> None:
    lines = "3: step {0}: train loss 0.5\n3: time of it\n3: validation loss 0.{0}\n"
    (run,) = read("printed-steps", "".join(map(lines.format, (100, 200, 300))))
    assert table(run) == {"loss": [0.5] * 3, "val_loss": [0.1, 0.2, 0.3], "step": [100, 200, 300]}


@pytest.mark.parametrize("remark", ["  <- early stopping", " (best so far)", " * improved", "  ← 早停"])
def test_a_remark_behind_what_a_step_compares_changes_nothing(remark: str) -> None:
    lines = [f"step {at}: train loss 0.5, val loss 0.{at}" for at in (1, 2, 3)]
    (run,) = read("printed-steps", f"{lines[0]}\n{lines[1]}\n{lines[2]}{remark}\n")
    assert table(run)["val_loss"] == [0.1, 0.2, 0.3]


def test_results_of_one_epoch_are_no_history() -> None:
    assert (
        read("printed-dicts", "# first\n{'eval_loss': 0.7, 'epoch': 4.0}\n# second\n{'eval_loss': 0.9, 'epoch': 4.0}\n")
        == []
    )


STACKED = """\
|==========================================================================|
|  Epoch  |  Iteration  |  Mini-batch  |  Validation  |  Mini-batch  |  Rate |
|         |             |   Accuracy   |     Loss     |     Loss     |       |
|==========================================================================|
|       1 |           1 |       25.00% |        1.500 |        2.500 |  0.01 |
|       1 |          50 |       50.00% |              |        1.750 |  0.01 |
|       2 |         100 |       75.00% |        0.750 |        0.500 |  0.01 |
|==========================================================================|
"""


@pytest.mark.parametrize("prefix", ["", "% "])
def test_names_of_several_lines_stand_above_each_other(prefix: str) -> None:
    (run,) = read("printed-table", "".join(prefix + line for line in STACKED.splitlines(keepends=True)))
    assert run.frame.epoch.tolist() == [1, 2]
    assert table(run) == {
        "Mini-batch Accuracy": [0.5, 0.75],
        "Validation Loss": [1.5, 0.75],
        "Mini-batch Loss": [1.75, 0.5],
        "Rate": [0.01, 0.01],
    }


def test_rows_between_two_rules_are_no_names() -> None:
    assert read("printed-table", STACKED.replace("Epoch", "Trial").replace("Iteration", "Seconds  ")) == []


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("accuracy = 0.75, average_loss = 0.5", {"val_accuracy": 0.75, "val_average_loss": 0.5, "val_loss": 16}),
        ("eval_accuracy = 0.75, eval_loss = 0.5", {"val_accuracy": 0.75, "val_loss": 0.5}),
    ],
)
def test_an_estimator_tells_of_its_evaluations_by_step(names: str, told: dict[str, float]) -> None:
    lines = (
        f"INFO:tensorflow:loss = 32.5, step = {step - 50} (0.512 sec)\nINFO:tensorflow:global_step/sec: 195.3\n"
        f"INFO:tensorflow:Saving dict for global step {step}: {names}, global_step = {step}, loss = 16\n"
        f"INFO:tensorflow:Saving 'checkpoint_path' summary for global step {step}: model.ckpt-{step}\n"
        for step in (100, 200, 300)
    )
    (run,) = read("printed-steps", "".join(lines))
    assert table(run) == {"step": [100, 200, 300], **{name: [value] * 3 for name, value in told.items()}}


@pytest.mark.parametrize("counts", [(13, 17, 19), (1000, 2000, 3000)])
def test_results_below_a_head_each_are_no_course(counts: Sequence[int]) -> None:
    told = "Fold\n\n| Epoch | val_loss |\n|---|---|\n| {} | 0.5 |\n\n"
    assert read("printed-table", "".join(map(told.format, counts))) == []
    scores = told.replace("Epoch", "Round").replace("val_loss", "score")
    assert read("printed-table", "".join(map(scores.format, (1, 2, 3)))) == []


def test_iterations_that_were_tried_are_no_steps() -> None:
    lines = (f"Iterations: {most}, train accuracy: 0.5, test accuracy: 0.75\n" for most in (10, 100, 500, 1000))
    assert read("printed-steps", "".join(lines)) == []


def test_a_round_may_be_a_heading_of_what_it_measured() -> None:
    lines = (f"----Round number: {one}----\nAveraged Test Accuracy: 0.{one + 5}\nCost: 2.5 s\n" for one in range(3))
    (run,) = read("printed-steps", "".join(lines))
    assert table(run)["test_accuracy"] == [0.5, 0.6, 0.7]


@pytest.mark.parametrize("line", ["Cost after iteration {}: {}", "Iteration {:4d}: Cost {:8.2f}   "])
@pytest.mark.parametrize("last", [600, 599])
def test_a_cost_that_is_evenly_told_of_is_that_of_all_data(line: str, last: int) -> None:
    steps = [*range(0, 600, 100), last]
    (run,) = read("printed-steps", "".join(line.format(step, 1 - step / 1000) + "\n" for step in steps))
    assert table(run)["step"] == steps
    assert table(run)["Cost"][:2] == [1, 0.9]


@pytest.mark.parametrize(
    ("line", "steps"),
    [
        ("Loss after iteration {}: {}", range(0, 600, 100)),
        ("Cost after iteration {}: {}", range(100, 700, 100)),
        ("Cost after iteration {}: {}", (0, 100, 150, 300, 310, 500)),
        ("Cost after iteration {}: {}", (0, 100, 200, 300)),
        ("Cost after iteration {}: {}, error: 0.5", range(0, 600, 100)),
    ],
)
def test_other_steps_are_of_some_of_the_data(line: str, steps: Sequence[int]) -> None:
    assert read("printed-steps", "".join(line.format(step, 1 - step / 1000) + "\n" for step in steps)) == []


@pytest.mark.parametrize("rule", ["|=======================|\n", "Training on one CPU.\n"])
@pytest.mark.parametrize("second", ["", "|   |   | Loss | Loss |\n"])
def test_a_drawn_table_that_counts_steps_within_epochs_is_one_run(second: str, rule: str, tmp_path: Path) -> None:
    head = (
        "| Epoch | Iteration | Mini-batch | Validation |\n"
        if second
        else "| Epoch | Iteration | Loss | Validation Loss |\n"
    )
    rows = "".join(f"| {epoch} | {step} | 0.5 | 0.{step} |\n" for epoch, step in ((1, 1), (1, 5), (4, 6), (5, 7)))
    log = tmp_path / "run.log"
    log.write_text(rule + head + second + rule * rule.startswith("|") + rows)
    (run,) = load(log)
    assert run.frame.epoch.tolist() == [1, 4, 5]
    assert [0.5, 0.6, 0.7] in table(run).values()
