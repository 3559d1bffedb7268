"""Settings that a program prints before it trains, and the steps that an epoch has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.readers.keras.reading import only
from trainlog_doctor.readers import facts
from trainlog_doctor.readers.keras.settings import settings_on_line

if TYPE_CHECKING:
    from trainlog_doctor.model import Run, Scalar

EPOCH = "Epoch 1/2\n5/5 - 1s - loss: 0.5000 - val_loss: 0.6000\n"
NEXT = "Epoch 2/2\n5/5 - 1s - loss: 0.4000 - val_loss: 0.5000\n"


def told(run: Run) -> dict[str, Scalar]:
    return {name: value for fact in run.facts if fact.kind == facts.SETTINGS for name, value in fact.data.items()}


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("optimizer: adam", {"optimizer": "adam"}),
        ("Optimizer = SGD(lr=0.01, momentum=0.9)", {"optimizer": "SGD", "learning_rate": 0.01}),
        ("batch_size=64, lr=1e-3", {"batch_size": 64, "learning_rate": 0.001}),
        ("Batch size: 64", {"batch_size": 64}),
        ("learning rate: 0.001", {"learning_rate": 0.001}),
        ("Namespace(batch_size=32, optimizer='adam', epochs=3)", {"batch_size": 32, "optimizer": "adam"}),
        ("{'batch_size': 32, 'learning_rate': 0.5}", {"batch_size": 32, "learning_rate": 0.5}),
        ("优化器：Adam，学习率：0.001", {"optimizer": "Adam", "learning_rate": 0.001}),
        ("批量大小 = 128", {"batch_size": 128}),
        ("损失函数: binary_crossentropy", {"loss": "binary_crossentropy"}),
        ("Using the Adam optimizer", {}),
        ("batch_size: automatic", {}),
        ("color=red", {}),
    ],
)
def test_settings_before_a_run_are_its_facts(text: str, data: dict[str, Scalar]) -> None:
    assert told(only(f"{text}\n{EPOCH}")) == data


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e999"])
def test_what_is_no_finite_number_is_no_setting(value: str) -> None:
    assert told(only(f"lr: {value}\n{EPOCH}")) == told(only(f"batch_size: {value}\n{EPOCH}")) == {}


def test_a_learning_rate_printed_after_every_epoch_is_a_column_and_no_setting() -> None:
    run = only(f"{EPOCH}lr: 0.1000\n{NEXT}lr: 0.0100\n")
    assert told(run) == {}
    assert run.frame.columns["lr"].tolist() == [0.1, 0.01]


def test_the_steps_of_an_epoch_are_known() -> None:
    assert only(EPOCH).steps == 5


@given(st.binary(max_size=200))
def test_any_line_is_read_without_complaint(line: bytes) -> None:
    assert all(isinstance(value, str | int | float) for value in settings_on_line(b"lr=" + line).values())
