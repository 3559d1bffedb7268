"""Epoch lines that programs print themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainlog_doctor.readers.base import Certainty, Head
from trainlog_doctor.readers.keras.clean import clean
from trainlog_doctor.readers.prints import PRINTS
from trainlog_doctor.readers.prints.grammar import HINT, read_line

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
        "Epoch {}/9 - Train Loss: 0.5 - Train Acc: 75% - Val Loss: 0.625",
        "[Epoch 00{}] Train Loss=0.5 | Train Acc=0.75 | Valid Loss=0.625",
        "{{'epoch': {}, 'loss': 0.5, 'acc': 0.75, 'val_loss': 0.625}}",
        "2023-05-15 22:50:17,398 INFO:Epoch {}: Train Loss=0.5, acc=0.75, Val Loss=0.625",
        "Epoch: {}  Train loss: 0.5 acc: 0.75  Val loss: 0.625",
        "Epoch {}\ntrain Loss: 0.5 Acc: 0.75\nval Loss: 0.625",
        "Epoch[{0}] Train-loss=0.5\nEpoch[{0}] Train-acc=0.75\nEpoch[{0}] Validation-loss=0.625",
    ],
)
def test_prints_of_many_kinds_give_the_same_table(line: str) -> None:
    (run,) = read("\n".join(line.format(epoch) for epoch in (1, 2, 3)) + "\n")
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert table(run) == {"loss": [0.5] * 3, "acc": [0.75] * 3, "val_loss": [0.625] * 3}
    assert run.notices[0].code == "keras.prints_confident"


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
    ],
)
def test_prose_steps_and_bars_are_no_runs(text: str) -> None:
    assert read(text) == []


def test_the_output_of_a_framework_is_not_taken() -> None:
    data = b"GPU available: True\nEpoch 1: loss=0.5, val_loss=0.6\n"
    assert PRINTS.sniff(Head(data, whole=True)).certainty is Certainty.NO


def test_the_reader_is_never_sure() -> None:
    assert PRINTS.sniff(Head(b"Epoch 1: loss=0.5, val_loss=0.6\n", whole=True)).certainty is Certainty.WEAK


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200) | st.from_regex(r"(?i)epoch \d+[^\n]{0,60}", fullmatch=True))
def test_any_text_is_read_without_an_error(text: str) -> None:
    read(text.encode("utf-8", "replace").decode())


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
    assert read_line(clean(line)) is not None
    assert HINT.search(line)
