"""What stands around lines that say that an epoch has ended."""

from __future__ import annotations

import pytest

from tests.readers.test_prints import read, table

EPOCHS = (1, 2, 3)
END = "** Epoch={} end **\n"


def losses(before: str, after: str = "", first: str = "") -> list[dict[str, list[float]]]:
    text = first + "".join((before + after).format(epoch) for epoch in EPOCHS)
    return [table(run) for run in read(text)]


@pytest.mark.parametrize("first", ["", "** Epoch=1 start **\n"])
@pytest.mark.parametrize("end", [END, "Epoch {} finished.\n", "Epoch {} done in 9 s\n", "第 {} 轮训练结束\n"])
def test_what_stands_above_the_end_of_an_epoch_is_its_own(first: str, end: str) -> None:
    lines = "Train loss: 0.{0}\nsaved\n" + end.replace("{}", "{0}")
    assert losses(lines, first=first) == [{"loss": [0.1, 0.2, 0.3]}]


def test_a_step_of_the_next_epoch_takes_what_stands_above_it() -> None:
    lines = "Train loss: 0.{0}\nEvaluation @epoch {0} - batch 40:\nsaved\n" + END.replace("{}", "{0}")
    assert losses(lines, first="** Epoch=1 start **\n") == [{"loss": [0.1, 0.2, 0.3]}]


def test_an_epoch_that_no_line_ends_has_none_of_what_stands_at_the_end() -> None:
    text = "".join(f"Train loss: 0.{epoch}\nsaved\n** Epoch={epoch} end **\n" for epoch in EPOCHS)
    assert [table(run) for run in read(text + "Train loss: 0.9\nTest loss: 0.8\n")] == [{"loss": [0.1, 0.2, 0.3]}]


@pytest.mark.parametrize("heading", ["", "Epoch {0}/3\nTrain loss: 0.5\n"])
def test_what_stands_below_the_end_of_an_epoch_is_its_own_where_it_is_new(heading: str) -> None:
    lines = heading + "Epoch {0} finished\n\nVal loss: 0.{0}\n"
    told = {"loss": [0.5] * 3} if heading else {}
    assert losses(lines) == [told | {"val_loss": [0.1, 0.2, 0.3]}]


def test_what_is_told_again_before_the_next_epoch_begins_is_of_the_one_above() -> None:
    lines = "Epoch {0} begins\nTrain loss: 0.9\nEpoch {0} ended\n\nTrain loss: 0.{0}\nVal loss: 0.5\n"
    assert losses(lines) == [{"loss": [0.1, 0.2, 0.3], "val_loss": [0.5] * 3}]


def test_what_stands_above_the_first_epoch_is_none_of_it_where_it_only_begins() -> None:
    assert losses("Epoch {0}\n\nVal loss: 0.{0}\n", first="Val loss: 0.9\n") == [{"val_loss": [0.1, 0.2, 0.3]}]


def test_where_something_was_saved_is_no_prose() -> None:
    line = "Epoch {0}\n\n[train]: loss: 0.{0}, saved ./checkpoints/experiment_of_today/model_at_iteration_100.pt\n"
    assert losses(line) == [{"loss": [0.1, 0.2, 0.3]}]
