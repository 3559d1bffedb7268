"""What the reader notices: zeros where validation was not run, epochs that a program printed itself."""

from __future__ import annotations

import math

import pytest

from tests.readers.keras.reading import column, only, read

ZEROS = ("0.0000e+00", "0.0000e+00")
FIT = "".join(f"Epoch {n}/2\n9/9 [====] - 1s 2ms/step - loss: 0.{n}000\n" for n in (1, 2))
OWN = "Epoch {}/500 - loss: 0.3 val_loss: 0.4\n"


def log(*epochs: tuple[str, str], first: int = 1) -> str:
    """A log of epochs with a validation loss and a validation accuracy."""
    return "".join(
        f"Epoch {epoch}/9\n9/9 [====] - 1s 2ms/step - loss: 0.5000 - val_loss: {loss} - val_acc: {acc}\n"
        for epoch, (loss, acc) in enumerate(epochs, first)
    )


def test_zeros_in_the_first_epoch_only_are_no_result() -> None:
    run = only(log(ZEROS, ("0.6000", "0.7000"), ("0.5000", "0.8000")))
    assert [repr(column(run, name)) for name in ("val_loss", "val_acc")] == ["[nan, 0.6, 0.5]", "[nan, 0.7, 0.8]"]
    assert ([notice.code for notice in run.notices], run.format) == (["keras.validation_of_zeros"], "keras-stdout")


@pytest.mark.parametrize(
    "text",
    [
        log(ZEROS),
        log(ZEROS, ("0.6000", "0.0000e+00")),
        log(("0.6000", "0.0000e+00"), ("0.5000", "0.8000")),
        log(ZEROS, ("0.6000", "0.7000"), first=4),
    ],
)
def test_any_other_zeros_are(text: str) -> None:
    run = only(text)
    assert not math.isnan(column(run, "val_acc")[0])
    assert run.notices == ()


def test_epochs_of_another_training_are_not_passed_over_in_silence() -> None:
    run = only(FIT + "".join(OWN.format(n) for n in (10, 20, 30)))
    assert [(notice.code, notice.line, notice.data["count"]) for notice in run.notices] == [
        ("keras.printed_epochs", 5, 3)
    ]


@pytest.mark.parametrize(
    "text",
    [
        FIT + OWN.format(10) + OWN.format(20),
        FIT.replace("\n9/9", "\nEpoch 1/2 starts, loss: 0.5\n9/9") * 2,
        FIT + "We saw in epoch 3/5 that the loss fell.\n" * 3,
    ],
)
def test_single_lines_and_those_on_the_run_itself_are_nothing_to_say(text: str) -> None:
    assert "keras.printed_epochs" not in [notice.code for run in read(text) for notice in run.notices]
