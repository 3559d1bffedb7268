"""What makes a text Keras console output."""

from __future__ import annotations

import pytest

from tests.readers.keras.reading import certainty
from trainlog_doctor.readers.base import Certainty

METRICS = "5/5 - 1s - loss: 0.5000\n"


def test_a_header_and_metrics_are_sure() -> None:
    assert certainty("Epoch 1/2\n" + METRICS) is Certainty.SURE


@pytest.mark.parametrize("end", [" -", " - val_loss:"])
def test_a_log_may_break_off_within_its_first_metrics(end: str) -> None:
    assert certainty(f"Epoch 1/2\n5/5 [====] - 1s 2ms/step - loss: 0.5000{end}") is Certainty.SURE


def test_metrics_alone_are_weak() -> None:
    assert certainty("5/5 [==============================] - 1s 2ms/step - loss: 0.5\n") is Certainty.WEAK


@pytest.mark.parametrize("text", ["", "epoch,loss\n0,0.5\n", "Epoch 1/2\nEpoch 2/2\n", "Epoch 1/2: loss 0.5\n"])
def test_less_is_nothing(text: str) -> None:
    assert certainty(text) is Certainty.NO


def test_documents_in_json_are_left_to_others() -> None:
    assert certainty('{"cells": [{"cell_type": "code"}]}\nEpoch 1/2\n' + METRICS) is Certainty.NO
