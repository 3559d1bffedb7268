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


def claims_seen(data: bytes) -> str:
    with pytest.raises(FormatError) as caught:
        read(data, REFUSED_READERS)
    return str(caught.value.data["seen"])


def test_rewards_over_time_steps_are_named() -> None:
    data = b"time/total_timesteps,rollout/ep_rew_mean,train/loss\n100,-8,2\n200,-7,1\n"
    assert reason(data) == "history_errors.played"
    assert reason(b"day,returns\n1,0.5\n2,0.25\n") == "history_errors.other_table"


@pytest.mark.parametrize("data", [b'{"obj": {"at": 1}}\n{"obj": {"at": 2}}\n', b'[{"obj": 1}, 2]', b"{}", b"[]"])
def test_json_without_a_history_is_told_by_its_names(data: bytes) -> None:
    assert reason(data) == "history_errors.other_json"
    assert ("obj" in data.decode()) == ("obj" in claims_seen(data))


@pytest.mark.parametrize("data", [b"epoch,loss,val_loss\n", b"Epoch;Loss", b"step\tloss\r\n"])
def test_a_header_without_rows_is_told_from_no_history(data: bytes) -> None:
    assert reason(data) == "history_errors.header_only"


@pytest.mark.parametrize(
    "data", [b"epoch,loss\n1,0.5\n", b"model,loss\n", b"the epoch of loss\n", b"epoch: 1, loss: 2\n"]
)
def test_another_line_is_no_header_of_a_history(data: bytes) -> None:
    assert "header-only" not in claims(data, REFUSED_READERS)


def test_sentences_with_commas_are_no_table() -> None:
    assert "other-table" not in claims(b"Hello, this is about epochs\n" * 9, REFUSED_READERS)
    assert "other-table" in claims(b"name,about\na,1.5\n", REFUSED_READERS)
