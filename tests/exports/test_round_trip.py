from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings

from tests.exports.frames_of import RUNS, assert_same, sheets_of, there_and_back
from tests.reading import read_stream
from trainlog_doctor.engine.roles import RoleColumn
from trainlog_doctor.errors import FormatError, UsageError
from trainlog_doctor.exports import csv_frame, exporter, json_frame
from trainlog_doctor.exports.sheet import Sheet, labels
from trainlog_doctor.model import Frame, Run
from trainlog_doctor.readers import readers
from trainlog_doctor.readers.base import Certainty, Head

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NAN = float("nan")
CAREFUL = settings(max_examples=60)


def run_of(columns: dict[str, list[float]], logged_nan: dict[str, tuple[int, ...]] | None = None, **fields: str) -> Run:
    arrays = {name: np.array(values) for name, values in columns.items()}
    count = len(next(iter(arrays.values())))
    return Run("keras-stdout", Frame(np.arange(1, count + 1), arrays, logged_nan or {}), name=fields.get("name"))


@given(RUNS)
@CAREFUL
def test_csv_read_back_is_the_same_runs(runs: Sequence[Run]) -> None:
    assert_same(runs, there_and_back(runs, csv_frame.render))


@given(RUNS)
@CAREFUL
def test_json_read_back_is_the_same_runs(runs: Sequence[Run]) -> None:
    assert_same(runs, there_and_back(runs, json_frame.render))


@given(RUNS)
@CAREFUL
def test_parquet_read_back_is_the_same_runs(runs: Sequence[Run]) -> None:
    pytest.importorskip("pyarrow")
    assert_same(runs, there_and_back(runs, exporter("frame.parquet")))


def test_a_log_nan_is_told_from_a_gap() -> None:
    run = run_of({"loss": [0.5, NAN, NAN]}, {"loss": (2,)})
    assert csv_frame.render(sheets_of([run])) == b'"epoch","loss"\n1,0.5\n2,nan\n3,\n'
    (entry,) = json.loads(json_frame.render(sheets_of([run])))["runs"]
    assert entry["columns"] == {"loss": [0.5, "nan", None]}


def test_several_runs_get_a_column_of_their_names() -> None:
    runs = [run_of({"loss": [0.5]}), run_of({"acc": [0.9]}, name="fold, 2")]
    assert csv_frame.render(sheets_of(runs)) == b'"run","epoch","loss","acc"\n"1",1,0.5,\n"fold, 2",1,,0.9\n'


def test_runs_that_share_no_column_are_refused_where_their_table_would_be_large_and_empty(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("trainlog_doctor.spreadsheets._MOST_CELLS", 10)
    monkeypatch.setattr("trainlog_doctor.spreadsheets._TIMES_FILLED", 1)
    csv_frame.render(sheets_of([run_of({name: [0.5, 0.4] for name in "abcd"}) for _ in range(2)]))
    with pytest.raises(UsageError, match="hollow_table"):
        csv_frame.render(sheets_of([run_of({name: [0.5]}) for name in "abcd"]))


def test_labels_are_unique() -> None:
    runs = [run_of({"loss": [0.5]}, name=name) if name else run_of({"loss": [0.5]}) for name in ("2", None, "2")]
    assert len(set(labels(runs))) == 3


def test_json_names_the_roles_of_the_columns() -> None:
    sheet = Sheet(run_of({"my_f1": [0.5]}), "1", {"score": RoleColumn("my_f1", "higher")})
    (entry,) = json.loads(json_frame.render([sheet]))["runs"]
    assert entry["roles"] == {"score": "my_f1"}


@pytest.mark.parametrize("name", ["=cmd|'/C calc'!A0", "+1", "-x", "@sum", "＝1"])
def test_a_spreadsheet_finds_no_formula_in_csv(name: str) -> None:
    runs = [run_of({name: [0.5]}, name=name), run_of({name: [0.5]}, name="fold 2")]
    cells = [cell for line in csv_frame.render(sheets_of(runs)).decode().splitlines() for cell in line.split(",")]
    assert [cell for cell in cells if cell.strip('"').startswith(name[0])] == []
    assert_same(runs, there_and_back(runs, csv_frame.render))


@pytest.mark.parametrize("render", [csv_frame.render, json_frame.render])
def test_a_terminal_finds_no_escape_in_a_name(render: object) -> None:
    data = render(sheets_of([run_of({"\x1b[31mloss\u202e\x9b": [0.5]})]))  # type: ignore[operator]
    assert not any(mark in data.decode() for mark in ("\x1b", "\u202e", "\x9b"))


def test_json_keeps_such_a_name_as_it_was() -> None:
    runs = [run_of({"\x1b[31mloss\u202e\ud800": [0.5]})]
    assert set(json.loads(json_frame.render(sheets_of(runs)))["runs"][0]["columns"]) == set(runs[0].frame.columns)


@pytest.mark.parametrize("render", [csv_frame.render, json_frame.render])
def test_a_metric_that_is_called_as_the_epochs_are_is_read_back(render: Callable[[Sequence[Sheet]], bytes]) -> None:
    (again,) = there_and_back([run_of({"epoch": [7.0, 9.0], "loss": [0.5, 0.4]})], render)
    assert {name: column.tolist() for name, column in again.frame.columns.items()} == {
        "epoch (2)": [7.0, 9.0],
        "loss": [0.5, 0.4],
    }


def test_an_unknown_ending_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError) as refused:
        exporter("frame.xlsx")
    assert ".parquet" in str(refused.value.data["legal"])


def test_without_pyarrow_parquet_is_refused_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(UsageError) as refused:
        exporter("frame.parquet")(sheets_of([run_of({"loss": [0.5]})]))
    assert refused.value.key == "no_pyarrow"
    with pytest.raises(FormatError) as unread:
        read_stream(Head(b"PAR1....", True), [b"PAR1...."], readers())
    assert unread.value.key == "history_errors.no_pyarrow"


@pytest.mark.parametrize(
    "data",
    [
        b'"epoch","loss"\n0,0.5\n1,0.4\n',
        b'"epoch","loss"\n1,0.5\n1,0.4\n',
        b'"epoch",loss\n1,0.5\n2,0.4\n',
        b'"epoch","loss"\n',
    ],
)
def test_what_others_wrote_is_not_taken_for_a_frame_of_ours(data: bytes) -> None:
    (ours,) = (reader for reader in readers() if reader.name == "frame-csv")
    assert ours.sniff(Head(data, True)).certainty is Certainty.NO


@pytest.mark.parametrize("epochs", ['["x"]', "[]", "[null]", "[0.5]", "[-1]"])
def test_a_frame_without_epochs_is_refused(epochs: str) -> None:
    data = (
        f'{{"schema": "trainlog-doctor/frame/1", "runs": [{{"epoch": {epochs}, "columns": {{"loss": [1]}}}}]}}'.encode()
    )
    with pytest.raises(FormatError) as refused:
        read_stream(Head(data, True), [data], readers())
    assert refused.value.key == "history_errors.broken_frame"


@pytest.mark.parametrize(("head", "label"), [('"epoch","loss"\n', ""), ('"run","epoch","loss"\n', '"a",')])
def test_rows_that_are_none_cost_only_themselves(head: str, label: str) -> None:
    rows = [f"{label}{epoch},0.5" for epoch in range(1, 201)]
    data = (head + "\n".join([*rows, f"{label}x", f'{label}"'])).encode()
    (run,) = read_stream(Head(data, True), [data], readers())
    assert run.format == "frame-csv"
    assert len(run.frame) == 200
    assert "histories.rows_lost" in [notice.code for notice in run.notices]


@pytest.mark.parametrize(("steps", "told"), [([10, 20, 30], True), ([10, 30, 20], False), ([10, NAN, 30], False)])
def test_rows_are_said_to_be_evaluations_where_their_steps_rise(steps: list[float], *, told: bool) -> None:
    (run,) = there_and_back([run_of({"loss": [3.0, 2.0, 1.0], "step": steps})], csv_frame.render)
    assert told == any(notice.code == "histories.steps_grouped" for notice in run.notices)
