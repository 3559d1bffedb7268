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


@pytest.mark.parametrize(
    "told", ["val size: 0.2", "train_speed: 31.5", "val_step: 0.5", "val fold: 3", "val threshold: 0.5"]
)
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


@pytest.mark.parametrize(
    "line", ["| Train Acc: 75% | Val. Loss: 0.5 | Val. Acc: 50% |", "Train acc.: 0.75, Val. loss: 0.5, val. acc.: 0.5"]
)
def test_words_of_a_name_may_be_cut_short_with_a_full_stop(line: str) -> None:
    printed = read_line(f"Epoch: 01 | Train Loss: 0.25 {line}")
    assert printed is not None
    assert printed.metrics == {"loss": 0.25, "acc": 0.75, "val_loss": 0.5, "val_acc": 0.5}


@pytest.mark.parametrize(
    "told", ["Mean test loss of 8 batches: 0.5", "Mean test loss: 0.5", "test loss over 90 samples = 0.5"]
)
def test_how_much_a_metric_was_measured_on_is_no_part_of_its_name(told: str) -> None:
    printed = read_line(told)
    assert printed is not None
    assert printed.metrics == {"test_loss": 0.5}


@pytest.mark.parametrize("told", ["p: 0.75, r: 0.5, f: 0.625", "P=75% R=50% F1=62.5%"])
def test_precision_recall_and_f1_may_be_told_by_their_first_letters(told: str) -> None:
    printed = read_line(f"Dev: time: 12.23s; acc: 0.875, {told}")
    assert printed is not None
    assert printed.metrics == {"val_acc": 0.875, "val_precision": 0.75, "val_recall": 0.5, "val_f1": 0.625}


def test_a_letter_alone_is_no_metric() -> None:
    printed = read_line("Epoch 1 | loss: 0.5 | p: 0.3 | f: 3")
    assert printed is not None
    assert list(printed.metrics) == ["loss"]


def test_a_mean_that_is_part_of_a_metrics_name_stays_there() -> None:
    printed = read_line("Epoch 1 | mean_absolute_error: 0.5 | val mean_iou: 0.25")
    assert printed is not None
    assert list(printed.metrics) == ["mean_absolute_error", "val_mean_iou"]


def test_the_only_value_of_a_list_is_read() -> None:
    printed = read_line("Epoch [1/9] - Train Loss: 0.5, LR: [0.001]")
    assert printed is not None
    assert (printed.epoch, printed.metrics) == (1, {"loss": 0.5, "lr": 0.001})


@pytest.mark.parametrize(
    ("line", "epoch"), [("INFO:utils:Epoch-12\tloss:0.5", 12), ("saved model-epoch-12.pt, loss: 0.5", None)]
)
def test_an_epoch_may_stand_behind_a_hyphen_but_not_in_a_files_name(line: str, epoch: int | None) -> None:
    printed = read_line(line)
    assert (printed and printed.epoch) == epoch


@pytest.mark.parametrize(
    "told",
    [
        "Epoch    17: reducing learning rate of group 0 to 2.0000e-06.",
        "Epoch 3: adjusting learning rate of group 1 to 1e-3.",
    ],
)
def test_the_steps_that_a_scheduler_counts_are_no_epochs(told: str) -> None:
    epochs = [f"Epoch: {n}/9. Train loss: 0.{n}\n{told}\nVal. Epoch: {n}/9. Val loss: 0.5\n" for n in (6, 7, 8)]
    (run,) = read("".join(epochs))
    assert (run.frame.epoch.tolist(), table(run)["val_loss"]) == ([6, 7, 8], [0.5] * 3)


def test_a_time_before_every_line_does_no_harm() -> None:
    stamp = "[ Fri Apr 14 14:59:26 2023 ] \t"
    lines = (f"{stamp}Eval epoch: {n}\n{stamp}Mean test loss of 8 batches: 0.5\n{stamp}Top1: 75%\n" for n in (1, 2, 3))
    (run,) = read("".join(lines))
    assert table(run) == {"test_loss": [0.5] * 3, "test_top1": [0.75] * 3}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("epoch: {} step: 100, loss is 0.5\n", {"loss": [0.5, 0.5]}),
        ("Epochs 00{}, train loss: 0.5, valid loss: 0.75\n", {"loss": [0.5, 0.5], "val_loss": [0.75, 0.75]}),
        ("Epoch {} | Train Acc @1: 50% | Train Acc @5: 75%\n", {"acc@1": [0.5, 0.5], "acc@5": [0.75, 0.75]}),
        ("Epoch {}/9 - 训练困惑度: 8.5, 验证困惑度: 9.5\n", {"perplexity": [8.5, 8.5], "val_perplexity": [9.5, 9.5]}),
        ("Epoch {}/9 ━━━━━━━━━━━━━━━━━━━━ loss: 0.5 - val_loss: 0.75\n", {"loss": [0.5] * 2, "val_loss": [0.75] * 2}),
    ],
)
def test_names_and_values_are_tied_in_many_ways(line: str, expected: dict[str, list[float]]) -> None:
    (run,) = read("".join(map(line.format, (1, 2))))
    assert (run.frame.epoch.tolist(), table(run)) == ([1, 2], expected)


@pytest.mark.parametrize(
    "text", ["Epochs: 10, lr: 0.001\nEpochs: 20, lr: 0.001\n", "epochs 10 lr 0.001 loss 0.5\n" * 2]
)
def test_a_setting_called_epochs_is_no_epoch(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("name", ["lr", "learning rate", "so_lr"])
def test_learning_rates_alone_measure_nothing(name: str) -> None:
    assert read("".join(f"Epoch {n}/3 | {name}: 0.{n}\n" for n in (1, 2, 3))) == []


@pytest.mark.parametrize(("second", "expected"), [("4/4", [[1, 2], [4]]), ("3/4", [[1, 2, 3]]), ("2/2", [[1, 2]])])
def test_an_epoch_further_on_by_another_plan_is_of_another_run(second: str, expected: list[list[int]]) -> None:
    line = "Epoch {} | train loss: 0.5 | val loss: 0.75\n"
    assert [run.frame.epoch.tolist() for run in read("".join(map(line.format, ("1/2", "2/2", second))))] == expected


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Epoch: 001, Loss: 1.5, Train: 0.25, Val: 0.5, Test: 0.5", {"Loss": 1.5}),
        ("Epoch 1: train loss: 1.5, Val: 0.5", {"loss": 1.5, "val_loss": 0.5}),
        ("Epoch 1: validation loss:               0.5", {"val_loss": 0.5}),
    ],
)
def test_a_part_of_the_data_is_of_the_metric_that_was_told_of_another_part(line: str, told: dict[str, float]) -> None:
    printed = read_line(line)
    assert printed is not None
    assert printed.metrics == told
