"""Sources made to cost much: time and memory follow their size, and nothing ends in a fault of ours."""

from __future__ import annotations

import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.attacks import ATTACKS, RUN, RUNS
from tests.fuzz.limits import within_limits
from tests.strength.mechanisms import MECHANISMS
from trainlog_doctor.cli import main
from trainlog_doctor.engine.loading.document import parse
from trainlog_doctor.engine.loading.nodes import Faults
from trainlog_doctor.pipeline import analysis
from trainlog_doctor.settings.reading import read_settings

SOURCES = {**ATTACKS, **MECHANISMS}


@pytest.mark.parametrize("attack", SOURCES)
def test_an_attack_costs_what_its_size_allows(
    attack: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # What judging costs is bounded by this number, not by the size.
    monkeypatch.setattr(analysis, "MOST_RUNS", 3)
    path = tmp_path / "source"
    for size in (30_000, 1_000_000):
        data = SOURCES[attack](size)
        path.write_bytes(data)
        with within_limits(len(data)):
            code = main(["analyze", str(path), "--format", "json", "--no-history"])
        captured = capsys.readouterr()
        assert code in {0, 2}
        assert "internal" not in captured.err
        assert {error["code"] for error in json.loads(captured.out)["errors"]} <= {
            "unrecognised", "no_epoch", "binary_data", "lookalike", "history_errors.broken_json", "too_many_runs",
            "history_errors.other_json", "history_errors.other_table",
        }  # fmt: skip


def test_a_packed_bomb_of_text_is_read_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "run.log.gz"
    size = 100_000_000
    path.write_bytes(gzip.compress(RUN + b"x" * size + b"\n", 1))
    with within_limits(size, held=path.stat().st_size):
        assert main(["analyze", str(path), "--quiet", "-o", str(tmp_path / "report")]) == 0


def test_a_packed_bomb_of_a_document_is_refused_at_the_limit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "history.json.gz"
    path.write_bytes(gzip.compress(b'{"loss": [' + b"1," * 100_000 + b"1]}"))
    assert main(["analyze", str(path), "--quiet"]) == 0
    assert main(["analyze", str(path), "--quiet", "--max-size", "100K"]) == 2
    assert str(path) in capsys.readouterr().err


@pytest.mark.parametrize("command", ["analyze", "check"])
def test_of_very_many_runs_the_first_are_judged(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysis, "MOST_RUNS", 3)
    path = tmp_path / "run.log"
    path.write_bytes(RUNS * 5)
    assert main([command, str(path), "--format", "json", "--no-history"]) == 2
    report = json.loads(capsys.readouterr().out)
    assert [run["source"]["run"] for run in report["runs"]] == [1, 2, 3]
    assert [(error["path"], error["code"]) for error in report["errors"]] == [(str(path), "too_many_runs")]
    assert main(["analyze", str(path), "-q", "--run", "5"]) == 0


@pytest.mark.parametrize("command", ["analyze", "check"])
def test_of_very_many_sources_the_first_are_judged(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysis, "MOST_IN_ALL", 3)
    for number in range(5):
        (tmp_path / f"{number}.log").write_bytes(RUN)
    assert main([command, str(tmp_path), "--format", "json", "--no-history"]) == 2
    report = json.loads(capsys.readouterr().out)
    assert [Path(run["source"]["path"]).name for run in report["runs"]] == ["0.log", "1.log", "2.log"]
    assert [(Path(error["path"]).name, error["code"]) for error in report["errors"]] == [("3.log", "too_many_in_all")]


COMPUTED = {
    "runs without end": """CREATE TABLE metrics (run_uuid, key, timestamp, step, value, is_nan);
        CREATE VIEW runs (run_uuid, name) AS WITH RECURSIVE counted (n)
        AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted)
        SELECT n, printf('%09999d', n) FROM counted;""",
    "names of 100 MB": """CREATE TABLE runs (run_uuid, name); CREATE TABLE metrics (run_uuid, timestamp, step, value,
        is_nan, key AS (hex(zeroblob(50000000)))); INSERT INTO metrics VALUES (1, 1, 1, 0.5, 0), (1, 2, 2, 0.4, 0);""",
    "a long default": """CREATE TABLE metrics (run_uuid, key, timestamp, step, value, is_nan);
        CREATE TABLE runs (run_uuid); INSERT INTO runs VALUES (1); ALTER TABLE runs ADD COLUMN name DEFAULT 'LONG';
        """.replace("LONG", "x" * 900_000),
}


@pytest.mark.parametrize("script", COMPUTED.values(), ids=COMPUTED)
def test_a_store_whose_rows_are_longer_than_the_file_is_refused(
    script: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mlflow.db"
    with closing(sqlite3.connect(path)) as store:
        store.executescript(script)
    with within_limits(path.stat().st_size):
        assert main(["analyze", str(path), "--format", "json"]) == 2
    assert [error["code"] for error in json.loads(capsys.readouterr().out)["errors"]] == ["history_errors.not_mlflow"]


@pytest.mark.parametrize("schema", ["", "trainlog-doctor/frame/1"])
@pytest.mark.parametrize("name", ["run", "note"])
def test_a_text_that_many_rows_of_a_table_share_is_unpacked_once(name: str, schema: str, tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    texts = arrow.DictionaryArray.from_arrays(arrow.array([0] * 1000), arrow.array(["x" * 1_000_000]))
    table = arrow.table({"epoch": range(1000), "loss": [0.5] * 1000, name: texts})
    path = tmp_path / "history.parquet"
    parquet.write_table(table.replace_schema_metadata({"schema": schema}), path, store_schema=False)
    with within_limits(path.stat().st_size):
        assert main(["analyze", str(path), "--quiet"]) == 0


def test_aliases_of_yaml_are_not_followed() -> None:
    levels = "".join(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]\n" for at in range(1, 30))
    faults = Faults()
    with within_limits(len(levels)):
        parse("a0: &a0 [1]\n" + levels, "bomb.yaml", faults)
    assert {fault.key for fault in faults.found} == {"rules.alias"}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_yaml_is_refused(opening: str) -> None:
    faults = Faults()
    with within_limits(100_000):
        parse(opening * (100_000 // len(opening)), "deep.yaml", faults)
    assert faults.found


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a" + ".a" * 50_000 + " = 1", "[" + "a." * 50_000 + "a]"])
def test_deep_settings_are_refused(text: str) -> None:
    with within_limits(len(text)):
        assert read_settings(Path("trainlog-doctor.toml"), text.encode()).faults
