"""Tables of one metric a row that are longer than the blocks in which rows are made numbers."""

from __future__ import annotations

import pytest

from tests.readers.tables.reading import read
from trainlog_doctor.readers import json_values
from trainlog_doctor.readers.tables.reader import TABLE_READERS

EPOCHS = 2_100


def table(metrics: int) -> bytes:
    """So many further metrics once each, behind two that are logged in every epoch."""
    rows = [f"{epoch},{name},{1 / epoch}" for epoch in range(1, EPOCHS + 1) for name in ("loss", "val_loss")]
    rows += [f"{EPOCHS},acc{at},0.5" for at in range(metrics)]
    return ("epoch,metric,value\n" + "\n".join(rows) + "\n").encode()


def test_a_metric_that_comes_later_gets_a_column_too() -> None:
    (run,) = read(table(1), TABLE_READERS)
    assert run.frame.epoch.tolist() == [*range(1, EPOCHS + 1)]
    assert {name: column[-1] for name, column in run.frame.columns.items()} == {
        "loss": 1 / EPOCHS,
        "val_loss": 1 / EPOCHS,
        "acc0": 0.5,
    }


def test_of_very_many_metrics_the_first_get_columns_however_many_rows_bring_new_ones() -> None:
    (run,) = read(table(1_000), TABLE_READERS)
    assert list(run.frame.columns) == ["loss", "val_loss", *(f"acc{at}" for at in range(198))]


@pytest.mark.parametrize("quick", [True, False])
def test_a_metric_called_by_a_number_has_one_name_however_its_rows_are_read(
    quick: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not quick:
        monkeypatch.setattr(json_values, "_quick", lambda: None)
    named, numbered = b"epoch,metric,value\n1,loss,0.9\n2,loss,0.8\n", b"1,1,0.5\n2,1,0.6\n"
    for size in (len(named), len(named + numbered)):
        (run,) = read(named + numbered, TABLE_READERS, size)
        assert list(run.frame.columns) == ["loss", "1"]


def test_an_index_of_the_rows_tells_no_moments_apart() -> None:
    rows = [
        f'"{at}",{1 + at % 2},{value},"{metric}","{part}"'
        for at, (value, metric, part) in enumerate(
            [(3, "loss", "training"), (2, "loss", "training"), (4, "loss", "validation"), (5, "loss", "validation")]
        )
    ]
    (run,) = read(('"","epoch","value","metric","data"\n' + "\n".join(rows) + "\n").encode(), TABLE_READERS)
    assert {name: cells.tolist() for name, cells in run.frame.columns.items()} == {"loss": [3, 2], "val_loss": [4, 5]}


@pytest.mark.parametrize("by_metric", [True, False])
@pytest.mark.parametrize(
    "header",
    ["metricName,metricValue,runContext", "metricname,metricvalue,split", "metric.name,value,metric.context.subset"],
)
def test_the_clock_tells_no_moments_apart(header: str, by_metric: bool) -> None:
    told = [(name, part, epoch) for epoch in (1, 2) for name in ("loss", "acc") for part in ("train", "validate")]
    told = sorted(told) if by_metric else told
    rows = [f"{name},{9 - epoch},{part},{epoch},{at * 0.75}\n" for at, (name, part, epoch) in enumerate(told)]
    (run,) = read(f"{header},epoch,timestamp\n{''.join(rows)}".encode(), TABLE_READERS)
    curves = {name: run.frame.columns[name].tolist() for name in ("loss", "val_loss", "acc", "val_acc")}
    assert all(curve == [8, 7] for curve in curves.values())


def test_the_value_may_be_told_for_each_part_of_the_data() -> None:
    blocks = {"loss": (3, 4), "accuracy": (0.5, 0.25)}
    rows = [f"{name},{at},{a / at},{b / at}" for name, (a, b) in blocks.items() for at in (1, 2, 4)]
    for told in (rows, sorted(rows, key=lambda row: row.split(",")[1])):
        (run,) = read(("metric,epoch,train,val\n" + "\n".join(told) + "\n").encode(), TABLE_READERS)
        assert {name: column.tolist() for name, column in run.frame.columns.items()} == {
            "loss": [3, 1.5, 0.75],
            "val_loss": [4, 2, 1],
            "accuracy": [0.5, 0.25, 0.125],
            "val_accuracy": [0.25, 0.125, 0.0625],
        }


def test_names_of_models_beside_the_parts_of_the_data_are_no_metrics() -> None:
    rows = "".join(f"{name},{at},{4 / at},{5 / at}\n" for name in ("small", "large") for at in (1, 2, 3, 4))
    runs = read(f"name,epoch,train,val\n{rows}".encode(), TABLE_READERS)
    assert all("small" not in run.frame.columns for run in runs)
