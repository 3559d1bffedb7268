"""What is known and not read, and what is said of it."""

from __future__ import annotations

import pytest

from tests.readers.tables.reading import claims, read
from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.refused import REFUSED_READERS


def reason(data: bytes) -> str:
    with pytest.raises(FormatError) as caught:
        read(data, REFUSED_READERS)
    return caught.value.key


@pytest.mark.parametrize(
    "data",
    [
        b"loss:\n- 0.9\n- 0.8\nval_loss:\n- 1.0\n- 0.9\n",
        b"net: a\nhistory:\n  train_loss: [0.9, 0.8]\n  val_acc: [0.5, 0.6]\n",
        b"- epoch: 1\n  loss: 0.9\n  val_loss: 1.0\n- epoch: 2\n  loss: 0.8\n  val_loss: 0.9\n",
    ],
)
def test_curves_in_yaml_are_told_how_to_be_converted(data: bytes) -> None:
    assert reason(data) == "history_errors.yaml"


@pytest.mark.parametrize("data", [b"lr: 0.1\nloss: mse\n", b"loss: [0.9, 0.8]\nname: a\n", b"loss: 0.9\nacc: 0.8\n"])
def test_settings_and_single_numbers_are_no_curves(data: bytes) -> None:
    assert "yaml-text" not in claims(data, REFUSED_READERS)


def test_rewards_over_time_steps_are_named() -> None:
    data = b"time/total_timesteps,rollout/ep_rew_mean,train/loss\n100,-8,2\n200,-7,1\n"
    assert reason(data) == "history_errors.played"
    assert reason(b"day,returns\n1,0.5\n2,0.25\n") == "history_errors.other_table"


@pytest.mark.parametrize("data", [b"epoch,loss,val_loss\n", b"Epoch;Loss", b"step\tloss\r\n"])
def test_a_header_without_rows_is_told_from_no_history(data: bytes) -> None:
    assert reason(data) == "history_errors.header_only"


@pytest.mark.parametrize(
    "data", [b"epoch,loss\n1,0.5\n", b"model,loss\n", b"the epoch of loss\n", b"epoch: 1, loss: 2\n"]
)
def test_another_line_is_no_header_of_a_history(data: bytes) -> None:
    assert "header-only" not in claims(data, REFUSED_READERS)
