from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers.tables.reading import claims, codes, read
from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import Certainty, Sniff
from trainlog_doctor.readers.json_history.reader import JSON_READERS
from trainlog_doctor.readers.json_history.rows import MOST_KEYS

SAMPLES = Path(__file__).parents[3] / "sample_logs"


def test_nan_is_logged_null_is_not_and_numbers_may_be_strings() -> None:
    (run,) = read(b'{"loss": [NaN, Infinity, "0.5"], "val_loss": [null, 1, 2]}', JSON_READERS)
    assert run.frame.logged_nan == {"loss": (1,)}
    assert math.isinf(run.frame.columns["loss"][1])
    assert run.frame.columns["loss"][2] == 0.5


@pytest.mark.parametrize(
    "text",
    [
        "{'loss': [0.7, 0.6], 'val_loss': [0.8, nan]}",
        "\"{'loss': [0.7, 0.6], 'val_loss': [0.8, nan]}\"",
        "{'loss': [np.float64(0.7), np.float32(0.6)], 'val_loss': array([0.8, nan], dtype=float32)}",
        '{"loss": [0.7, 0.6], "val_loss": [0.8, NaN]',
        '{"history": {"loss": [0.7, 0.6], "val_loss": [0.8, NaN]}, "params": {"epochs": 2}}',
        '{"loss": {"0": 0.7, "1": 0.6}, "val_loss": {"0": 0.8, "1": NaN}}',
        '[{"loss": 0.7, "val_loss": 0.8}, {"loss": 0.6, "val_loss": NaN}]',
        '{"loss": 0.7, "val_loss": 0.8}\n{"loss": 0.6, "val_loss": NaN, "epoch": 1}\n'.replace(
            '{"loss": 0.7', '{"epoch": 0, "loss": 0.7'
        ),
        '{"train": {"loss": [0.7, 0.6]}, "val": {"loss": [0.8, NaN]}}',
        '{"loss": {"train": [0.7, 0.6], "val": [0.8, NaN]}}',
    ],
)
def test_one_history_in_many_writings(text: str) -> None:
    (run,) = read(text.encode(), JSON_READERS)
    assert run.frame.columns["loss"].tolist() == [0.7, 0.6]
    assert run.frame.columns["val_loss"][0] == 0.8
    assert run.frame.logged_nan == {"val_loss": (2,)}
    assert ("unclosed" in codes(run)) == (text.count("{") > text.count("}"))


def test_histories_of_folds_and_models_are_runs_with_names() -> None:
    folds = {f"fold {number}": {"loss": [1.0, 0.5], "val_loss": [1.0, 0.6]} for number in (1, 2)}
    assert [run.name for run in read(json.dumps({"cnn": folds}).encode(), JSON_READERS)] == ["cnn/fold 1", "cnn/fold 2"]


def test_lists_of_lists_are_folds_where_the_loss_is_one() -> None:
    runs = read(b'{"loss": [[3, 2, 1], [6, 5]], "val_loss": [[3, 2, 2], [6, 7]]}', JSON_READERS)
    assert [run.frame.columns["loss"].tolist() for run in runs] == [[3, 2, 1], [6, 5]]


def test_rarer_validation_stands_at_the_epochs_it_was_made_in() -> None:
    history = {"loss": [float(epoch) for epoch in range(24)], "val_loss": [float(epoch) for epoch in range(8)]}
    (run,) = read(json.dumps(history).encode(), JSON_READERS)
    assert run.frame.epoch[~np.isnan(run.frame.columns["val_loss"])].tolist() == [3, 6, 9, 12, 15, 18, 21, 24]
    assert "validation_freq" in codes(run)


def test_a_number_of_validations_that_no_frequency_gives_is_placed_nowhere() -> None:
    (run,) = read(json.dumps({"loss": [*range(10, 0, -1)], "val_loss": [4, 3, 2, 1]}).encode(), JSON_READERS)
    assert list(run.frame.columns) == ["loss"]
    assert "other_lengths" in codes(run)


def test_lists_of_other_lengths_are_left_out_and_said() -> None:
    (run,) = read(b'{"batch_loss": [1,2,3,4,5,6,7], "loss": [2, 1], "val_loss": [3, 2]}', JSON_READERS)
    assert list(run.frame.columns) == ["loss", "val_loss"]
    assert "other_lengths" in codes(run)


def test_strings_beside_the_lists_do_no_harm() -> None:
    (run,) = read(b'{"train_metric": "train_loss", "train_loss": [2, 1], "val_loss": [3, 2]}', JSON_READERS)
    assert list(run.frame.columns) == ["train_loss", "val_loss"]


def test_phases_of_one_epoch_never_overwrite_each_other() -> None:
    rows = [
        {"phase": phase, "epoch": epoch, "epoch_loss": loss}
        for epoch in (0, 1)
        for phase, loss in (("train", 1), ("val", 2))
    ]
    (run,) = read(json.dumps(rows).encode(), JSON_READERS)
    assert run.frame.columns["epoch_loss"].tolist() == [1, 1]
    assert run.frame.columns["val_epoch_loss"].tolist() == [2, 2]


def test_single_values_with_both_losses_are_a_history_of_one_epoch() -> None:
    (run,) = read(b"\"{'loss': 0.7, 'auc': 0.5, 'val_loss': 0.6, 'val_auc': 0.5}\"", JSON_READERS)
    assert run.frame.epoch.tolist() == [1]


def test_sample_json_is_read_exactly() -> None:
    data = (SAMPLES / "keras3/overfit/history.json").read_bytes()
    (run,) = read(data, JSON_READERS)
    assert {name: column.tolist() for name, column in run.frame.columns.items()} == json.loads(data)


@settings(max_examples=60)
@given(
    losses=st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=30), size=st.integers(1, 40)
)
def test_every_number_comes_back_exactly_however_the_bytes_are_cut(losses: list[float], size: int) -> None:
    (run,) = read(json.dumps({"loss": losses, "val_loss": losses}).encode(), JSON_READERS, size)
    assert run.frame.columns["val_loss"].tolist() == losses


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "pkg", "version": "1.0.0", "dependencies": {"a": "^1"}}',
        '{"alpha": 16, "loss_weights": [1.0, 0.5], "metrics": ["acc"], "optimizer": {"lr": 0.1}}',
        '{"confusion_matrix": [[5, 1], [2, 7]], "accuracy": 0.8, "labels": ["a", "b"]}',
        '{"precision": [0.1, 0.5], "recall": [1.0, 0.9], "thresholds": [0.1, 0.2]}',
        '{"accuracy": 0.9, "f1": 0.8}',
        '[{"id": 1, "prediction": "cat"}, {"id": 2, "prediction": "dog"}]',
        "[1, 2, 3]",
        "{}",
        "{",
        "",
    ],
)
def test_other_documents_are_nobodys(text: str) -> None:
    assert claims(text.encode(), JSON_READERS) == {}


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, '{"loss": ' + "[" * 5000 + "]" * 5000 + "}"])
def test_deep_nesting_is_refused(text: str) -> None:
    assert claims(text.encode(), JSON_READERS) == {}


def test_a_document_that_breaks_behind_its_beginning_is_an_error() -> None:
    reader = next(reader for reader in JSON_READERS if reader.name == "keras-json")
    parser = reader.parser(Sniff(Certainty.SURE))
    parser.feed(b'{"loss": [1, 2], ] nonsense')
    with pytest.raises(FormatError, match="broken_json"):
        parser.close()


@pytest.mark.parametrize("first", ["accuracy", "loss"])
def test_a_list_may_be_longer_than_what_is_looked_at_to_recognise_it(first: str) -> None:
    names = [first, *sorted({"accuracy", "loss", "val_loss"} - {first})]
    data = json.dumps({name: [1 / epoch for epoch in range(1, 9_000)] for name in names}).encode()
    (run,) = read(data, JSON_READERS)
    assert run.format == "keras-json"
    assert len(run.frame) == 8_999


def test_a_long_document_that_is_no_history_in_the_end_has_no_run() -> None:
    data = json.dumps({"accuracy": [1 / epoch for epoch in range(1, 9_000)], "users": ["a", "b"]}).encode()
    assert set(claims(data, JSON_READERS).values()) == {Certainty.WEAK}
    assert read(data, JSON_READERS) == []


@pytest.mark.parametrize("path", [(), ("history",)])
def test_a_history_with_too_many_columns_is_refused_by_that_name(path: tuple[str, ...]) -> None:
    value: object = {"loss": [2, 1], **{f"metric_{number}": [2, 1] for number in range(MOST_KEYS)}}
    for key in path:
        value = {key: value}
    with pytest.raises(FormatError, match="too_many_columns"):
        read(json.dumps(value).encode(), JSON_READERS)
