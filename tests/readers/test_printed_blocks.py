"""What stands below an epoch's line, and what programs in other languages and loggers put around their metrics."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.readers.test_prints import read, table
from trainlog_doctor.readers.prints.text import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

THREE = (1, 2, 3)


def of_each(text: str) -> str:
    return "".join(text.format(epoch) for epoch in THREE)


def test_a_list_below_an_epoch_is_its_metrics() -> None:
    (run,) = read(of_each("Epoch {0}/3\n  loss: 0.{0}\n  * accuracy: 0.75\n  lr: 0.01\nsaved model: 0.5\n"))
    assert table(run) == {"loss": [0.1, 0.2, 0.3], "accuracy": [0.75] * 3, "lr": [0.01] * 3}
    assert run.notices[0].code == "keras.prints_confident"


@pytest.mark.parametrize(
    "listed",
    [
        "\nF1: 0.5\n",
        "Results\nF1: 0.5\n",
        "F1: 5.0 -> 2.0\n",
        "F1 of the samples: 0.5\n",
        "F1 over all held back parts: 0.5\n",
        "F1 0.5\n",
        "best F1: 0.5\n",
    ],
)
def test_what_is_apart_or_more_than_a_list_is_not(listed: str) -> None:
    (run,) = read(of_each("Epoch {}/3: loss: 0.25\n" + listed.replace("{", "{{")))
    assert table(run) == {"loss": [0.25] * 3}


def test_a_metric_that_the_epoch_told_is_not_told_again() -> None:
    (run,) = read(of_each("Epoch {0}, Loss: 0.{0}\n") + "Average Loss: 0.9\n")
    assert table(run) == {"Loss": [0.1, 0.2, 0.3]}


def test_a_list_is_of_the_data_that_the_line_above_names() -> None:
    (run,) = read(of_each("Epoch {}/3 train loss: 0.5\nval loss: 0.75\nF1: 0.25\n"))
    assert table(run) == {"loss": [0.5] * 3, "val_loss": [0.75] * 3, "val_f1": [0.25] * 3}


@pytest.mark.parametrize(
    "text",
    [
        "Epoch {}\n├── Train\n│   ├── loss = 0.5\n│   └── Epoch N-1   = 0.75 (↘ -0.2)\n└── Val\n    └── loss = 0.75\n",
        "[epoch={0}][batch=9/9]:\n\t Train time/epoch: {0}\n\t Train loss: 0.5\n\t Eval loss: 0.75\n",
        "-- Epoch {}\nNorm: 2.25, NNZs: 6, Bias: 0.5, Avg. loss: 0.5\nval loss: 0.75\n",
        "Epoch {}/9\n----------\nloss: 0.5\nval loss: 0.75\n",
        "Epoch {}/9\nstep 9/9 [====] - loss: 0.5 - 9ms/step\nEval begin...\nstep 2/2 - loss: 0.75 - 9ms/step\n",
        "Epoch {}/9\n9/9 [====] - 9s 9ms/step\n  loss: 0.5\n  val_loss: 0.75\n",
        "Train: [{}/9][ 9/9]\tloss 0.25 (0.5)\nTest: [0/9]\tloss 0.25 (0.75)\n",
        "Train: {} [ 9/9 (100%)]  Loss: 0.25 (0.5)\nVal: [ 9/9]  loss: 0.25 (0.75)\n",
        "Epoch(train) [{0}][9/9]  lr: 0.1  loss: 0.5\nEpoch(val) [{0}][2/2]  loss: 0.75\n",
        "Epoch {}/9\n训练结果:\n  loss: 0.5 | 时间: 12.3s\n验证结果:\n  loss: 0.75 | time: 0:03\n",
        "[ Train epoch: {0} ]\nTotal average train loss: 0.5\n[ Test epoch: {0} ]\nTotal average test loss: 0.75\n",
        "Epoch {} complete\nLoss on training data: 0.5\nLoss on the validation data: 0.75\n",
        "Epoch {}: loss: 0.5\nValidation Results - Epoch: {}\nloss: 75%\n".replace("{}", "{0}"),
        "Train {0}, loss: 0.5, acc: 0.9\nTest {0}, loss: 0.75, acc: 0.9\n",
    ],
)
def test_programs_list_an_epochs_values_in_many_ways(text: str) -> None:
    (run,) = read(of_each(text))
    columns = {name.lower().replace("test_", "val_").removeprefix("avg "): told for name, told in table(run).items()}
    assert (columns["loss"], columns["val_loss"]) == ([0.5] * 3, [0.75] * 3)


@pytest.mark.parametrize("heading", ["Running Validation...", "[Validation]", "--- val results ---", "验证集结果："])
def test_a_line_of_nothing_but_a_part_of_the_data_heads_a_list(heading: str) -> None:
    (run,) = read(of_each(f"Epoch {{}}/3\n  Average training loss: 0.5\n  took: 0:51\n\n{heading}\n  Accuracy: 0.75\n"))
    assert table(run) == {"loss": [0.5] * 3, "val_accuracy": [0.75] * 3}


@pytest.mark.parametrize(
    "steps",
    [
        "[1/3] loss: 0.9{0}\n[2/3] loss: 0.8{0}\n[3/3] loss: 0.7{0}\n",
        "step 1/2, loss: 0.9{0}\nstep 2/2, loss: 0.8{0}\n",
        "loss: 0.9{0}  [   64/600]\nloss: 0.8{0}  [  128/600]\n",
        "[{0},  200] loss: 0.9\n[{0},  400] loss: 0.8\n",
    ],
)
def test_steps_above_the_line_of_their_epoch_are_not_those_of_the_one_before(steps: str) -> None:
    (run,) = read(of_each(steps + "Epoch {0} loss: 0.5, val loss: 0.75\n"))
    assert table(run) == {"loss": [0.5] * 3, "val_loss": [0.75] * 3}


def test_counts_below_an_epoch_are_of_its_steps() -> None:
    step = "[ {} | 0{}0/100 ] loss = 0.{}\n"
    (run,) = read(
        of_each("Epoch {}\n" + step.format("Train", 1, 9) + step.format("Train", 2, 5) + step.format("Valid", 2, 7))
    )
    assert (run.frame.epoch.tolist(), table(run)) == ([1, 2, 3], {"loss": [0.5] * 3, "val_loss": [0.7] * 3})


def test_a_rate_set_for_an_epoch_that_never_came_is_no_epoch() -> None:
    (run,) = read(
        "".join(f"Epoch: {epoch}\nTest loss: 0.5\nlearning rate = 0.1 for epoch: {epoch + 1}\n" for epoch in THREE)
    )
    assert table(run)["test_loss"] == [0.5] * 3


def test_batches_listed_below_an_epoch_are_no_run() -> None:
    assert read("Epoch 1/9\nloss: 0.9\nloss: 0.8\nEpoch 2/9\nloss: 0.7\nloss: 0.6\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "エポック {}/3 | 訓練損失: 0.5 | 検証損失: 0.75 | 検証正解率: 25%",
        "에포크 {}/3 | 훈련 손실: 0.5 | 검증 손실: 0.75 | 검증 정확도: 25%",
        "Epoch {}/3 | 训练集损失: 0.5 | 验证集损失: 0.75 | 验证集准确率: 25%",
        "Época {}/3 | pérdida: 0.5 | pérdida validación: 0.75 | exactitud validación: 25%",
        "====> エポック {}/3, 平均損失: 0.5, 検証損失: 0.75, 検証正解率: 0.25",
        "Epoch: {}, Steps: 99 | Train Loss: 0.5 Vali Loss: 0.75 Vali Accuracy: 0.25",
        "* Epoch {}/3: loss = **0.5**, val_loss = **0.75**, val_accuracy = **0.25**",
    ],
)
def test_words_of_other_languages_and_houses_are_known(line: str) -> None:
    (run,) = read(of_each(line + "\n"))
    assert table(run) == {"loss": [0.5] * 3, "val_loss": [0.75] * 3, "val_accuracy": [0.25] * 3}
    assert run.notices[0].code == "keras.prints_confident"


@pytest.mark.parametrize(
    "prefix",
    [
        "INFO:root:",
        "WARNING:pkg.train:",
        "2026-01-02 10:00:00,123 INFO ",
        "2026-01-02 10:00:00.123 | INFO     | p.q:fit:7 - ",
        "2026-01-02 10:00:00,123 - train - INFO - ",
        "2026-01-02 10:00:00,123 - INFO - __main__ -   ",
        "2026-01-02 10:00:00,123-train.py-line 52-INFO: ",
        "2026-01-02 10:00:00,123 valid INFO train.py:52 ",
        "[2026-01-02 10:00:00][__main__][INFO] - ",
        "[ INFO ] ",
        "INFO:train:",
        "[10:00:00 INFO] ",
        "2026-01-02 10:00:00,123 INFO [train.py:52] ",
        "2026-01-02T10:00:00.123456Z ",
        "2026-01-02T10:00:00+00:00   ",
        "02/01/2026 10:00:00.123 ",
        "10:00:00 ",
        "[rank0]: ",
        "(train pid=77) ",
    ],
)
def test_what_is_put_before_a_message_hides_no_part_of_the_data(prefix: str) -> None:
    lines = ["epoch {}", "-----", "Loss: 0.5", "Validating...", "Loss: 0.75"]
    (run,) = read(of_each("".join(f"{prefix}{line}\n" for line in lines)))
    assert table(run) == {"Loss": [0.5] * 3, "val_loss": [0.75] * 3}


@pytest.mark.parametrize("message", ["val.loss: 0.5", "Val - loss: 0.5", "[Val] loss: 0.5", "| val | 0.5"])
def test_what_begins_like_the_name_of_a_logger_may_be_the_message(message: str) -> None:
    assert text_of(f"2026-01-02 10:00:00,123 - INFO - {message}".encode()) == message


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("INFO:Val: loss: 0.5", "Val: loss: 0.5"),
        ("INFO:root:1: loss: 0.5", "1: loss: 0.5"),
        ("10:00:00 Epoch 1 ERROR 0.5", "Epoch 1 ERROR 0.5"),
    ],
)
def test_what_stands_beside_a_level_may_be_the_message(line: str, message: str) -> None:
    assert text_of(line.encode()) == message


@pytest.mark.parametrize("row", ["10:00:00.123  1  0.5", "2026-01-02 10:00:00 | 1 | 0.5", "| 10:00:00 | 1 | 0.5 |"])
def test_a_time_in_a_table_is_a_cell(row: str) -> None:
    assert text_of(row.encode()) == row


def test_a_step_is_told_by_the_average_behind_its_value() -> None:
    first = "Epoch: [{0}][  0/90]\tTime  0.3 ( 0.3)\tLoss 0.9 (0.9)\n"
    later = "Epoch: [{0}][ 80/90]\tTime  0.1 ( 0.2)\tLoss 0.9 ( 0.{0})\n"
    (run,) = read(of_each(first + later + "Test: [ 8/9]\tLoss 0.9 (0.5)\n"))
    assert table(run) == {"Loss": [0.1, 0.2, 0.3], "test_loss": [0.5] * 3}
    assert "keras.last_step_of_epoch" in [notice.code for notice in run.notices]


def test_a_number_in_brackets_behind_the_value_of_an_epoch_is_no_average() -> None:
    (run,) = read(of_each("Epoch {}: loss: 0.5 (0.25)\n"))
    assert table(run) == {"loss": [0.5] * 3}


def test_an_epoch_is_read_if_a_line_tells_it_as_a_whole() -> None:
    (run,) = read("Epoch 1/9, Batch 1/5, Loss: 0.9\nEpoch 1/9, Batch 5/5, Loss: 0.8\nEpoch 1/9 - Loss: 0.5, Acc: 0.7\n")
    assert table(run) == {"Loss": [0.5], "Acc": [0.7]}


def test_few_epochs_of_which_one_has_steps_only_are_not() -> None:
    assert read("Epoch 1/9, Batch 1, Loss: 0.9\nEpoch 1/9, Batch 5, Loss: 0.8\nEpoch 2/9 - Loss: 0.5, Acc: 0.7\n") == []


def test_a_full_bar_with_validation_tells_the_epoch() -> None:
    (run,) = read(of_each("[epoch {}/3] loss=0.5, val_loss=0.75: 100%|████| 9/9 [00:03<00:00, 2.31step/s]\n"))
    assert table(run) == {"loss": [0.5] * 3, "val_loss": [0.75] * 3}


FULL = "100%|####| 9/9 [00:03<00:00, 2.31it/s"


@pytest.mark.parametrize(
    "bars",
    [
        f"Epoch {{}}/3 [Train]: {FULL}, loss=0.5]\nEpoch {{0}}/3 [Val]: {FULL}, loss=0.75]\n",
        f"Epoch: {{}}\ntrain: {FULL}, loss - 0.5]\nvalid: {FULL}, loss - 0.75]\n",
        f"Epoch {{}}/3 {'━' * 20} 9/9 0:00:03 • 0:00:00 2.31it/s v_num: 0 train_loss: 0.5 val_loss: 0.75\n",
        f"[train epoch {{}}] loss: 0.5: {FULL}]\n[valid epoch {{0}}] loss: 0.75: {FULL}]\n",
    ],
)
def test_full_bars_that_name_their_part_of_the_data_tell_the_epoch(bars: str) -> None:
    (run,) = read(of_each(bars.replace("{}", "{0}")))
    assert table(run) == {"loss": [0.5] * 3, "val_loss": [0.75] * 3}


def test_bars_of_the_next_epoch_are_not_those_of_the_one_above() -> None:
    (run,) = read(of_each(f"train: {FULL}, loss=0.9]\nEpoch {{}}: val loss: 0.75\n"))
    assert table(run) == {"val_loss": [0.75] * 3}


def test_bars_below_a_list_of_the_same_metrics_are_those_of_the_next_epoch() -> None:
    bars = f"Train: {FULL}, loss=0.9, acc=0.1]\nVal: {FULL}, loss=0.8]\n"
    (run,) = read(of_each(bars + "Epoch {}\nTrain loss: 0.5 | Train acc: 0.25\nVal loss: 0.75\n"))
    assert table(run) == {"loss": [0.5] * 3, "acc": [0.25] * 3, "val_loss": [0.75] * 3}


def test_a_bar_below_a_list_of_other_metrics_is_of_its_epoch() -> None:
    (run,) = read(of_each(f"Epoch {{}}/3\nTrain loss: 0.5\nVal: {FULL}, loss=0.75, acc=0.25]\n"))
    assert table(run) == {"loss": [0.5] * 3, "val_loss": [0.75] * 3, "val_acc": [0.25] * 3}


@pytest.mark.parametrize("sign", ["=", " = "])
def test_dictionaries_that_a_part_of_the_data_is_set_to_are_told_apart(sign: str) -> None:
    (run,) = read(of_each(f"epoch {{}}: train{sign}{{{{'mask_loss': 0.5}}}}, val{sign}{{{{'mask_loss': 0.75}}}}\n"))
    assert table(run) == {"mask_loss": [0.5] * 3, "val_mask_loss": [0.75] * 3}


@pytest.mark.parametrize("bar", ["loss=0.5: 100%|████| 9/9 [00:03]", "loss=0.5, val_loss=0.75:  90%|███ | 8/9 [00:03]"])
def test_any_other_bar_does_not(bar: str) -> None:
    assert read(of_each("[epoch {}/3] " + bar + "\n")) == []


def test_what_a_sentence_quotes_is_not_read() -> None:
    assert read('# Lines such as "Epoch 1/9 - loss: 0.5 - auc: 0.8"\n') == []


def test_a_key_in_quotes_is_no_quotation() -> None:
    (run,) = read(of_each("{{'f1': nan, 'epoch': {}, 'loss': 0.5}}\n"))
    assert table(run)["loss"] == [0.5] * 3


def test_scores_behind_early_stopping_are_no_epochs() -> None:
    tries = "Epoch 00010: early stopping\nTest loss: 0.5\nTest accuracy: 0.75\n"
    assert read(tries + tries.replace("10", "26")) == []


def listed(epochs: Sequence[int]) -> str:
    return "".join(f"epoch: {epoch}\naccuracy: 0.{epoch}\n" for epoch in epochs)


@pytest.mark.parametrize("epochs", [(20, 50), (10, 20, 30, 40), (10, 20, 50, 60, 80, 90), (1, 2, 4)])
def test_the_parameters_of_experiments_are_no_epochs(epochs: Sequence[int]) -> None:
    assert read(listed(epochs)) == []


@pytest.mark.parametrize("epochs", [(7, 8), (10, 20, 30, 40, 50)])
def test_epochs_that_are_counted_may_stand_above_their_metrics(epochs: Sequence[int]) -> None:
    (run,) = read(listed(epochs))
    assert run.frame.epoch.tolist() == list(epochs)


@pytest.mark.parametrize("text", ["epoch: {}/60\naccuracy: 0.5\n", "epoch: {} loss: 0.5\naccuracy: 0.5\n"])
def test_lines_that_tell_more_than_a_parameter_need_not_be_counted(text: str) -> None:
    (run,) = read("".join(text.format(epoch) for epoch in (20, 50)))
    assert run.frame.epoch.tolist() == [20, 50]


def test_a_star_sums_an_evaluation_up_that_no_line_announced() -> None:
    step = "Epoch: [{}][0/98]\tTime 0.31 (0.31)\tLoss 0.5 (0.5)\tAcc@1 25.0 (25.0)\n"
    (run,) = read(of_each(step + " *   Acc@1 50.000 Acc@5 75.000\n"))
    told = {name: values[0] for name, values in table(run).items()}
    assert told == {"Loss": 0.5, "Acc@1": 25, "val_acc@1": 50, "val_acc@5": 75}
    assert read(of_each("Epoch {}\n * step one of 3\n")) == []


def test_parts_of_the_data_alone_may_stand_below_their_epoch() -> None:
    (run,) = read("".join(f"Epoch: {n}, Loss: 0.5\nTrain: 0.{n}, Val: 0.5, Test: 0.25\n" for n in (1, 2, 3)))
    assert list(table(run)) == ["Loss", "score", "val_score", "test_score"]


@pytest.mark.parametrize("heading", ["Time:", "Time elapsed (s)", "seconds"])
def test_times_may_have_a_heading(heading: str) -> None:
    (run,) = read(of_each("Epoch: {0}, Loss: 0.5\n" + heading + "\nTrain: 1{0}.5, Val: 3.5\n"))
    assert list(table(run)) == ["Loss"]


def test_a_star_sums_up_what_the_steps_of_an_evaluation_told_so_far() -> None:
    step = "Epoch: [{0}][90/98]\tLoss 0.5 (0.5)\tAcc@1 25.0 (25.0)\nTest: [9/10]\tLoss 0.7 (0.75)\tAcc@1 40.0 (45.0)\n"
    (run,) = read(of_each(step + " * Acc@1 50.000 Acc@5 75.000\n"))
    told = {name: values[0] for name, values in table(run).items()}
    assert told == {"Loss": 0.5, "Acc@1": 25, "test_loss": 0.75, "test_acc@1": 50, "test_acc@5": 75}


@pytest.mark.parametrize("fill", ["=", "█", "#"])
def test_a_bar_of_java_is_none_of_the_epoch_above(fill: str) -> None:
    bar = f"Training:    100% |{40 * fill}| Accuracy: 0.9, L2Loss: 0.9\n"
    lines = ["Epoch {} finished.", "Train: Accuracy: 0.5, L2Loss: 0.25", "Validate: Accuracy: 0.75, L2Loss: 0.5"]
    logger = "13:16:04.353 [main] INFO ai.djl.training.listener.LoggingTrainingListener -- "
    (run,) = read(of_each(bar + "".join(f"{logger}{line}\n" for line in lines)) + bar)
    assert table(run) == {
        "accuracy": [0.5] * 3,
        "l2loss": [0.25] * 3,
        "val_accuracy": [0.75] * 3,
        "val_l2loss": [0.5] * 3,
    }


@pytest.mark.parametrize(
    "told", ["Epoch {0}: train loss: 0.{0}", "Epoch {0}: val loss: 0.5\nEpoch {0}: train loss: 0.{0}"]
)
@pytest.mark.parametrize("count", ["batch", "batch no =", "batch_id:"])
def test_steps_of_training_below_what_was_told_of_an_epoch_are_of_the_next_one(told: str, count: str) -> None:
    step = "{count} 9 / 9, train loss per word: 0.9, lr = 0.5\n".replace("{count}", count)
    (run,) = read(of_each(step + told + "\n"))
    assert (table(run)["loss"], "loss_per_word" in table(run)) == ([0.1, 0.2, 0.3], False)


def test_steps_of_validation_below_what_was_told_of_an_epoch_are_its_own() -> None:
    (run,) = read(of_each("Epoch {0}: train loss: 0.5\nVal: [1/9] loss: 0.9\nVal: [9/9] loss: 0.{0}\n"))
    assert table(run) == {"loss": [0.5] * 3, "val_loss": [0.1, 0.2, 0.3]}


def test_an_epoch_that_broke_off_has_no_values_of_its_own() -> None:
    step = "Epoch {0}, batch_id: 0, loss: 0.9\n"
    (run,) = read(of_each(step + "Epoch {0} done, loss: 0.{0}\n") + step.format(4))
    assert table(run) == {"loss": [0.1, 0.2, 0.3]}
