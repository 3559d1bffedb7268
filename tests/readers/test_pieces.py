"""Texts of which the program can say what they hold instead of epochs."""

from __future__ import annotations

import pytest

from trainlog_doctor.readers.base import Head
from trainlog_doctor.readers.refusal import refusal


def key(text: str) -> str:
    return refusal(Head(text.encode(), whole=True), [], forced=False).key


@pytest.mark.parametrize(
    "line",
    [
        "iter {}: loss 0.5, time 3 ms",
        "INFO:tensorflow:loss = 0.5, step = {} (1.2 sec)",
        "global step {}/900, lr: 0.1, loss: 0.5",
        "Epoch: [0][{}/900]\tLoss 0.5 (0.6)",
        "step {} learning rate 0.5 perplexity 9.5",
    ],
)
def test_lines_on_steps_are_called_so(line: str) -> None:
    assert key("".join(line.format(step) + "\n" for step in (100, 200, 300))) == "steps_only"


def test_the_first_of_them_is_quoted() -> None:
    text = "hello\n" + "".join(f" step {step} loss 0.5\n" for step in (1, 2, 3))
    assert refusal(Head(text.encode(), whole=True), [], forced=False).data["quote"] == "step 1 loss 0.5"


@pytest.mark.parametrize(
    "text", ["step 1 loss 0.5\nstep 2 loss 0.5\n", "step 1.5 loss 2\n" * 3, "step 5\nloss 5\n" * 3]
)
def test_anything_less_is_not_known(text: str) -> None:
    assert key(text) == "unrecognised"


def test_bars_that_came_to_no_end_are_no_finished_epoch() -> None:
    assert (
        key(" 3/90 [>.............] - ETA: 9s - loss: 0.5\n 4/90 [>.............] - ETA: 8s - loss: 0.5\n")
        == "no_epoch"
    )


@pytest.mark.parametrize("line", ["Epoch 1/50", "  epoch: 3/9\r"])
def test_an_epoch_that_has_only_begun_is_not_finished(line: str) -> None:
    assert key(f"hello\n{line}\n") == "no_epoch"
    assert key(f"hello\n{line} of 4 runs\n") == "unrecognised"
