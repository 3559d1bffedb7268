"""What makes a text Keras console output."""

from __future__ import annotations

import pytest

from tests.readers.keras.reading import certainty
from trainlog_doctor.readers.base import Certainty, Head
from trainlog_doctor.readers.keras.sniff import sniff

METRICS = "5/5 - 1s - loss: 0.5000\n"


def test_a_header_and_metrics_are_sure() -> None:
    assert certainty("Epoch 1/2\n" + METRICS) is Certainty.SURE


@pytest.mark.parametrize("end", [" -", " - val_loss:"])
def test_a_log_may_break_off_within_its_first_metrics(end: str) -> None:
    assert certainty(f"Epoch 1/2\n5/5 [====] - 1s 2ms/step - loss: 0.5000{end}") is Certainty.SURE


@pytest.mark.parametrize("back", ["\r", "\b" * 57 + "\r"])
def test_a_head_may_end_anywhere_in_a_bar_that_is_drawn_over(back: str) -> None:
    updates = [f"{back}{step:2}/90 [>.............................] - ETA: 1:04 - loss: 0.5{step}" for step in (31, 32)]
    data = "".join(("Epoch 1/2\n", *updates, *updates)).encode()
    ends = range(data.index(b"32/90") + 5, len(data))
    assert {sniff(Head(data[:end], whole=False)).certainty for end in ends} == {Certainty.SURE}


def test_metrics_alone_are_weak() -> None:
    assert certainty("5/5 [==============================] - 1s 2ms/step - loss: 0.5\n") is Certainty.WEAK


def test_one_line_with_a_loss_is_enough() -> None:
    assert certainty(f"{METRICS}5/5 - 1s - auc: 0.5000\n") is Certainty.WEAK


@pytest.mark.parametrize("line", ["09:41:07 - 3s - PUT /api/v2: 201", "12/12 - 5s - size: 120.4 - free: 88.1"])
def test_times_and_numbers_of_anything_else_are_nothing(line: str) -> None:
    assert certainty(f"{line}\n" * 5) is Certainty.NO


@pytest.mark.parametrize("text", ["", "epoch,loss\n0,0.5\n", "Epoch 1/2\nEpoch 2/2\n", "Epoch 1/2: loss 0.5\n"])
def test_less_is_nothing(text: str) -> None:
    assert certainty(text) is Certainty.NO


def test_documents_in_json_are_left_to_others() -> None:
    assert certainty('{"cells": [{"cell_type": "code"}]}\nEpoch 1/2\n' + METRICS) is Certainty.NO
