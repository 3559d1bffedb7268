"""Lists and rows in JSON that are of other things than epochs, and those that say which epochs they are of."""

from __future__ import annotations

import json

import pytest

from tests.readers.tables.reading import claims, codes, read
from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.histories.parting import part_phases
from trainlog_doctor.readers.json_history.reader import JSON_READERS
from trainlog_doctor.readers.json_history.rows import columns_of_rows

LISTS = {"loss": [3.0, 2.0, 1.0], "val_loss": [4.0, 3.0, 2.0]}
ROWS = [{"loss": a, "val_loss": b} for a, b in zip(*LISTS.values(), strict=True)]
CURVES = {"train": [3, 2, 1], "dev": [4, 5, 6], "val": [7, 8, 9]}


@pytest.mark.parametrize("name", ["dataset", "model_tag", "run_id", "Model Name", "methods"])
def test_names_of_trainings_beside_lists_or_in_rows_refuse_them(name: str) -> None:
    called = ["a", "b", "c"]
    rows = [{name: one, **row} for one, row in zip(called, ROWS, strict=True)]
    for value in ({name: called, **LISTS}, rows):
        with pytest.raises(FormatError) as caught:
            read(json.dumps(value).encode(), JSON_READERS)
        assert (caught.value.key, caught.value.data["column"]) == ("history_errors.trials", name)


@pytest.mark.parametrize("name", ["trial_idx", "Run No", "seed", "model_number"])
def test_numbers_of_trainings_in_rows_refuse_them(name: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(json.dumps([{name: at, **row} for at, row in enumerate(ROWS)]).encode(), JSON_READERS)
    assert caught.value.data["column"] == name


@pytest.mark.parametrize("name", ["model_path", "saved", "status"])
def test_other_texts_do_not(name: str) -> None:
    called = ["a", "b", "c"]
    for value in ({name: called, **LISTS}, [{name: one, **row} for one, row in zip(called, ROWS, strict=True)]):
        (run,) = read(json.dumps(value).encode(), JSON_READERS)
        assert run.frame.columns["val_loss"].tolist() == LISTS["val_loss"]


def test_names_beside_a_list_of_epochs_tell_trainings_apart() -> None:
    value = {"epoch": [1, 2, 1, 2], "model": ["a", "a", "b", "b"], "loss": [4, 3, 2, 1]}
    runs = read(json.dumps(value).encode(), JSON_READERS)
    assert [(run.name, run.frame.columns["loss"].tolist()) for run in runs] == [
        ("model a", [4, 3]),
        ("model b", [2, 1]),
    ]


def test_numbers_of_epochs_that_follow_no_order_are_plans() -> None:
    with pytest.raises(FormatError) as caught:
        read(json.dumps([{"epochs": n, **row} for n, row in zip((6, 13, 3), ROWS, strict=True)]).encode(), JSON_READERS)
    assert caught.value.data["column"] == "epochs"
    (run,) = read(
        json.dumps([{"epochs": n, **row} for n, row in zip((5, 10, 15), ROWS, strict=True)]).encode(), JSON_READERS
    )
    assert run.frame.epoch.tolist() == [5, 10, 15]


@pytest.mark.parametrize("name", ["fold_losses", "cv_loss", "kfold loss"])
def test_lists_of_folds_are_no_epochs(name: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(json.dumps({name: [3, 2, 1]}).encode(), JSON_READERS)
    assert caught.value.key == "history_errors.listed_by_other"


def test_a_loss_by_cross_validation_beside_one_of_training_is_of_epochs() -> None:
    (run,) = read(json.dumps({"tr_loss": [3, 2, 1], "cv_loss": [4, 3, 2]}).encode(), JSON_READERS)
    assert len(run.frame) == 3


@pytest.mark.parametrize("key", ["folds", "fold_results", "cv"])
@pytest.mark.parametrize("value", [ROWS, [{"fold": at, **row} for at, row in enumerate(ROWS)], LISTS])
def test_what_stands_under_folds_is_of_one_fold_each(key: str, value: object) -> None:
    assert not claims(json.dumps({"lr": 0.1, key: value}).encode(), JSON_READERS)


def test_histories_under_folds_are_read() -> None:
    long = [{"fold_idx": fold, "epoch": at, **row} for fold in (1, 2) for at, row in enumerate(ROWS)]
    nested = {name: [cells, cells] for name, cells in LISTS.items()}
    for value in (long, [{"history": ROWS}, {"history": ROWS}], {"1": LISTS, "2": LISTS}, nested):
        runs = read(json.dumps({"lr": 0.1, "folds": value}).encode(), JSON_READERS)
        assert [run.frame.columns["val_loss"].tolist() for run in runs] == [LISTS["val_loss"]] * 2


@pytest.mark.parametrize("own", ["val_epochs", "eval_steps", "validation epoch"])
def test_validation_lists_lie_where_their_own_epochs_say(own: str) -> None:
    value = {"train_loss": [6, 5, 4, 3, 2], own: [1, 5], "val_loss": [7, 8]}
    (run,) = read(json.dumps(value).encode(), JSON_READERS)
    assert str(run.frame.columns["val_loss"].tolist()) == "[7.0, nan, nan, nan, 8.0]"
    assert own not in run.frame.columns


def test_their_epochs_are_looked_for_among_those_that_the_history_counts() -> None:
    value = {"step": [10, 20, 30, 40], "loss": [5, 4, 3, 2], "val_step": [20, 30], "val_loss": [7, 8]}
    (run,) = read(json.dumps(value).encode(), JSON_READERS)
    logged = zip(run.frame.columns["step"].tolist(), run.frame.columns["val_loss"].tolist(), strict=True)
    assert dict(list(logged)[:2]) == {20: 7, 30: 8}


@pytest.mark.parametrize(("places", "rows"), [([0, 3], [0, 3]), ([2, 5], [2, 5]), ([3, 6], [2, 5]), ([1, 6], [0, 5])])
def test_their_epochs_count_from_zero_where_they_say_so(places: list[int], rows: list[int]) -> None:
    value = {"loss": [6, 5, 4, 3, 2, 1], "val_epochs": places, "val_loss": [7, 8]}
    (run,) = read(json.dumps(value).encode(), JSON_READERS)
    assert run.frame.columns["val_loss"][rows].tolist() == [7, 8]


@pytest.mark.parametrize(("places", "rows"), [([1, 3, 5, 6], [1, 3, 5, 6]), ([1, 3, 4, 7], [0, 2, 3, 6])])
def test_no_rhythm_tells_that_they_count_from_zero_but_an_even_one(places: list[int], rows: list[int]) -> None:
    value = {"loss": [8, 7, 6, 5, 4, 3, 2, 1], "val_epochs": places, "val_loss": [4, 3, 2, 1]}
    (run,) = read(json.dumps(value).encode(), JSON_READERS)
    assert run.frame.columns["val_loss"][rows].tolist() == [4, 3, 2, 1]


def test_validation_and_test_have_epochs_of_their_own() -> None:
    value = {"loss": [5, 4, 3], "val_epochs": [1, 2], "val_loss": [7, 8], "test_epochs": [1, 3], "test_loss": [9, 9]}
    (run,) = read(json.dumps(value).encode(), JSON_READERS)
    assert str(run.frame.columns["val_loss"].tolist()) == "[7.0, 8.0, nan]"
    assert str(run.frame.columns["test_loss"].tolist()) == "[9.0, nan, 9.0]"


def test_one_that_lies_between_two_counts_belongs_to_the_later() -> None:
    value = {"epoch": [2, 4, 6, 8, 10], "loss": [5, 4, 3, 2, 1], "val_epochs": [3, 6], "val_loss": [7, 8]}
    (run,) = read(json.dumps(value).encode(), JSON_READERS)
    assert str(run.frame.columns["val_loss"].tolist()) == "[nan, 7.0, 8.0, nan, nan]"


@pytest.mark.parametrize("places", [[15, 55], [5, 20], [12, 14], [[1], [2]]])
def test_lists_that_lie_nowhere_are_left_out_and_said(places: list[object]) -> None:
    value = {"step": [10, 20, 30, 40, 50], "loss": [5, 4, 3, 2, 1], "val_step": places, "val_loss": [7, 8]}
    (run,) = read(json.dumps(value).encode(), JSON_READERS)
    assert run.frame.columns.keys().isdisjoint({"val_step", "val_loss"})
    assert "other_lengths" in codes(run)


@pytest.mark.parametrize("word", ["_metrics", "_history", "", " logs"])
def test_a_phase_may_be_named_with_a_word_for_all_it_measures(word: str) -> None:
    value = {**LISTS, f"train{word}": {"accuracy": [1, 2, 3]}, f"val{word}": {"accuracy": [4, 5, 6]}}
    (run,) = read(json.dumps(value).encode(), JSON_READERS)
    assert run.frame.columns["accuracy"].tolist() == [1, 2, 3]
    assert run.frame.columns["val_accuracy"].tolist() == [4, 5, 6]


@pytest.mark.parametrize("phase", ["val", "Validation", "dev"])
def test_validation_bears_its_mark_whatever_a_document_calls_it(phase: str) -> None:
    value = {"train": {"loss": [3, 2, 1]}, phase: {"loss": [4, 5, 6]}}
    (run,) = read(json.dumps(value).encode(), JSON_READERS)
    assert {name: values.tolist() for name, values in run.frame.columns.items()} == {
        "loss": [3, 2, 1],
        "val_loss": [4, 5, 6],
    }


def test_epochs_that_each_phase_counts_for_itself_place_its_lists() -> None:
    value = {"train": {"epochs": [1, 2, 3, 4], "loss": [4, 3, 2, 1]}, "val": {"epochs": [2, 4], "loss": [7, 8]}}
    (run,) = read(json.dumps(value).encode(), JSON_READERS)
    assert run.frame.columns["loss"].tolist() == [4, 3, 2, 1]
    assert str(run.frame.columns["val_loss"].tolist()) == "[nan, 7.0, nan, 8.0]"
    assert run.frame.columns.keys() == {"loss", "val_loss"}


def test_epochs_that_both_phases_count_alike_are_no_column() -> None:
    value = {phase: {"epoch": [1, 2, 3], "loss": [3, 2, 1]} for phase in ("train", "val")}
    (run,) = read(json.dumps(value).encode(), JSON_READERS)
    assert run.frame.columns.keys() == {"loss", "val_loss"}


@pytest.mark.parametrize("setting", ["train_sizes", "batch_sizes", "hidden_units", "Batch Size"])
def test_trainings_with_another_setting_each_are_no_epochs(setting: str) -> None:
    value = {setting: [100, 200, 400], "train_loss": [1, 2, 3], "val_loss": [9, 8, 7]}
    with pytest.raises(FormatError) as raised:
        read(json.dumps(value).encode(), JSON_READERS)
    assert raised.value.key == "history_errors.trials"


def test_rates_beyond_all_rates_are_no_fault() -> None:
    value = {"lr": [1e300, 1e304, 1.7e308], "loss": [3.0, 2.0, 1.0], "val_loss": [4.0, 3.0, 2.0]}
    with pytest.raises(FormatError) as raised:
        read(json.dumps(value).encode(), JSON_READERS)
    assert raised.value.key == "history_errors.trials"


def test_what_rows_of_validation_alone_log_is_of_validation() -> None:
    rows = [{"mode": "train", "epoch": 1, "loss": 2.0, "time": 9}, {"mode": "val", "epoch": 1, "mIoU": 0.5, "time": 1}]
    rows += [{"mode": "train", "epoch": 2, "loss": 1.0, "time": 9}, {"mode": "val", "epoch": 2, "mIoU": 0.6, "time": 1}]
    (run,) = read("\n".join(map(json.dumps, [{}, *rows])).encode(), JSON_READERS)
    assert {name: values.tolist() for name, values in run.frame.columns.items()} == {
        "loss": [2, 1],
        "time": [9, 9],
        "val_mIoU": [0.5, 0.6],
    }


def test_more_words_than_there_can_be_phases_are_none() -> None:
    few, many = (
        columns_of_rows([{"epoch": 1, "mode": word, "loss": 9.0} for word in ("train", *others)])
        for others in ("ab", "abcdefghijkl")
    )
    assert part_phases(few).keys() == {"epoch", "loss", "a_loss", "b_loss"}
    assert part_phases(many) is many


@pytest.mark.parametrize("field", ["data", "set", "split"])
def test_what_was_measured_at_one_epoch_on_other_data_is_another_curve(field: str) -> None:
    rows = [{"epoch": at, field: data, "loss": at + more} for at in (1, 2) for data, more in (("train", 0), ("ood", 5))]
    (run,) = read("\n".join(map(json.dumps, rows)).encode(), JSON_READERS)
    assert {name: values.tolist() for name, values in run.frame.columns.items()} == {"loss": [1, 2], "ood_loss": [6, 7]}


def test_rows_that_measured_nothing_keep_their_names() -> None:
    rows = [{"type": "config", "lr": 0.5}, {"type": "train", "epoch": 1, "loss": 2.0}, {"type": "saved", "epoch": 1}]
    (run,) = read("\n".join(map(json.dumps, [*rows, *rows[1:], {**rows[1], "epoch": 2}])).encode(), JSON_READERS)
    assert run.frame.columns.keys() == {"lr", "loss"}


@pytest.mark.parametrize("value", [{"loss": CURVES}, {phase: {"loss": cells} for phase, cells in CURVES.items()}])
def test_two_words_for_validation_lose_no_curve(value: object) -> None:
    (run,) = read(json.dumps(value).encode(), JSON_READERS)
    assert {name: values.tolist() for name, values in run.frame.columns.items()} == {
        "loss": [3, 2, 1],
        "dev_loss": [4, 5, 6],
        "val_loss": [7, 8, 9],
    }


def test_what_lines_sum_up_below_the_epochs_is_none() -> None:
    epochs = "".join(json.dumps({"epoch": at, "loss": 3 - at, "val_acc": at / 9}) + "\n" for at in range(3))
    (run,) = read((epochs + '{"best_acc": 0.9, "report": {"accuracy": 0.8}}\n').encode(), JSON_READERS)
    assert list(run.frame.columns) == ["loss", "val_acc"]
    assert "rows_lost" in codes(run)
    (run,) = read((epochs + '{"epochs": 3, "report": {"accuracy": 0.8}}\n').encode(), JSON_READERS)
    assert run.frame.columns["loss"].tolist() == [3, 2, 1]
    (run,) = read((epochs + '{"epoch": 2, "report": {"accuracy": 0.8}}\n').encode(), JSON_READERS)
    assert "report.accuracy" in run.frame.columns
