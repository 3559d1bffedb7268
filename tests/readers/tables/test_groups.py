"""Tables and rows of several trainings, which columns of numbers or names tell apart."""

from __future__ import annotations

import json

import pytest

from tests.readers.tables.reading import claims, codes, read
from trainlog_doctor.readers.json_history.reader import JSON_READERS
from trainlog_doctor.readers.tables.reader import TABLE_READERS


def table(header: str, *rows: str) -> list[tuple[str | None, list[int]]]:
    runs = read("\n".join([header, *rows, ""]).encode(), TABLE_READERS)
    return [(run.name, run.frame.epoch.tolist()) for run in runs]


def test_models_in_turn_are_told_apart_by_their_names() -> None:
    rows = [f"{epoch},{model},{epoch}" for epoch in (1, 2, 3) for model in ("big net", "small")]
    assert table("epoch,model,loss", *rows) == [("model big net", [1, 2, 3]), ("model small", [1, 2, 3])]


def test_models_below_each_other_are_named() -> None:
    rows = [f"{model},{epoch},{epoch}" for model in ("a", "b") for epoch in (0, 1)]
    assert table("model,epoch,loss", *rows) == [("model a", [1, 2]), ("model b", [1, 2])]


def test_two_columns_tell_apart_together_what_neither_does_alone() -> None:
    rows = [f"{epoch},{method},{seed},{epoch}" for epoch in (1, 2) for method in "xy" for seed in (0, 1)]
    named = [f"seed {seed}, method {method}" for method in "xy" for seed in (0, 1)]
    assert table("epoch,method,seed,loss", *rows) == [(name, [1, 2]) for name in named]


def test_numbers_of_rows_are_no_column_of_any_training() -> None:
    rows = ["0,a,1,3", "1,a,2,2", "2,b,1,3", "3,b,2,2"]
    runs = read("\n".join([",model,epoch,loss", *rows]).encode(), TABLE_READERS)
    assert [list(run.frame.columns) for run in runs] == [["loss"], ["loss"]]


def test_names_of_several_columns_may_be_long_together() -> None:
    long = 150 * "x"
    rows = [f"{epoch},{method}{long},{data}{long},{epoch}" for epoch in (1, 2) for method in "xy" for data in "de"]
    assert [epochs for _, epochs in table("epoch,method,dataset,loss", *rows)] == 4 * [[1, 2]]


@pytest.mark.parametrize("means", [[], [",16,9,0.6"]])
def test_what_each_fold_reached_is_no_training_be_there_a_row_of_means_or_not(means: list[str]) -> None:
    rows = [f"{fold},{3 * fold + 1},{fold},0.{fold}" for fold in range(1, 5)]
    assert not read("\n".join(["fold,epoch,val_loss,val_acc", *rows, *means]).encode(), TABLE_READERS)


def test_models_and_splits_in_turn_are_a_run_a_model() -> None:
    rows = [f"{e},{m},{s},{e}" for e in (1, 2) for m in ("ann", "snn") for s in ("train", "test")]
    runs = read("\n".join(["epoch,model,split,loss", *rows]).encode(), TABLE_READERS)
    assert [(run.name, sorted(run.frame.columns)) for run in runs] == [
        (f"model {model}", ["loss", "test_loss"]) for model in ("ann", "snn")
    ]
    assert "text_columns" not in codes(runs[0])


def test_steps_of_several_runs_are_told_apart_where_all_begin_alike() -> None:
    rows = [f"{run},{step},{step},{step + 1}" for run in ("p", "q") for step in (100, 200, 300)]
    runs = read("\n".join(["variant,step,loss,val_loss", *rows]).encode(), TABLE_READERS)
    assert [(run.name, run.frame.columns["val_loss"].tolist()) for run in runs] == [
        ("variant p", [101, 201, 301]),
        ("variant q", [101, 201, 301]),
    ]


@pytest.mark.parametrize("in_blocks", [True, False])
def test_metrics_of_numbered_runs_in_long_format_are_put_together(in_blocks: bool) -> None:
    named = ("loss", "val_loss")
    order = [(name, at) for name in named for at in (1, 2)] if in_blocks else [(n, a) for a in (1, 2) for n in named]
    rows = [f"{run},{at},{name},{at}" for run in (7, 9) for name, at in order]
    runs = read("\n".join(["run,epoch,metric,value", *rows]).encode(), TABLE_READERS)
    assert [(run.name, {name: one.tolist() for name, one in run.frame.columns.items()}) for run in runs] == [
        (name, {"loss": [1, 2], "val_loss": [1, 2]}) for name in ("run 7", "run 9")
    ]


def test_rows_of_json_are_told_apart_as_those_of_tables() -> None:
    rows = [{"model": model, "epoch": at, "loss": at, "val_loss": at} for at in (1, 2) for model in "ab"]
    runs = read(json.dumps(rows).encode(), JSON_READERS)
    assert [(run.name, run.frame.epoch.tolist()) for run in runs] == [("model a", [1, 2]), ("model b", [1, 2])]


def test_names_hold_over_many_rows() -> None:
    rows = [f"{epoch},{model},{epoch}" for epoch in range(1, 3001) for model in "ab"]
    assert [(name, len(epochs)) for name, epochs in table("epoch,model,loss", *rows)] == [
        ("model a", 3000),
        ("model b", 3000),
    ]


def test_many_runs_in_turn_are_told_apart_though_their_second_epoch_comes_late() -> None:
    rows = [f"{epoch},{seed},0.{epoch}" for epoch in (1, 2) for seed in range(600)]
    assert table("epoch,seed,loss", *rows) == [(f"seed {seed}", [1, 2]) for seed in range(600)]


@pytest.mark.parametrize(
    "rows",
    [
        ["a,1,0.9,0.5", "b,1,0.8,0.6", "c,1,0.7,0.7"],
        ["a,1,0.9,0.5", "b,1,0.8,0.6", "b,20,0.7,0.7"],
    ],
)
def test_one_result_a_model_is_no_training(rows: list[str]) -> None:
    assert not claims("\n".join(["model,epochs,val_loss,val_acc", *rows, ""]).encode(), TABLE_READERS)


@pytest.mark.parametrize("column", ["fold", "kfold"])
def test_folds_below_each_other_are_told_apart_though_their_epochs_go_on(column: str) -> None:
    rows = [f"{fold},{epoch},0.5" for fold, epochs in ((1, (1, 2, 3)), (2, (4, 5))) for epoch in epochs]
    assert table(f"{column},epoch,loss", *rows) == [(f"{column} 1", [1, 2, 3]), (f"{column} 2", [4, 5])]


def test_a_training_that_goes_on_is_one_whatever_is_said_of_its_epochs() -> None:
    epochs = range(1, 9)
    assert table("stage,epoch,loss", *(f"{epoch // 4},{epoch},0.5" for epoch in epochs)) == [(None, [*epochs])]
    assert table("fold,epoch,loss", *(f"{epoch % 2},{epoch},0.5" for epoch in epochs)) == [(None, [*epochs])]
