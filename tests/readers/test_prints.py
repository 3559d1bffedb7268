"""Epoch lines that programs print themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trainlog_doctor.readers.base import Certainty, Head
from trainlog_doctor.readers.prints import PRINTS
from trainlog_doctor.readers.prints.epochs import EpochsParser
from trainlog_doctor.readers.prints.grammar import HINT, read_line
from trainlog_doctor.readers.prints.text import text_of

if TYPE_CHECKING:
    from trainlog_doctor.model import Run


def read(text: str) -> list[Run]:
    data = text.encode()
    parser = PRINTS.parser(PRINTS.sniff(Head(data, whole=True)))
    parser.feed(data)
    return list(parser.close())


def table(run: Run) -> dict[str, list[float]]:
    return {name: values.tolist() for name, values in run.frame.columns.items()}


@pytest.mark.parametrize(
    "line",
    [
        "epoch [{}]: training loss: 0.5 - acc: 0.75 - val_loss: 0.625",
        "Epoch {}: loss=0.5, acc=0.75, val_loss=0.625",
        "Epoch: [{}/9], training loss: 0.5, training acc: 75.0000%, validation loss: 0.625",
        "Epoch {}/9 - Train Loss: 0.5 - Train Acc: 75% - Val Loss: 0.625",
        "[Epoch 00{}] Train Loss=0.5 | Train Acc=0.75 | Valid Loss=0.625",
        "{{'epoch': {}, 'loss': 0.5, 'acc': 0.75, 'val_loss': 0.625}}",
        "2023-05-15 22:50:17,398 INFO:Epoch {}: Train Loss=0.5, acc=0.75, Val Loss=0.625",
        "Epoch: {}  Train loss: 0.5 acc: 0.75  Val loss: 0.625",
        "Epoch {}\ntrain Loss: 0.5 Acc: 0.75\nval Loss: 0.625",
        "Epoch[{0}] Train-loss=0.5\nEpoch[{0}] Train-acc=0.75\nEpoch[{0}] Validation-loss=0.625",
        "Epoch {}  Loss train: 0.5  Acc train: 0.75  Loss valid: 0.625",
        "Época {}: loss train: 0.5, acc train: 0.75, loss val: 0.625",
        "Epoch {}: average training loss: 0.5, train_acc_epoch: 0.75, avg_val_loss: 0.625",
        "Epoch {}\nLoss: train: 0.5, val: 0.625\nTraining acc: 75%",
        "EPOCH {}:\n  batch 10 loss: 0.9\nLOSS train: 0.5 valid: 0.625\nACC train: 0.75",
        "Epoch {} 结果:\n训练集 - 损失: 0.5, acc: 0.75\n验证集 - 损失: 0.625\n最佳验证损失: 0.1",
        "Epoch {0} [train]: 50%|###  | 1/2 [00:01<00:01]\nEpoch {0}: train loss: 0.5 acc: 0.75 val loss: 0.625",
        "Epoch {}\n9/9 loss: 0.5 - acc: 0.75 - val_loss: 0.625",
        "Epoch {}, loss: 0.5, acc: 0.75, val loss: 0.625. Cost: 0.3 min",
        "[00{}/020] Train Acc: 0.75 Loss: 0.5 | Val loss: 0.625\nsaving model with acc 0.1",
        "[ Train | 00{0}/020 ] loss = 0.5, acc = 0.75\n[ Valid | 00{0}/020 ] loss = 0.625 -> best",
        "Epoch: {}/9 Train steps: 4 Val steps: 2 0.14s loss: 0.5 acc: 0.75 val_loss: 0.625",
        "Epoch: {}   Train: (loss = 0.5, acc = 75%)   Test-free Val: (loss = 0.625)",
        "Epoch {} (train) loss: 0.5 acc: 0.75 (val) loss: 0.625",
        "epoch {} results: [train] time=3 s, loss=0.5, acc=0.75, [valid] n=9, loss=0.625",
        "train epoch: {0}, loss: 0.5, acc: 0.75\n eval epoch: {0}, loss: 0.625",
        "[Train][Epoch {0}/9][Avg]loss: 0.5, acc: 0.75\n[Eval][Epoch {0}][Avg]loss: 0.625",
        "epoch {}: {{'loss': tensor(0.5, grad_fn=<DivBackward0>), 'acc': np.float64(0.75), 'val_loss': array(0.625)}}",
        "Epoch {} train {{'loss': 0.5, 'acc': 0.75}} val {{'loss': 0.625}}",
        "Epoch {} done\nTotal time: 3.5s | ETA: 0:01:09\nLoss: 0.5\nAcc: 75%\nVal loss: 0.625",
        "Epoch {}\n-----\nTraining: loss: 0.5\nacc: 75/100\nValidation Error: \n Avg loss: 0.625",
        "Ep {}: tr_loss: 0.5, tr_acc: 75/100 = 75%, va_loss: 0.625",
        "[{0}/9] Loss: 0.5 | Acc: 75%\n[{0}/9][VAL] loss: 0.625",
        "[01/02 net] (a.py 7): INFO epoch {}: loss=0.5, acc=0.75, val_loss=0.625",
        "I0102 10:00:00.123456 7 train.py:9] epoch {}: loss=0.5, acc=0.75, val_loss=0.625",
    ],
)
def test_prints_of_many_kinds_give_the_same_table(line: str) -> None:
    (run,) = read("\n".join(line.format(epoch) for epoch in (1, 2, 3)) + "\n")
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert {name.lower(): values for name, values in table(run).items()} == {
        "loss": [0.5] * 3,
        "acc": [0.75] * 3,
        "val_loss": [0.625] * 3,
    }
    assert run.notices[0].code == "keras.prints_confident"


@pytest.mark.parametrize(
    "lines",
    [
        "--- 第 {0} 轮训练开始 ---\n训练次数: 100, Loss: 0.5\n整体测试集上的Loss: 0.75\n整体测试集上的正确率: 0.625",
        "完成第{0}轮训练, 平均损失为0.5\n第{0}次训练后, 在测试集上,损失为0.75, 正确率为0.625",
    ],
)
def test_a_chinese_sentence_names_the_part_of_the_data_before_the_metric(lines: str) -> None:
    (run,) = read("\n".join(map(lines.format, (1, 2, 3))) + "\n")
    assert table(run) == {"loss": [0.5] * 3, "test_loss": [0.75] * 3, "test_accuracy": [0.625] * 3}


def test_a_count_of_trainings_in_chinese_counts_steps() -> None:
    (run,) = read(
        "".join(f"第{epoch}轮\n训练次数: {epoch}, Loss: 0.9\n训练次数: {epoch}5, Loss: 0.5\n" for epoch in (1, 2, 3))
    )
    assert table(run) == {"loss": [0.5] * 3}
    assert {notice.code for notice in run.notices} == {"keras.prints_doubtful", "keras.last_step_of_epoch"}


def test_results_on_test_data_below_the_only_epoch_are_those_of_the_end_where_it_has_validation() -> None:
    (run,) = read("Epoch 9/9 - loss: 0.5 - val_loss: 0.6\nTest loss: 0.7\n")
    assert table(run) == {"loss": [0.5], "val_loss": [0.6]}
    assert [dict(fact.data) for fact in run.facts] == [{"test_loss": 0.7}]
    (tested,) = read("Epoch 1/9 - train loss: 0.5 - train acc: 0.8\nTest loss: 0.7\n")
    assert table(tested)["test_loss"] == [0.7]


@pytest.mark.parametrize("told", ["Best epoch 2: ", "best_epoch: 2, ", "- 最佳 (epoch 2): ", "Best (epoch 2) "])
def test_the_epoch_of_the_best_values_is_none_of_the_course(told: str) -> None:
    (run,) = read(f"Epoch 5/9: train_loss=0.5, val_loss=0.6\n{told}train_loss=0.4, val_loss=0.5\n")
    assert run.frame.epoch.tolist() == [5]


@pytest.mark.parametrize(
    "line",
    [
        "Epoch [{}/9], Val Losses: mse: 0.5, mae: 0.25",
        "Epoch {}/9 validation - mse: 0.5 - mae: 0.25",
        "Validate performance at epoch {} is mse: 0.5, mae: 0.25",
    ],
)
def test_a_phase_that_leads_a_line_is_that_of_all_its_metrics(line: str) -> None:
    (run,) = read("".join(line.format(epoch) + "\n" for epoch in (1, 2)))
    assert table(run) == {"val_mse": [0.5] * 2, "val_mae": [0.25] * 2}


def test_a_metric_told_of_an_epoch_is_read() -> None:
    (run,) = read("".join(f"Cost after epoch {epoch}: 0.{9 - epoch}\n" for epoch in (1, 2, 3)))
    assert table(run) == {"Cost": [0.8, 0.7, 0.6]}
    (run,) = read("".join(f"The loss for epoch {epoch} is    0.{epoch} and all is well.\n" for epoch in (1, 2, 3)))
    assert table(run) == {"loss": [0.1, 0.2, 0.3]}


@pytest.mark.parametrize(("end", "columns"), [("0.", ["loss"]), ("0.5.", ["loss", "val_loss"])])
def test_a_number_that_a_line_cuts_at_its_point_is_none(end: str, columns: list[str]) -> None:
    (run,) = read("".join(f"Epoch {n}: loss: 0.{n}, val_loss: {end}\n" for n in (1, 2, 3)))
    assert list(run.frame.columns) == columns


def test_a_count_of_epoch_and_step_is_of_an_epoch_where_no_other_line_names_one() -> None:
    steps = "[{0},  200] loss: 0.9\n[{0}, 4000] loss: 0.{0}\n"
    (run,) = read("".join(map(steps.format, (1, 2, 3))))
    assert (run.frame.epoch.tolist(), table(run)) == ([1, 2, 3], {"loss": [0.1, 0.2, 0.3]})
    (named,) = read("".join(f"epoch: {n} lr: [0.1]\n{steps.format(n + 1)}" for n in (0, 1, 2)))
    assert (named.frame.epoch.tolist(), table(named)["loss"]) == ([1, 2, 3], [0.1, 0.2, 0.3])


@pytest.mark.parametrize("below", ["no gain in 2 epochs (best val loss: 0.4 at epoch 1)", "最佳损失: 0.4 at epoch 1"])
def test_where_the_best_loss_was_is_no_epoch(below: str) -> None:
    (run,) = read("".join(f"Epoch {n}: val loss 0.{n}\n{below}\n" for n in (2, 3, 4)))
    assert run.frame.epoch.tolist() == [2, 3, 4]


def test_what_is_printed_once_at_the_end_is_no_column() -> None:
    (run,) = read("Epoch 1: loss=0.5\nEpoch 2: loss=0.4\nTest accuracy: 0.9\n")
    assert table(run) == {"loss": [0.5, 0.4]}
    assert [fact.data for fact in run.facts] == [{"test_accuracy": 0.9}]


def test_the_batches_of_an_epoch_give_way_to_its_own_line() -> None:
    (run,) = read("".join(f"[Epoch {e}] Batch 9/9 | Loss: 0.9\nEpoch {e} | Train Loss: 0.{e}\n" for e in (1, 2, 3)))
    assert table(run) == {"loss": [0.1, 0.2, 0.3]}


def test_a_growing_log_is_read_again_and_again() -> None:
    parser = EpochsParser(PRINTS.name)
    parser.feed(b"Epoch 1: loss=0.5\nEpoch 2: loss=0.4\nTest accuracy: 0.9\n")
    assert [table(run) for run in parser.runs()] == [table(run) for run in parser.runs()]
    parser.feed(b"Epoch 3: loss=0.3\nTest accuracy: 0.8\n")
    assert table(parser.close()[0])["test_accuracy"][1:] == [0.9, 0.8]


def test_chinese_prints_are_read() -> None:
    (run,) = read(
        "第1轮 训练损失：0.5 验证损失：0.6 验证准确率：80%\n第2轮 训练损失：0.4 验证损失：0.5 验证准确率：90%\n"
    )
    assert table(run) == {"loss": [0.5, 0.4], "val_loss": [0.6, 0.5], "val_accuracy": [0.8, 0.9]}


def test_counting_from_zero_is_moved_up_and_said_so() -> None:
    (run,) = read("".join(f"Epoch {epoch}/2: loss: 0.5\n" for epoch in range(3)))
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert run.planned_epochs == 3
    assert "keras.counted_from_zero" in [notice.code for notice in run.notices]


def test_restarted_numbers_are_another_run() -> None:
    assert [len(run.frame) for run in read("Epoch 1: loss=0.5\nEpoch 2: loss=0.4\n" * 2)] == [2, 2]


def test_nan_is_logged_nan() -> None:
    (run,) = read("Epoch 1: loss=nan, acc=0.1\nEpoch 2: loss=0.5, acc=0.2\n")
    assert run.frame.logged_nan == {"loss": (1,)}


def test_steps_of_many_epochs_give_their_last_with_a_notice() -> None:
    (run,) = read("".join(f"epoch {e}, step {s}, loss 0.{e}{s}, accuracy 0.5\n" for e in (1, 2, 3) for s in (4, 8)))
    assert table(run)["loss"] == [0.18, 0.28, 0.38]
    assert {"keras.prints_doubtful", "keras.last_step_of_epoch"} == {notice.code for notice in run.notices}


@pytest.mark.parametrize(
    "text",
    [
        "We trained for 20 epochs; after epoch 3 the loss 0.5 was no longer falling, as many have reported.\n",
        "at epoch 0 the loss is 0.4758\nat epoch 100 the loss is 0.4\n",
        "epoch 6, step 10, loss 0.3\nepoch 6, step 20, loss 0.2\n",
        "Epoch 1:  10%|█         | 10/100 [00:28<00:10, 3.2it/s, loss=0.5]\n",
        "epoch,loss\n1,0.5\n",
        "Epoch: 9 | Loss: 0.5 (first model)\nEpoch: 9 | Loss: 0.4 (second model)\n",
        "[Epoch: 3]\n[PSNR: 30.5][SSIM: 0.8][Best Epoch: 0]\n",
        "Epoch: 2\n- val_loss: 0.5\n- val_f1: 0.8\n",
        "[1/2] loss: 0.5\n[2/2] loss: 0.4\n",
        "[1/3] loss: 0.5\n[2/3] loss: 0.4\n[3/3] loss: 0.3\n[1/3] loss: 0.2\n[2/3] loss: 0.3\n[3/3] loss: 0.1\n",
        "[10/30] loss: 0.5\n[20/30] loss: 0.4\n[30/30] loss: 0.3\n",
        "[1/3] a.png: loss: 0.5\n[2/3] b.png: loss: 0.4\n[3/3] c.png: loss: 0.3\n",
        "[1/3] a.png 0.5s - loss: 0.5\n[2/3] b.png 0.5s - loss: 0.4\n[3/3] c.png 0.5s - loss: 0.3\n",
        "[1/3] 0.5s - errors: 5 - alerts: 4\n[2/3] 0.5s - errors: 4 - alerts: 4\n[3/3] 0.5s - errors: 3 - alerts: 4\n",
        "[1/3] 0.5s - frame loss: 0.5\n[2/3] 0.5s - frame loss: 0.4\n[3/3] 0.5s - frame loss: 0.3\n",
        "[1/3] batch loss: 0.5\n[2/3] batch loss: 0.4\n[3/3] batch loss: 0.3\n",
        "[1/3] packet loss: 0%\n[2/3] packet loss: 25%\n[3/3] packet loss: 0%\n",
        "[1/3] lr: 0.5, val_loss: 0.5\n[2/3] lr: 0.1, val_loss: 0.4\n[3/3] lr: 0.3, val_loss: 0.3\n",
        "[1/3] weight decay: 0.5, loss: 0.5\n[2/3] weight decay: 0.1, loss: 0.4\n[3/3] weight decay: 0.3, loss: 0.3\n",
        "[1/3] lr: 0.5, loss: 0.5\n[2/3] lr: 0.1, loss: 0.4\n[3/3] lr: 0.3, loss: 0.3\n",
        "[1/3] stop loss: 9.5\n[2/3] stop loss: 9.4\n[3/3] stop loss: 9.3\n",
        "[1/3] accuracy: 0.5\n[2/3] accuracy: 0.4\n[3/3] accuracy: 0.3\n",
        "[1, 60] loss area 3\n[2, 60] loss area 5\n[3, 60] loss area 7\n",
        "[1, 60] loss: 0.5% of packets\n[2, 60] loss: 0.4% of packets\n[3, 60] loss: 0.3% of packets\n",
        "[1, 60] loss=5, sent=60\n[2, 60] loss=4, sent=60\n[3, 60] loss=3, sent=60\n",
        "[1,  200] loss: 0.5\n[1,  400] loss: 0.4\n",
        "[1, 5] accuracy: 0.5\n[2, 5] accuracy: 0.4\n[3, 5] accuracy: 0.3\n",
        "runs/a-epoch=3-val_loss=0.5.ckpt\nruns/b-epoch=4-val_loss=0.4.ckpt\n",
    ],
)
def test_prose_steps_and_bars_are_no_runs(text: str) -> None:
    assert read(text) == []


def test_a_change_behind_a_share_is_no_bar() -> None:
    (run,) = read("".join(f"Epoch {n}: loss: 0.5 val_acc: 75%[-0.25]\n" for n in (1, 2, 3)))
    assert table(run)["val_acc"] == [0.75] * 3


def test_a_share_before_a_bar_is_no_loss() -> None:
    lines = (f"train loss: 100%[****->]0.7\n9.5\n[epoch {n}] train_loss: 0.5  test_accuracy: 0.75\n" for n in (1, 2, 3))
    (run,) = read("".join(lines))
    assert table(run) == {"loss": [0.5] * 3, "test_accuracy": [0.75] * 3}


@pytest.mark.parametrize("told", ["- ptime: 9.51, loss_d: 0.{0}, loss_g: 0.5", "9.51s - loss_d: 0.{0} - loss_g: 0.5"])
def test_a_time_may_stand_between_a_count_of_epochs_and_their_losses(told: str) -> None:
    (run,) = read("".join(f"[{n}/9] {told.format(n)}\n" for n in (1, 2, 3)))
    assert table(run) == {"loss_d": [0.1, 0.2, 0.3], "loss_g": [0.5] * 3}


@pytest.mark.parametrize(("pace", "read_as"), [("2.5s/epoch", [[0.5] * 3]), ("9epoch/s", [[0.5] * 3]), ("2.5s/it", [])])
def test_a_bar_whose_pace_is_told_in_epochs_counts_them(pace: str, read_as: list[list[float]]) -> None:
    states = (f"\r {n}0%|███  | {n}/9 [00:07<00:09, {pace}, loss=0.5, val_loss=0.75]" for n in (1, 2, 3))
    assert [table(run)["loss"] for run in read("\r  0%|     | 0/9 [00:00<?, ?epoch/s]" + "".join(states))] == read_as


@pytest.mark.parametrize("size", [1, 7, 90, 4_096])
def test_bars_drawn_over_each_other_give_each_epoch_its_own_values(size: int) -> None:
    text = "Training\n"
    for epoch in range(3):
        bar = f"\rEpoch {epoch}: {{}}%|████| 9/9 [00:01<00:00, 5.5it/s, val_loss=0.{{}}, train_loss=0.{{}}]"
        text += "".join((bar.format(" 50", epoch, epoch), bar.format(100, epoch, epoch)))
        text += "\n\rValidation: 100%|████| 2/2 [00:00<00:00]\x1b[A" + bar.format(100, epoch + 1, epoch)
        text += bar.format(100, epoch + 1, epoch + 1)
    data, parser = text.encode(), PRINTS.parser(PRINTS.sniff(Head(text.encode(), whole=True)))
    for at in range(0, len(data), size):
        parser.feed(data[at : at + size])
    (run,) = parser.close()
    assert table(run) == {"val_loss": [0.1, 0.2, 0.3], "loss": [0.1, 0.2, 0.3]}
    assert list(run.epoch_lines) == [2, 3, 4]


def test_the_reader_is_never_sure() -> None:
    assert PRINTS.sniff(Head(b"Epoch 1: loss=0.5, val_loss=0.6\n", whole=True)).certainty is Certainty.WEAK


@pytest.mark.parametrize(
    "line",
    [
        b"Epoch 3: loss 0.5",
        b"ep=3 acc=0.5",
        "第3轮 loss：0.5".encode(),
        "第3轮 loss：0.5".encode("gb18030"),
        b"train loss: 0.5",
        b"E\x1b[0mpoch 3 loss: 0.5",
        b'"\\u0045poch 3 loss: 0.5\\n",',
    ],
)
def test_the_quick_look_passes_over_nothing_that_is_read(line: bytes) -> None:
    assert read_line(text_of(line)) is not None
    assert HINT.search(line)


@pytest.mark.parametrize("name", ["G loss:", "mAP50", "mAP50-95", "mAP", "HR@10", "nDCG@10"])
def test_names_of_metrics_are_known(name: str) -> None:
    (run,) = read("".join(f"Epoch {n}: loss: 0.5, {name}: 0.7\n" for n in (1, 2, 3)))
    assert table(run)[name.rstrip(":")] == [0.7] * 3


@pytest.mark.parametrize(
    "line",
    [
        'print("Epoch {}/3 - loss: 0.5 - accuracy: 0.7")',
        "history.update(epoch={}, loss=0.5, val_loss=0.7)",
        "assert summary(epoch={}, loss=0.5) == 'done'",
        "Point(epoch={}, loss=0.5, val_loss=0.7),",
    ],
)
def test_what_a_program_would_print_or_take_is_not_read(line: str) -> None:
    assert read("".join(f"    {line.format(n)}\n" for n in (1, 2, 3))) == []


def test_an_accuracy_told_as_right_ones_of_all_is_a_part() -> None:
    lines = "Train Epoch: {} [9/10 (90%)]\tLoss: 0.5\nTest set: Average loss: 0.6, Accuracy: 75/100 (75%)\n"
    (run,) = read("".join(lines.format(n) for n in (1, 2, 3)))
    assert table(run) == {"loss": [0.5] * 3, "test_loss": [0.6] * 3, "test_accuracy": [0.75] * 3}


def test_the_name_of_a_container_is_no_part_of_the_data() -> None:
    text = "".join(f"train-1  | Epoch {n}/3 | Loss: 0.5\n" for n in (1, 2, 3))
    (run,) = read(text + "train-1  | Validation Metrics: {'loss': 0.6, 'accuracy': 0.7}\n")
    assert table(run) == {"Loss": [0.5] * 3}


def test_epochs_between_upright_lines_are_read_below_their_steps() -> None:
    line = "| epoch 00{0}:    20 / 40 loss=1.5, ppl=9.5\n| epoch 00{0} | loss 0.{0} | ppl 4.5 | wps 900\n"
    held_out = "| epoch 00{0} | valid on 'valid' subset | loss 0.75 | ppl 5.5 | num_updates 40\n"
    (run,) = read("".join((line + held_out).format(epoch) for epoch in (1, 2, 3)))
    assert table(run) == {"loss": [0.1, 0.2, 0.3], "ppl": [4.5] * 3, "val_loss": [0.75] * 3, "val_ppl": [5.5] * 3}


def test_lines_of_a_kernel_that_kaggle_kept_are_read() -> None:
    kept = ",".join(f'{{"stream_name":"stdout","time":{n}.5,"data":"Epoch {n}, loss: 0.{n}\\n"}}\n' for n in (1, 2, 3))
    (run,) = read(f"[{kept}]")
    assert table(run) == {"loss": [0.1, 0.2, 0.3]}


@pytest.mark.parametrize(("last", "epochs"), [("loss: 0", 2), ("loss: 0\n", 3), ("loss: 0.5, val_loss: 0.5", 3)])
def test_a_last_line_that_is_torn_before_a_metric_is_no_epoch(last: str, epochs: int) -> None:
    (run,) = read("".join(f"Epoch {n}/9 loss: 0.5, val_loss: 0.75\n" for n in (1, 2)) + f"Epoch 3/9 {last}")
    assert len(run.frame.epoch) == epochs
