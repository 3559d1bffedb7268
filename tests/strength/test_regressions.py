"""What fuzzing found, each as the smallest input that did it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from tests.fuzz.targets import targets
from trainlog_doctor.cli import main
from trainlog_doctor.engine.loading.nodes import Place
from trainlog_doctor.errors import UsageError
from trainlog_doctor.gate.drops import read_max_drop
from trainlog_doctor.readers.histories.frames import SCHEMA
from trainlog_doctor.readers.keras.grammar import HEADER_END

if TYPE_CHECKING:
    from pathlib import Path

PLACE = Place("--max-drop", 1, 1)
FOUND = {
    "a frame without the column of epochs": ("reader-frame-csv", b"loss,val_loss\n1,2\n"),
    "a project file whose tables are none": ("settings", b"tool = 1\n"),
    "a chart without a column": ("reader-wandb", b'"Step(","a - val_loss","a - val_teps\1\0\0\0'),
    "a metric in a scan that is resumed": (
        "swept",
        b"a.log\n" + b"".join(b"Epoch %d/2\n9/9 - 1s - loss: 0.6 - val_\x1closs: 0.7\n" % at for at in (1, 2)),
    ),
    "a sentence that cannot be filled": ("sentence", b"{x:{0}}{y!z}{x}"),
    "a sentence with a format that is none": ("sentence", b"{share:.2d}" + 11 * b"x"),
}


@pytest.mark.parametrize("name", FOUND)
def test_it_is_an_answer_now(name: str) -> None:
    target, data = FOUND[name]
    targets()[target](data)


def test_whole_numbers_beyond_those_of_a_float_are_read() -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    written = io.BytesIO()
    parquet.write_table(arrow.table({"epoch": [1, 2], "loss": [2**60, 1], "val_loss": [0.8, 0.7]}), written)
    targets()["reader-parquet"](written.getvalue())


def test_a_column_whose_name_is_no_text_is_an_answer() -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    written = io.BytesIO()
    parquet.write_table(arrow.table({"epoch": [1, 2], "loss": [0.7, 0.6]}), written, store_schema=False)
    targets()["reader-parquet"](written.getvalue().replace(b"loss", b"\x8a\xff\xfe\x8a"))


@pytest.mark.parametrize("label", [[[1], [2]], [{"a": 1}, {"a": 2}], [None, None], [True, False], [1, 2]])
def test_labels_of_runs_in_parquet_that_are_no_texts(label: list[object]) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    for columns in ([label], [["a", "b"], label]):
        cells, names = [*columns, [1, 2], [0.7, 0.6]], [*["run"] * len(columns), "epoch", "loss"]
        table = arrow.Table.from_arrays(list(map(arrow.array, cells)), names)
        written = io.BytesIO()
        parquet.write_table(table.replace_schema_metadata({"schema": SCHEMA}), written)
        targets()["reader-parquet"](written.getvalue())


@pytest.mark.parametrize("ending", [b"", b"  *`\"',;|", b'\\n",', b"\\n\\n"])
def test_what_copying_leaves_behind_a_header_is_an_end(ending: bytes) -> None:
    assert HEADER_END.match(ending)
    assert not HEADER_END.match(ending + b"x")


@pytest.mark.parametrize(("text", "series"), [("best( val f1 )=1", "val f1"), ("last(a)=1", "a"), ('"a b"=1', "a b")])
def test_a_measure_keeps_its_name(text: str, series: str) -> None:
    assert read_max_drop(text, PLACE).series == series


def test_a_measure_without_a_name_is_refused() -> None:
    with pytest.raises(UsageError):
        read_max_drop("best(  )=1", PLACE)


def test_a_sweep_resumed_from_its_csv_has_the_columns_in_the_same_order(tmp_path: Path) -> None:
    runs, first, again = tmp_path / "runs", tmp_path / "first.csv", tmp_path / "again.csv"
    runs.mkdir()
    (runs / "a.csv").write_text("epoch,loss,val_loss\n0,0.7,0.8\n1,0.6,\n")
    (runs / "b.csv").write_text("epoch,loss,val_loss\n0,0.7,0.9\n1,0.6,0.9\n")
    (runs / "a.params.json").write_text('{"lr": 0.1}')
    main(["scan", str(runs), f"--format=csv={first}"])
    main(["scan", str(runs), "--resume", str(first), f"--format=csv={again}"])
    assert "last.val_loss,parameters.lr" in first.read_text()
    assert again.read_text() == first.read_text()
