"""Epochs in which the data had run out."""

from __future__ import annotations

import pytest

from tests.readers.keras.reading import column, only

ZERO = "0.0000e+00"


def log(*losses: str, score: str = "acc") -> str:
    return "".join(
        f"Epoch {epoch}/9\n9/9 [====] - 1s 2ms/step - loss: {loss} - {score}: {loss} - val_loss: {loss} - lr: 0.0010\n"
        for epoch, loss in enumerate(losses, 1)
    )


def test_an_epoch_of_zeros_was_not_measured() -> None:
    run = only(log("0.5000", ZERO, "0.2500", ZERO))
    for name in ("loss", "acc", "val_loss"):
        assert repr(column(run, name)) == "[0.5, nan, 0.25, nan]"
    assert column(run, "lr") == [0.001] * 4
    assert run.frame.logged_nan == {}
    assert [(notice.code, dict(notice.data)) for notice in run.notices] == [
        ("keras.empty_epochs", {"count": 2, "epochs": "2, 4"})
    ]


@pytest.mark.parametrize(
    "text",
    [
        log("0.5000", ZERO, score="mae"),
        log(ZERO, ZERO),
        log("0.5000", ZERO).replace(f"acc: {ZERO}", "acc: 1.0000"),
        log("0.5000", ZERO).replace(f"val_loss: {ZERO}", "val_loss: 0.1000"),
    ],
)
def test_a_loss_of_zero_may_be_one(text: str) -> None:
    run = only(text)
    assert column(run, "loss")[-1] == 0
    assert run.notices == ()
