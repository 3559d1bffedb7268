"""Zeros that stand where validation was not run."""

from __future__ import annotations

import math

import pytest

from tests.readers.keras.reading import column, only

ZEROS = ("0.0000e+00", "0.0000e+00")


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
