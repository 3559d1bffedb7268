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
        (
            "Epoch: 01 | Train Acc: 75% | Val. Loss: 0.5 | Val. Acc: 50% |",
            {"acc": 0.75, "val_loss": 0.5, "val_acc": 0.5},
        ),
        (
            "Epoch: 01 | Train acc.: 0.75, Val. loss: 0.5, val. acc.: 0.5",
            {"acc": 0.75, "val_loss": 0.5, "val_acc": 0.5},
        ),
        ("Epoch 1/9 | loss: 0.5 | val composite: 0.75", {"loss": 0.5, "val_composite": 0.75}),
        ("Epoch 1/9 | loss: 0.5 | Val_composite: 0.75", {"loss": 0.5, "val_composite": 0.75}),
        ("Epoch 1/9 | loss: 0.5 | dev_dcf: 0.75", {"loss": 0.5, "val_dcf": 0.75}),
        ("Epoch 1/9 | loss: 0.5 | val eer: 0.75, val_metric: 0.25", {"loss": 0.5, "val_eer": 0.75, "val_metric": 0.25}),
        ("Epoch 1/9 | loss: 0.5 | val size: 0.2, train_speed: 31.5, val_step: 0.5", {"loss": 0.5}),
        ("Epoch 1/9 | loss: 0.5 | val fold: 3, val threshold: 0.5", {"loss": 0.5}),
        ("Mean test loss of 8 batches: 0.5", {"test_loss": 0.5}),
        ("test loss over 90 samples = 0.5", {"test_loss": 0.5}),
        ("Dev: 1.2s; p: 0.75, r: 0.5, f: 0.25", {"val_precision": 0.75, "val_recall": 0.5, "val_f1": 0.25}),
        ("Dev: 1.2s; P=75% R=50% F1=25%", {"val_precision": 0.75, "val_recall": 0.5, "val_f1": 0.25}),
        ("Epoch 1 | loss: 0.5 | p: 0.3 | f: 3", {"loss": 0.5}),
        ("Epoch 1 | mean_absolute_error: 0.5 | val mean_iou: 0.25", {"mean_absolute_error": 0.5, "val_mean_iou": 0.25}),
        ("Epoch [1/9] - Train Loss: 0.5, LR: [0.001]", {"loss": 0.5, "lr": 0.001}),
        ("Epoch 1, TrainLoss: 0.5, ValLoss: 0.75", {"loss": 0.5, "val_loss": 0.75}),
        ("Epoch 1 train_Loss: 0.5 Top_Acc: 0.75", {"loss": 0.5, "top_acc": 0.75}),
        ("Epoch 1: train_loss: 0.5 val_loss: 0.75 accuracy: 2", {"loss": 0.5, "val_loss": 0.75, "accuracy": 2}),
        ("Epoch 1: Sentiment Acc: 0.5, train_time: 3, time_loss: 4", {"Sentiment Acc": 0.5}),
        ("DEBUG - train_epoch:95 - Epoch 1, Loss: 0.5", {"Loss": 0.5}),
        ("Trainer('net') Epoch 1: loss=0.5", {"loss": 0.5}),
        ("Scores(epoch=1, loss=0.5)", {"loss": 0.5}),
        ("trainer(epoch=1): loss=0.5", {"loss": 0.5}),
        ("Epoch: 001, Loss: 1.5, Train: 0.25, Val: 1", {"Loss": 1.5, "train": 0.25}),
        ("Epoch 1 Train - Loss = 0.5 / Test - Acc = 0.75", {"loss": 0.5, "test_acc": 0.75}),
        (
            "Epoch 1: loss: 0.5 seconds=3 acc: 75 / 100, acc on the dev set: 0.5",
            {"loss": 0.5, "acc": 0.75, "val_acc": 0.5},
        ),
        ("Epoch 1: train loss: 1.5, Val: 0.5", {"loss": 1.5, "val_loss": 0.5}),
        ("Epoch 1: validation loss:               0.5", {"val_loss": 0.5}),
        ("Epoch 1: acc_train: 0.5 Test set results, accuracy = 0.75", {"acc": 0.5, "test_accuracy": 0.75}),
        ("Training set accuracy 0.75", {"accuracy": 0.75}),
        (
            "Epoch 1: val F1 (macro): 0.5, Val Acc (%): 75, Loss (train): 2",
            {"val_f1_macro": 0.5, "val_acc": 75, "loss": 2},
        ),
        ("Epoch 1: Loss (G): 0.5, Loss (D): 0.75, Loss(GP): 2", {"Loss G": 0.5, "Loss D": 0.75, "Loss(GP)": 2}),
        ("Epoch 1: Train [loss=0.5] Val(loss=0.75)", {"loss": 0.5, "val_loss": 0.75}),
        ("Epoch 1: loss -> 0.5, val loss → 0.75, lr - 2", {"loss": 0.5, "val_loss": 0.75, "lr": 2}),
        ("Epoch 1: loss 0,523 cost: 1,234.5 mAP@0.5:0.95: 0.5", {"mAP@0.5:0.95": 0.5}),
        ("Epoch No. 1 loss: 0.5", {"loss": 0.5}),
        ("Epoch -> 1 loss: 0.5", {"loss": 0.5}),
        ("Epoch 1: Loss 0.5/0.75 | val auROC: 3/4", {"Loss": 0.5, "val_auroc": 0.75}),
        ("[validation] accuracy/loss: 0.75/0.5", {"val_accuracy": 0.75, "val_loss": 0.5}),
        ("Epoch 1: train loss/acc = 0.5 / 75%, val", {"loss": 0.5, "acc": 0.75}),
        ("Epoch 1: total_loss: 0.25 | total_val_loss: 0.5", {"total_loss": 0.25, "val_total_loss": 0.5}),
        ("周期 1/5 - 训练准确率: 0.75", {"accuracy": 0.75}),
        ("Epoch 1: {'loss': 0.75, 'f1': 0.5}", {"loss": 0.75, "f1": 0.5}),
        ("Epoch 1: packet loss 0.5, loss 0.25", {"loss": 0.25}),
        ("Epoch 1: loss 0.5, loss_scale 65536, loss margin: 0.25", {"loss": 0.5}),
        ("Epoch 1: loss: 0.5, val/acc: 15/20", {"loss": 0.5, "val_acc": 0.75}),
        ("Epoch 1 loss train/val: 0.5 / 0.75", {"loss": 0.5, "val_loss": 0.75}),
        ("Epoch 1: 验证 IoU (前5类): 0.75", {"val_iou_前5类": 0.75}),
    ],
)
def test_a_line_tells_metrics_by_their_names(line: str, told: dict[str, float]) -> None:
    printed = read_line(line)
    assert printed is not None
    assert (printed.epoch or 1, printed.metrics) == (1, told)


def test_what_the_line_has_told_of_training_already_is_the_next_parts_the_next_time() -> None:
    printed = read_line("Epoch 1 | train_loss 0.5 acc 0.75 f1 0.5 | val_loss 0.625 acc 0.5 f1 0.25 | acc 0.875")
    assert printed is not None
    assert printed.metrics == {
        **{"loss": 0.5, "acc": 0.75, "f1": 0.5},
        **{"val_loss": 0.625, "val_acc": 0.5, "val_f1": 0.25},
    }


def test_what_is_told_twice_of_validation_is_none_of_training() -> None:
    printed = read_line("Epoch 1 | loss: 0.5 val_loss: 0.625 recall: 0.75 recall: 0.25")
    assert printed is not None
    assert printed.metrics == {"loss": 0.5, "val_loss": 0.625, "recall": 0.75}


def test_blanks_that_align_names_are_as_one() -> None:
    printed = read_line("Val   loss 0.625   acc 0.5")
    assert printed is not None
    assert printed.metrics == {"val_loss": 0.625, "val_acc": 0.5}


@pytest.mark.parametrize(
    "line", ["val_loss: 0.5, val_acc: 0.75, loss: 0.25, acc: 0.875", "val loss 0.5 acc 0.75 | loss 0.25 acc 0.875"]
)
def test_what_the_line_has_told_of_validation_already_is_trainings_the_next_time(line: str) -> None:
    (run,) = read("".join(f"Epoch {n}/3 {line}\n" for n in (1, 2, 3)))
    told = {name: values[0] for name, values in table(run).items()}
    assert told == {"val_loss": 0.5, "val_acc": 0.75, "loss": 0.25, "acc": 0.875}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("train=0.{0} val=0.5", ["score", "val_score"]),
        ("train 0.{0}12  val 0.512  acc 75%", ["score", "val_score", "acc"]),
        ("Train: -0.{0} | Val: 0.5", ["loss", "val_loss"]),
        ("Loss: 0.5, Train: 0.{0}, Test: 0.5", ["Loss", "score", "test_score"]),
        ("Loss: 0.5, Train: -0.{0}, Test: 0.5", ["Loss", "train", "test"]),
        ("score: 0.5, Train: 0.{0}, Test: 0.5", ["score", "train", "test"]),
        ("Val: 0.{0}, Train: -0.{0}", ["val_loss", "loss"]),
        ("Val: 0.{0} (best 0.5), Train: 0.{0}, loss: 0.5", ["val_score", "score", "loss"]),
        ("loss: 0.5, time (train: 4{0}.5, val: 0.{0})", ["loss"]),
        ("3.2s | train: 0.{0} | val: 0.5 | seconds: 3.2", ["score", "val_score"]),
    ],
)
def test_what_is_called_by_its_part_of_the_data_alone_is_named_by_its_course(line: str, told: list[str]) -> None:
    (run,) = read("".join(f"Epoch {n}/3: {line.format(n)}\n" for n in (1, 2, 3)))
    assert list(table(run)) == told


@pytest.mark.parametrize(
    ("below", "told"),
    [
        ("", ["val_accuracy", "val_f1"]),
        ("step 5: loss: 0.5\n", ["val_accuracy", "val_f1"]),
        ("Val: {'accuracy': 0.25}\n", ["accuracy", "f1", "val_accuracy"]),
    ],
)
def test_scores_in_a_dictionary_are_of_an_evaluation_unless_another_is_told(below: str, told: list[str]) -> None:
    (run,) = read("".join(f"Epoch {n}: {{'accuracy': 0.{n}, 'f1': 0.5}}\n{below}" for n in (1, 2, 3)))
    assert list(table(run)) == told
    (run,) = read("".join(f"Epoch {n}: {{'acc': 0.{n}, 'val_acc': 0.5}}\n" for n in (1, 2, 3)))
    assert list(table(run)) == ["acc", "val_acc"]


def test_the_course_of_a_part_of_the_data_may_end_in_nan() -> None:
    (run,) = read("".join(f"Epoch {n}: train={one}, val=0.75\n" for n, one in enumerate((0.5, 0.25, "nan"))))
    assert repr(table(run)["loss"]) == "[0.5, 0.25, nan]"


@pytest.mark.parametrize(
    "line",
    [
        "Epoch {} time: train=4{}.5 val=0.{}",
        "Epoch {} took 47.5 train 4{}.5 val 0.{}",
        "Epoch {} took 47.5 (train: 4{}.5, val: 0.{})",
        "Epoch {} samples/s: train: 4{}.5, val: 8{}.5",
        "Epoch {}: train: 4{}.5 m, test: 0.{} m",
        "Epoch {}: train: 0.75, val: 0.25, test: 0.{}",
        "Epoch {}: val: 0.{}",
        "结算周期 {}: 损失: {}",
        "Test {}, loss: 0.{} dB",
        "Test {}, loss: 0.{}, limit: 0.5",
    ],
)
def test_what_a_part_of_the_data_took_or_has_is_no_metric(line: str) -> None:
    assert read("".join(line.replace("{}", str(n)) + "\n" for n in (1, 2, 3))) == []
