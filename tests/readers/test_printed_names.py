"""What printed names and numbers speak of: parts of the data, another epoch, the same epoch counted from 0."""

from __future__ import annotations

import pytest

from tests.readers.test_prints import read, table
from trainlog_doctor.readers.prints.grammar import read_line
from trainlog_doctor.readers.prints.text import text_of

BAR = "Training:  {}0%|#####     | {}/9 [00:10<01:33, {}]"


@pytest.mark.parametrize("pace", ["?it/s", "10.3s/it", " 3.1it/s, v=0.5"])
@pytest.mark.parametrize("before", ["", "2024-11-05 07:57:45 AM - INFO - ", "Dataset: 10%, "])
def test_a_line_behind_a_bar_that_has_no_break_is_read(pace: str, before: str) -> None:
    lines = (f"{BAR.format(n, n, pace)}{before}Epoch {n}/9, Loss: 0.{n}, Val Loss: 0.5" for n in (1, 2, 3))
    (run,) = read("\n".join(lines) + "\n")
    assert (run.frame.epoch.tolist(), table(run)["val_loss"]) == ([1, 2, 3], [0.5] * 3)


def test_a_bar_that_an_epoch_precedes_keeps_its_line() -> None:
    line = "Epoch 1/9: 100%|###| 9/9 [00:10<00:00, 3.1it/s] loss: 0.5"
    assert text_of(line.encode()) == line


@pytest.mark.parametrize("name", ["val composite", "Val_composite", "dev_dcf", "val eer", "val_metric"])
def test_what_is_measured_on_a_part_of_the_data_is_a_metric_whatever_its_name(name: str) -> None:
    printed = read_line(f"Epoch 1/9 | loss: 0.5 | {name}: 0.625")
    assert printed is not None
    assert [column[:4] for column in printed.metrics] == ["loss", "val_"]


@pytest.mark.parametrize("told", ["val size: 0.2", "train_speed: 31.5", "val_step: 0.5", "val fold: 3"])
def test_what_else_is_told_of_a_part_of_the_data_is_none(told: str) -> None:
    printed = read_line(f"Epoch 1/9 | loss: 0.5 | {told}")
    assert printed is not None
    assert list(printed.metrics) == ["loss"]


def test_a_number_set_off_by_its_width_is_an_epochs() -> None:
    printed = read_line("=> EPOCH:     17 \ttotal_loss: 0.0041 \tloss_xy: 0.0010")
    assert printed is not None
    assert (printed.epoch, list(printed.metrics)) == (17, ["total_loss", "loss_xy"])


def test_the_best_models_values_are_not_the_last_epochs() -> None:
    (run,) = read("Epoch 1/9\nloss: 0.5 - val_loss: 0.25\nEpoch 9/9\n最佳模型 val_loss: 0.125, val_mae: 0.5\n")
    assert table(run) == {"loss": [0.5], "val_loss": [0.25]}


def test_a_loop_that_counts_from_zero_within_a_headed_epoch_tells_of_that() -> None:
    epochs = (f"Epoch {n}/9\nEpoch {n - 1} completed: Loss = 0.{n}\nVal Loss: 0.5\n" for n in (2, 3, 4))
    (run,) = read("".join(epochs))
    assert run.frame.epoch.tolist() == [2, 3, 4]
    assert list(table(run).values()) == [[0.2, 0.3, 0.4], [0.5] * 3]


def test_an_earlier_epochs_batches_behind_a_whole_epoch_are_not_its_own() -> None:
    text = "Epoch 1/9 - loss: 0.5, val_loss: 0.6\nEpoch 2/9 - loss: 0.4, val_loss: 0.5\nEpoch 1, Batch 7/9, loss: 0.7\n"
    assert [table(run)["loss"] for run in read(text)] == [[0.5, 0.4]]
