"""Histories that a program printed among other text."""

from __future__ import annotations

import pytest

from tests.readers.tables.reading import claims, read
from trainlog_doctor.readers.json_history.reader import JSON_READERS
from trainlog_doctor.readers.openings import opens_document

FIRST = "{'loss': [3.0, 2.0], 'val_loss': [4.0, 3.5]}"
SECOND = '{"loss": [2.5, 1.0],\n "val_loss": [3.0, 2.5]}'


def losses(text: str) -> list[tuple[str | None, list[float]]]:
    assert opens_document(text.encode())
    return [(run.name, run.frame.columns["loss"].tolist()) for run in read(text.encode(), JSON_READERS)]


@pytest.mark.parametrize("before", ["", "history = ", "history.history: ", "Training history:\n", "History\n\n"])
@pytest.mark.parametrize(
    "above", ["", "I train two layers, and get:\n\n```\n", "dict_keys(['loss', 'val_loss'])\n", "12:30:01,5 INFO "]
)
def test_one_history_may_stand_behind_other_text(above: str, before: str) -> None:
    before = above + before
    assert losses(f"{before}{FIRST}\naccuracy: 0.5\n") == [(None, [3, 2])]


def test_histories_below_each_other_are_all_read() -> None:
    assert losses(f"{FIRST}\n{SECOND}\n") == [("1", [3, 2]), ("2", [2.5, 1])]


@pytest.mark.parametrize("between", ["fold 2: ", "done in 3 s\nfold 2\n"])
def test_texts_before_histories_name_them(between: str) -> None:
    assert losses(f"fold 1: {FIRST}\n{between}{SECOND}\n") == [("fold 1", [3, 2]), ("fold 2", [2.5, 1])]


def test_what_breaks_off_below_a_history_leaves_it_as_it_is() -> None:
    assert losses(f"{FIRST}\n{{'loss': [2.5, 1.0], ]") == [(None, [3, 2])]


def test_printed_rows_are_left_to_those_who_read_prints() -> None:
    assert not claims(b"{'loss': 3.0, 'epoch': 1}\n{'loss': 2.0, 'epoch': 2}\n", JSON_READERS)
    assert not claims(b"epoch 1: {'loss': 3.0, 'acc': 0.5}\nepoch 2: {'loss': 2.0, 'acc': 0.7}\n", JSON_READERS)


@pytest.mark.parametrize(
    "text", ["const loss = {a: [1, 2]}", "Epoch 1/2\n", "Epoch 1/2\n" + FIRST, "loss " * 300 + FIRST]
)
def test_what_is_no_text_before_an_object_is_not_asked_about(text: str) -> None:
    assert not opens_document(text.encode())


def test_pairs_of_fractions_that_rise_are_points_of_a_curve() -> None:
    points = [[at / 2, 3 - at / 4] for at in range(1, 7)]
    runs = read(str({"loss": points, "val_loss": points}).encode(), JSON_READERS)
    assert [run.frame.columns["val_loss"].tolist() for run in runs] == [[value for _, value in points]]


def test_few_pairs_that_happen_to_rise_are_folds() -> None:
    runs = read(b'{"loss": [[0.5, 0.4], [0.6, 0.5], [0.7, 0.6]]}', JSON_READERS)
    assert [run.frame.columns["loss"].tolist() for run in runs] == [[0.5, 0.4], [0.6, 0.5], [0.7, 0.6]]
