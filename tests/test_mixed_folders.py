"""Directories with runs of several kinds: all are read, by a report and by a sweep alike."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.readers.tensorboard import writers as tb
from trainlog_doctor.cli import main
from trainlog_doctor.pipeline import Terms, collect

if TYPE_CHECKING:
    from pathlib import Path

HISTORY = "epoch,loss,val_loss\n0,1.0,1.1\n1,0.9,1.0\n2,0.8,0.9\n"


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A CSV history, event files with a history beside them, and an MLflow run with event files among its artifacts."""
    root = tmp_path / "runs"
    for name in ("csv", "tb/train", "mlflow/0/run/metrics", "mlflow/0/run/artifacts/logs"):
        (root / name).mkdir(parents=True)
    for name in ("csv", "tb"):
        (root / name / "history.csv").write_text(HISTORY)
    for name in ("tb/train", "mlflow/0/run/artifacts/logs"):
        (root / name / "events.out.tfevents.1000.host").write_bytes(tb.VERSION + tb.curve("epoch_loss", [3, 2, 1]))
    points = "".join(f"{1000 + epoch} {1 / (1 + epoch)} {epoch}\n" for epoch in range(4))
    (root / "mlflow/0/run/metrics/val_loss").write_text(points)
    return root


def rows_of(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, Any]]:
    assert main(["scan", str(root), "--format", "jsonl", *options]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_report_reads_runs_of_every_kind(mixed: Path) -> None:
    collected = collect([str(mixed)])
    found = [(one.origin.path, one.origin.number, one.run.format, len(one.run.frame)) for one in collected.found]
    assert found == [
        (str(mixed), 1, "tensorboard", 3),
        (str(mixed), 2, "mlflow", 4),
        (str(mixed / "csv" / "history.csv"), 1, "keras-csv", 3),
    ]
    assert collected.errors == []


def test_the_history_beside_event_files_is_told(mixed: Path) -> None:
    (notice,) = (one for one in collect([str(mixed)]).found[0].run.notices if one.code == "sources.others")
    assert notice.data == {"count": 1, "names": ("tb/history.csv",)}


def test_a_history_beside_event_files_without_scalars_is_read(tmp_path: Path) -> None:
    (tmp_path / "train").mkdir()
    (tmp_path / "train" / "events.out.tfevents.1000.host").write_bytes(tb.VERSION)
    (tmp_path / "history.csv").write_text(HISTORY)
    collected = collect([str(tmp_path)])
    assert [(one.origin.path, len(one.run.frame)) for one in collected.found] == [(str(tmp_path / "history.csv"), 3)]
    assert [failure.error.key for failure in collected.errors] == ["history_errors.no_scalars"]


def test_event_files_inside_of_another_run_are_told(mixed: Path) -> None:
    (found,) = collect([str(mixed / "mlflow")]).found
    (notice,) = (one for one in found.run.notices if one.code == "sources.others")
    assert notice.data == {"count": 1, "names": ("0/run/artifacts/logs/events.out.tfevents.1000.host",)}


def test_a_sweep_has_a_row_for_each(mixed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = rows_of(mixed, capsys)
    assert [(row["path"], row["number"], row["format"]) for row in rows] == [
        (str(mixed), 1, "tensorboard"),
        (str(mixed), 2, "mlflow"),
        (str(mixed / "csv" / "history.csv"), 1, "keras-csv"),
    ]


def test_a_format_that_is_named_is_all_that_is_read(mixed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [row["format"] for row in rows_of(mixed, capsys, "--input-format", "tensorboard")] == ["tensorboard"] * 2
    found = collect([str(mixed)], Terms("tensorboard")).found
    assert [one.run.format for one in found] == ["tensorboard"] * 2


def test_what_a_sweep_and_a_gate_wrote_beside_the_histories_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"{epoch},{0.8**epoch},{0.1 + 0.8**epoch}\n" for epoch in range(9))
    (tmp_path / "history.csv").write_text(f"epoch,loss,val_loss\n{rows}")
    assert main(["scan", str(tmp_path), "--format", "jsonl", "-o", str(tmp_path / "scan.jsonl")]) == 0
    assert main(["check", str(tmp_path), "--write-baseline", str(tmp_path / "baseline.json")]) == 0
    assert main(["check", str(tmp_path), "--baseline", str(tmp_path / "baseline.json")]) == 0
    capsys.readouterr()
    assert [row["epochs"] for row in rows_of(tmp_path, capsys)] == [9]
    assert main(["analyze", str(tmp_path / "scan.jsonl")]) == 2
    assert "trainlog-doctor wrote it" in capsys.readouterr().err
