"""Epochs in which the data had run out."""

from __future__ import annotations

import json
from math import nan
from typing import TYPE_CHECKING

import pytest

from tests.readers.keras.reading import column
from trainlog_doctor.readers import possible_readers
from trainlog_doctor.readers.base import Head
from trainlog_doctor.readers.recognise import Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from trainlog_doctor.model import Run

ZERO = "0.0000e+00"
HALF = "0.5000"


def begun(text: str) -> Reading:
    head = Head(text.encode(), whole=True)
    reading = Reading(head, possible_readers(head))
    reading.feed(head.data)
    return reading


def only(text: str) -> Run:
    (run,) = begun(text).close()
    return run


def console(*losses: str, score: str = "acc") -> str:
    return "".join(
        f"Epoch {epoch}/9\n9/9 [====] - 1s 2ms/step - loss: {loss} - {score}: {loss} - val_loss: {loss} - lr: 0.0010\n"
        for epoch, loss in enumerate(losses, 1)
    )


def table(*losses: str) -> str:
    rows = (f"{epoch},{loss},{loss},{loss},0.001\n" for epoch, loss in enumerate(losses))
    return "epoch,loss,acc,val_loss,lr\n" + "".join(rows)


def history(*losses: str) -> str:
    values = [float(loss) for loss in losses]
    return json.dumps({"loss": values, "acc": values, "val_loss": values, "lr": [0.001] * len(values)})


@pytest.mark.parametrize("written", [console, table, history])
def test_an_epoch_of_zeros_was_not_measured(written: Callable[..., str]) -> None:
    run = only(written(HALF, ZERO, "0.2500", ZERO))
    for name in ("loss", "acc", "val_loss"):
        assert repr(column(run, name)) == "[0.5, nan, 0.25, nan]"
    assert column(run, "lr") == [0.001] * 4
    assert run.frame.logged_nan == {}
    assert [dict(one.data) for one in run.notices if one.code == "histories.empty_epochs"] == [
        {"count": 2, "epochs": ("2", "4")}
    ]


def test_steps_and_times_need_no_batch() -> None:
    rows = [{"epoch": at, "step": 9 * at, "time": 3, "loss": at % 2, "acc": at % 2} for at in (1, 2, 3)]
    run = only(json.dumps(rows))
    assert (column(run, "step"), column(run, "time")) == ([9, 18, 27], [3] * 3)
    assert repr(column(run, "acc")) == "[1.0, nan, 1.0]"


def test_a_source_that_grows_is_read_alike() -> None:
    (run,) = begun(console(HALF, ZERO, HALF)).runs()
    assert repr(column(run, "loss")) == "[0.5, nan, 0.5]"


@pytest.mark.parametrize(
    "text",
    [
        console(HALF, ZERO, score="mae"),
        console(ZERO, ZERO),
        console(HALF, ZERO).replace(f"acc: {ZERO}", "acc: 1.0000"),
        console(HALF, ZERO).replace(f"val_loss: {ZERO}", "val_loss: 0.1000"),
        json.dumps({"loss": [0.5, 0.0], "acc": [0.5, None]}),
        console(HALF, HALF, ZERO).replace(f"acc: {HALF}", f"acc: {ZERO}"),
    ],
)
def test_a_loss_of_zero_may_be_one(text: str) -> None:
    run = only(text)
    assert column(run, "loss")[-1] == 0
    assert "histories.empty_epochs" not in [notice.code for notice in run.notices]


def trainer_state(*logged: tuple[float, float], prefix: str = "") -> str:
    rows = [
        {f"{prefix}loss": loss, f"{prefix}grad_norm": norm, "epoch": at / 2, "step": at}
        for at, (loss, norm) in enumerate(logged, 1)
    ]
    return json.dumps({"log_history": rows})


@pytest.mark.parametrize("prefix", ["", "train/"])
def test_a_loss_of_zero_whose_gradient_is_nan_was_nan(prefix: str) -> None:
    run = only(trainer_state((2.0, 1.0), (1.5, nan), (0.0, nan), (0.0, nan), prefix=prefix))
    assert repr(column(run, f"{prefix}loss")) == "[2.0, 1.5, nan, nan]"
    assert run.frame.logged_nan == {f"{prefix}loss": (3, 4), f"{prefix}grad_norm": (2, 3, 4)}
    (told,) = [dict(one.data) for one in run.notices if one.code == "histories.hidden_nans"]
    assert told == {"column": f"{prefix}loss", "count": 2, "epochs": ("3", "4")}


def test_a_nan_that_was_printed_stays_one_beside_those_that_were_hidden() -> None:
    run = only(trainer_state((2.0, 1.0), (nan, nan), (0.0, nan)))
    assert run.frame.logged_nan["loss"] == (2, 3)


def test_losses_of_zero_beside_gradients_are_zeros() -> None:
    run = only(trainer_state((0.0, 1.0), (0.5, 1.0), (0.0, nan), (0.0, 0.5)))
    assert column(run, "loss") == [0.0, 0.5, 0.0, 0.0]
    assert run.frame.logged_nan == {"grad_norm": (3,)}
