"""``scan`` as a user runs it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.sweep.histories import history, read_sources, sweep_of
from trainlog_doctor.cli import main

ROOT = Path(__file__).parents[2]
LEVELS = {"lr=0.1": 0.3, "lr=0.01": 0.1, "lr=0.001": 0.2}


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    sweep_of(tmp_path / "runs", LEVELS)
    return tmp_path / "runs"


def scan(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["scan", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def document(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads(scan(capsys, *arguments, "--format", "json")[1])


@pytest.mark.usefixtures("runs")
def test_the_best_run_stands_first_under_the_part_of_its_path_that_differs(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = scan(capsys, "runs/*/history.csv")
    assert (code, err) == (0, "")
    titles = [line.split()[1] for line in out.splitlines() if line[:3] in {"1  ", "2  ", "3  "}]
    assert titles == ["lr=0.01", "lr=0.001", "lr=0.1"]


@pytest.mark.usefixtures("runs")
def test_a_narrow_terminal_gets_fewer_columns_and_never_half_a_number(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def headings(width: int) -> list[str]:
        monkeypatch.setenv("COLUMNS", str(width))
        lines = scan(capsys, "runs", "--quiet")[1].splitlines()
        (heads,) = (line.split() for line in lines if line.split()[:1] == ["#"])
        return heads

    wide, narrow, narrowest = (headings(width) for width in (100, 64, 20))
    assert narrow == [*wide[: len(narrow) - 1], "verdict"]
    assert narrowest == [*wide[:5], "verdict"]
    assert len(narrowest) < len(narrow) < len(wide)


def test_a_directory_gives_the_histories_in_it_and_nothing_else(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (runs / "lr=0.1" / "params.json").write_text('{"bs": 3}')
    (runs / "notes.txt").write_text("hello\n")
    (runs / "weights.bin").write_bytes(bytes(range(256)) * 10)
    found = document(capsys, "runs")
    assert [one["path"] for one in found["runs"]] == [f"runs/{name}/history.csv" for name in sorted(LEVELS)]
    assert [one["place"] for one in found["runs"]] == [2, 1, 3]
    assert found["runs"][2]["parameters"] == {"lr": 0.1, "bs": 3}
    assert found["errors"] == []


def test_a_source_that_cannot_be_read_is_a_row_with_its_reason(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (runs / "broken.csv").write_text("")
    code, out, _ = scan(capsys, "runs/broken.csv", "runs/*/history.csv", "missing.csv", "--format", "json")
    found = json.loads(out)
    assert code == 2
    assert [one["path"] for one in found["errors"]] == ["missing.csv", "runs/broken.csv"]
    assert len([one for one in found["runs"] if one["place"]]) == 3
    assert scan(capsys, "runs/broken.csv", "runs", "--allow-unjudged")[0] == 0


def test_parameters_that_cannot_be_read_are_told_and_the_run_keeps_its_rank(
    runs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (runs / "lr=0.01" / "params.json").write_text("{")
    code, out, _ = scan(capsys, "runs")
    assert (code, re.findall("^1 +lr=0.01 ", out, re.M) != []) == (0, True)
    assert "lr=0.01/params.json" in out


def test_where_the_table_stands_alone_the_reasons_are_told_on_standard_error(
    runs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (runs / "broken.csv").write_text("")
    code, out, err = scan(capsys, "runs/broken.csv", "runs/*/history.csv", "--quiet")
    assert code == 2
    assert "broken.csv" not in out
    assert "runs/broken.csv: it is empty" in err


@pytest.mark.usefixtures("runs")
def test_a_pattern_without_a_match_is_no_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert scan(capsys, "nothing/*.csv")[0] == 2


def test_a_scheduler_without_its_engine_is_told(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = scan(capsys, str(runs), "--scheduler", "tcp://127.0.0.1:1")
    assert (code, out) == (2, "")
    assert "--engine dask" in err


@pytest.mark.usefixtures("runs")
def test_two_processes_give_the_same_bytes_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("text", "csv", "json", "jsonl"):
        one = scan(capsys, "runs/*/history.csv", "--jobs", "1", "--format", name)
        assert scan(capsys, "runs/*/history.csv", "--jobs", "2", "--format", name) == one


def test_a_named_file_stands_once_however_often_it_is_named(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(document(capsys, "runs", "runs/*/history.csv", "runs")["runs"]) == len(list(runs.iterdir()))


def test_resume_reads_only_what_has_changed(
    runs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = read_sources(monkeypatch)
    arguments = ["runs/*/history.csv", "--format", "jsonl=out.jsonl", "--resume", "out.jsonl"]
    assert scan(capsys, *arguments)[0] == 0
    first = Path("out.jsonl").read_text()
    assert len(read) == 3
    (runs / "lr=0.1" / "history.csv").write_text(history(0.05, epochs=14))
    (runs / "lr=0.1" / "params.json").write_text('{"bs": 3}')
    (runs / "lr=0.01" / "params.json").write_text('{"bs": 4}')
    read.clear()
    scan(capsys, *arguments)
    assert read == ["runs/lr=0.1/history.csv"]
    again = [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]
    assert {one["path"]: one["place"] for one in again}["runs/lr=0.1/history.csv"] == 1
    assert [one["parameters"].get("bs") for one in again] == [None, 4, 3]
    read.clear()
    scan(capsys, *arguments, "--ignore", "TD305")
    assert len(read) == 3, "rows of other rules are not taken over"
    assert first != Path("out.jsonl").read_text()


@pytest.mark.parametrize("name", ["jsonl", "json", "csv", "parquet"])
def test_every_table_can_be_resumed(
    name: str, runs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow")
    (runs / "lr=0.1" / "history.csv").write_text(history(0.3).replace("0.75", "nan"))
    (runs / "lr=0.1" / "params.json").write_text('{"bs": 3, "note": "=1+1"}')
    (runs / "broken.csv").write_text("")
    arguments = ["runs/broken.csv", "runs/*/history.csv"]
    whole = scan(capsys, *arguments, "--format", f"{name}=out", "--format", "json")
    read = read_sources(monkeypatch)
    assert scan(capsys, *arguments, "--resume", "out", "--format", "json") == whole
    assert read == ["runs/broken.csv"], "what could not be read is tried again"


def test_runs_of_one_file_keep_their_order_when_a_table_of_ranks_is_resumed(
    runs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = "".join(f"Epoch {epoch}/2\n9/9 - 1s - loss: 0.9 - val_loss: {{}}\n" for epoch in (1, 2))
    (runs / "twice.log").write_text(log.format(0.9, 0.8) + log.format(0.9, 0.7))
    whole = document(capsys, "runs/twice.log", "--format", "csv=out")
    assert [one["number"] for one in whole["runs"]] == [1, 2]
    assert document(capsys, "runs/twice.log", "--resume", "out")["runs"] == whole["runs"]


def test_a_file_counts_once_whatever_its_names(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (runs / "a-link").symlink_to(runs / "lr=0.1")
    (runs / "best.csv").symlink_to(runs / "lr=0.01" / "history.csv")
    found = document(capsys, "runs/best.csv", "runs/*/history.csv")
    assert sorted(one["path"] for one in found["runs"]) == [f"runs/{name}/history.csv" for name in sorted(LEVELS)]
    said = scan(capsys, "runs/best.csv", "runs/*/history.csv", "--lang", "both")[1]
    assert "2 further names of the same files" in said
    assert "另外 2 个名称" in said


def test_names_may_hold_the_signs_of_patterns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    sweep_of(tmp_path, {"run[1]": 0.1, "run1": 0.2, "what?": 0.3})
    paths = ["run[1]/history.csv", "what?/history.csv"]
    assert [one["path"] for one in document(capsys, *paths)["runs"]] == paths
    assert [one["path"] for one in document(capsys, "run[[]1]/*.csv", "run[0-9]/*")["runs"]] == [
        "run[1]/history.csv",
        "run1/history.csv",
    ]


@pytest.mark.usefixtures("runs")
def test_the_documents_keep_to_the_schema_that_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    Path("runs/broken.csv").write_text("")
    assert main(["schema", "scan"]) == 0
    schema = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(schema)
    found = json.loads(scan(capsys, "runs/broken.csv", "runs/*/*.csv", "--format", "json")[1])
    assert [error.message for error in Draft202012Validator(schema).iter_errors(found)] == []
    line = Draft202012Validator({"$ref": "#/$defs/record", "$defs": schema["$defs"]})
    for one in scan(capsys, "runs/broken.csv", "runs/*/*.csv", "--format", "jsonl")[1].splitlines():
        assert [error.message for error in line.iter_errors(json.loads(one))] == []
    found["runs"][1]["best"]["loss"] = "low"
    assert not Draft202012Validator(schema).is_valid(found)


def test_a_folder_without_a_history_is_told_as_that(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("to do: everything", encoding="utf-8")
    assert main(["scan", str(tmp_path), "--lang", "en"]) == 2
    assert "None of the files there is a training history" in capsys.readouterr().out


@pytest.mark.usefixtures("runs")
def test_a_sweep_without_a_run_is_a_document_too(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = scan(capsys, "nothing/*.csv", "--format", "json")
    assert (code, json.loads(out)["ranked_by"]) == (2, None)
    title, _, *reasons = scan(capsys, "nothing/*.csv")[1].splitlines()
    assert title == "No run could be judged"
    assert not [line for line in reasons if "Verdicts" in line]


@pytest.mark.usefixtures("runs")
def test_resume_refuses_a_file_of_another_kind(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = scan(capsys, "runs", "--resume", "runs/lr=0.1/history.csv")
    assert code == 2
    assert "--format jsonl" in err


@pytest.mark.usefixtures("runs")
def test_a_spreadsheet_gets_no_formula(capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path("runs/=cmd|calc")
    folder.mkdir()
    (folder / "history.csv").write_text(history(0.4))
    (folder / "params.json").write_text('{"note": "=1+1"}')
    out = scan(capsys, *sorted(map(str, Path("runs").glob("*/*.csv"))), "--format", "csv")[1]
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["place"] for row in rows] == ["1", "2", "3", "4"]
    assert rows[0]["best.val_loss"] == repr(float(rows[0]["best.val_loss"]))
    assert rows[3]["parameters.note"] == "'=1+1"
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


@pytest.mark.usefixtures("runs")
def test_parquet_holds_what_csv_holds(capsys: pytest.CaptureFixture[str]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    Path("runs/broken.csv").write_text("")
    scan(capsys, "runs/broken.csv", "runs/*/*.csv", "--format", "parquet=t.parquet", "--format", "csv=t.csv")
    table = parquet.read_table("t.parquet")
    rows = list(csv.DictReader(io.StringIO(Path("t.csv").read_text())))
    assert table.column_names == list(rows[0])
    assert [one or None for one in table["place"].to_pylist()] == [1, 2, 3, None]
    assert table["best.val_loss"].to_pylist()[:3] == [float(row["best.val_loss"]) for row in rows[:3]]


@pytest.mark.usefixtures("runs")
def test_the_page_holds_every_run_and_can_be_ordered(capsys: pytest.CaptureFixture[str]) -> None:
    scan(capsys, "runs", "--top", "1", "--format", "html=t.html")
    page = Path("t.html").read_text()
    assert page.count('scope="row" title="runs/') == 3
    assert "sortable" in page
    assert "function bindSorting" in page
    scan(capsys, "runs", "--lang", "zh", "--format", "html=t.html")
    assert re.search(r"<title>3 次训练，按建议保留轮次的 val_\w+ 排序", Path("t.html").read_text("utf-8"))


@pytest.mark.usefixtures("runs")
def test_a_metric_that_no_run_has_is_a_slip(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = scan(capsys, "runs", "--metric", "val_score=val_acurracy:max")
    assert code == 2
    assert "val_accuracy" in err


@pytest.mark.usefixtures("runs")
def test_the_user_names_the_metric_that_ranks(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "runs", "--metric", "val_score=val_loss:max")
    assert found["ranked_by"] == {"metric": "val_loss", "better": "higher"}
    assert [one["place"] for one in found["runs"]] == [2, 3, 1]


@pytest.mark.usefixtures("runs")
def test_a_short_table_says_what_it_leaves_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert "… and 2 more; `--all` shows them." in scan(capsys, "runs", "--top", "1")[1]
    assert "--all" not in scan(capsys, "runs", "--top", "1", "--all")[1]


def test_standard_input_is_called_so_wherever_it_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(history(0.1).encode())))
    said = scan(capsys, "-")[1]
    assert "Best: stdin, `val_accuracy`" in said
    assert re.search(r"^1 +stdin ", said, re.MULTILINE)


@pytest.mark.parametrize("others", [{}, {"learns": 0.3}])
def test_best_is_called_the_first_that_learnt_anything(
    others: dict[str, float], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sweep_of(tmp_path, others)
    (tmp_path / "guesses.csv").write_text(
        "epoch,loss,val_loss,val_accuracy\n" + "".join(f"{n},0.693,0.693,0.99\n" for n in range(9))
    )
    said = "".join(scan(capsys, str(tmp_path))[1].split())
    assert ("Best:" in said, "learns/history.csv,`val_accuracy`" in said) == (bool(others), bool(others))


@pytest.mark.usefixtures("runs")
def test_both_languages_say_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert "次训练，按建议保留轮次的" in scan(capsys, "runs", "--lang", "zh")[1]
    both = scan(capsys, "runs", "--lang", "both")[1]
    assert "3 runs, ranked by" in both
    assert "次训练" in both


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_terminal_is_shown_how_far_the_scan_is(tmp_path: Path) -> None:
    import pty

    sweep_of(tmp_path, LEVELS)
    seen, terminal = pty.openpty()
    command = [sys.executable, "-m", "trainlog_doctor", "scan", str(tmp_path), "-q"]
    surroundings = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100"}
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=terminal, env=surroundings, check=True, timeout=60)
    os.close(terminal)
    assert b"3/3" in os.read(seen, 1 << 16)
    os.close(seen)
    assert b"3/3" not in done.stdout


def test_ctrl_c_leaves_what_there_is(tmp_path: Path) -> None:
    sweep_of(tmp_path, {f"r{number}": 0.1 for number in range(20)})
    os.mkfifo(tmp_path / "r10" / "later.csv")
    names = sorted(map(str, tmp_path.glob("*/*.csv")))
    command = [sys.executable, "-m", "trainlog_doctor", "scan", *names, "--jobs", "1", "--format", "json"]
    surroundings = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings) as process:
        # It waits for a writer, which tells that everything before is read.
        with (tmp_path / "r10" / "later.csv").open("wb"):
            time.sleep(0.3)
            process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130, err
    found = json.loads(out)
    assert 0 < len(found["runs"]) < 20
