"""Directories that a format knows as a whole, here and elsewhere: divided by their runs."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

import fsspec
import pytest

from tests.readers.tensorboard import writers as tb
from tests.readers.tensorboard.test_hparams import KERAS, SESSION, write
from tests.sweep.histories import read_sources
from trainlog_doctor.cli import main
from trainlog_doctor.sources.remote import listed
from trainlog_doctor.sweep.joining import joined
from trainlog_doctor.sweep.row import Row, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOSSES = {"a": 0.3, "b": 0.1, "c": 0.2}


def curves(loss: float) -> bytes:
    falling = [loss + 1 / (1 + epoch) for epoch in range(9)]
    return tb.VERSION + tb.curve("loss", falling) + tb.curve("val_loss", [one + 0.1 for one in falling])


@pytest.fixture
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three runs, one with a folder of ``add_hparams``, and one file without a scalar."""
    monkeypatch.chdir(tmp_path)
    files = {name: curves(loss) for name, loss in LOSSES.items()}
    return write(tmp_path / "logs", **files, b__session=SESSION, a__note=KERAS)


@pytest.fixture
def mlruns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, loss in LOSSES.items():
        run = tmp_path / "mlruns" / "0" / name
        for folder in ("metrics", "params"):
            (run / folder).mkdir(parents=True)
        points = (f"{1000 + epoch} {loss + 1 / (1 + epoch)} {epoch}\n" for epoch in range(9))
        (run / "metrics" / "val_loss").write_text("".join(points))
        (run / "params" / "lr").write_text(f"{loss}\n")
        (run / "params" / "opt").write_text("adam")
    return tmp_path / "mlruns"


def runs(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> list[dict[str, Any]]:
    assert main(["scan", *arguments, "--format", "json"]) == code
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["runs"]
    return found


@pytest.mark.usefixtures("logs")
def test_the_runs_of_a_tensorboard_folder_are_read_apart(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = read_sources(monkeypatch)
    found = runs(capsys, "logs", "--jobs", "1")
    assert [(one["path"], one["name"], one["number"], one["place"]) for one in found] == [
        ("logs", "a", 1, 3),
        ("logs", "b", 2, 1),
        ("logs", "c", 3, 2),
    ]
    assert found[1]["parameters"] == {"bs": 32, "nesterov": True, "lr": 0.01, "opt": "adam"}
    assert len(read) >= 3
    assert runs(capsys, "logs", "--jobs", "2") == found


def test_the_runs_of_an_mlflow_store_are_read_apart_with_their_parameters(
    mlruns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = runs(capsys, str(mlruns))
    assert [(one["name"], one["number"], one["place"]) for one in found] == [
        ("0/a", 1, 3),
        ("0/b", 2, 1),
        ("0/c", 3, 2),
    ]
    assert found[0]["parameters"] == {"lr": 0.3, "opt": "adam"}


def test_resume_reads_only_the_run_of_a_folder_that_has_changed(
    logs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    runs(capsys, "logs", "--format", "jsonl=o.jsonl")
    (logs / "c" / "events.out.tfevents.1.host").write_bytes(curves(0.05))
    write(logs, d=curves(0.4))
    read = read_sources(monkeypatch)
    found = runs(capsys, "logs", "--resume", "o.jsonl")
    assert [(one["name"], one["number"], one["place"]) for one in found] == [
        ("a", 1, 3),
        ("b", 2, 2),
        ("c", 3, 1),
        ("d", 4, 4),
    ]
    # The two that are new, and the folders without a run, which might have one now.
    assert len(read) == 3


def test_a_folder_without_any_run_is_one_row_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "logs", a=tb.VERSION, b=KERAS)
    (one,) = runs(capsys, "logs", code=2)
    assert (one["path"], one["error"]["key"]) == ("logs", "history_errors.no_scalars")


def test_what_went_wrong_in_a_share_stays_beside_the_runs_of_the_others() -> None:
    nothing, lost = Trouble("no_epoch", {}), Trouble("scan.worker_lost", {})
    shares = [[Row("a", 1)], [Row("a", trouble=nothing)], [Row("a", trouble=lost)], [Row("a", 1), Row("a", 2)]]
    rows = [row for part in joined(shares) for row in part]
    assert [row.number for row in rows if row.trouble is None] == [1, 2, 3]
    assert [row.trouble for row in rows if row.trouble is not None] == [lost]
    alone = [[Row("a", trouble=nothing)], [Row("a", trouble=nothing)]]
    assert [row.trouble for part in joined(alone) for row in part] == [nothing]


@pytest.fixture
def memory(logs: Path, mlruns: Path) -> Iterator[str]:
    system = fsspec.filesystem("memory")
    for root in (logs, mlruns):
        for path in (path for path in root.rglob("*") if path.is_file()):
            system.pipe(f"/store/{path.relative_to(root.parent)}", path.read_bytes())
    yield "memory://store"
    system.rm("/store", recursive=True)
    listed.cache_clear()


def test_folders_elsewhere_are_read_as_a_whole(memory: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", f"{memory}/logs", "--format", "json"]) == 0
    judged = json.loads(capsys.readouterr().out)["runs"]
    assert [one["source"]["name"] for one in judged] == ["a", "b", "c"]
    found = runs(capsys, f"{memory}/logs", f"{memory}/mlruns", "--jobs", "1")
    assert [one["name"] for one in found] == ["a", "b", "c", "0/a", "0/b", "0/c"]
    assert found[1]["parameters"]["lr"] == 0.01
    assert found[3]["parameters"] == {"lr": 0.3, "opt": "adam"}


def test_a_pattern_elsewhere_finds_folders(memory: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = runs(capsys, f"{memory}/*", "--jobs", "1")
    assert [one["name"] for one in found] == ["a", "b", "c", "0/a", "0/b", "0/c"]


def test_folders_in_archives_are_read_as_a_whole(
    logs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(tmp_path / "s.zip", "w") as packed:
        for path in sorted(path for path in logs.rglob("*") if path.is_file()):
            packed.write(path, path.relative_to(tmp_path))
    found = runs(capsys, "zip://logs::s.zip", "--format", "jsonl=o.jsonl")
    assert [(one["path"], one["name"], one["place"]) for one in found] == [
        ("zip://logs::s.zip", "a", 3),
        ("zip://logs::s.zip", "b", 1),
        ("zip://logs::s.zip", "c", 2),
    ]
    assert found[1]["parameters"]["opt"] == "adam"
    read = read_sources(monkeypatch)
    again = runs(capsys, "zip://logs::s.zip", "--resume", "o.jsonl")
    assert again == found
    assert len(read) == 1, "only the folder without a run is read again"


@pytest.mark.usefixtures("logs")
def test_a_folder_and_a_part_of_it_give_each_run_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(runs(capsys, "logs", "logs/a", "logs/*/events*")) == len(LOSSES)


def test_histories_beside_the_runs_of_a_folder_are_counted_and_named(
    logs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (logs / "a" / "history.csv").write_text("epoch,loss\n0,0.5\n1,0.4\n", "utf-8")
    (logs / "a" / "notes.txt").write_text("nothing\n", "utf-8")
    main(["scan", "logs"])
    told = plain(capsys.readouterr().out)
    assert "1 history file beside the runs of a directory not read (logs/a/history.csv)." in told
    main(["scan", "logs", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["beside"] == ["logs/a/history.csv"]
    main(["scan", "logs", "logs/a/history.csv"])
    assert "not read" not in plain(capsys.readouterr().out)


@pytest.mark.parametrize(("files", "said"), [(200, "200 history files"), (201, "At least 200 history files")])
def test_of_very_many_histories_beside_runs_the_first_are_counted(
    files: int, said: str, logs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(files):
        (logs / "a" / f"h{number}.csv").write_text("epoch,loss\n0,0.5\n1,0.4\n", "utf-8")
    main(["scan", "logs"])
    assert f" {said} beside the runs of a directory" in plain(capsys.readouterr().out)


def plain(page: str) -> str:
    """A page without its line breaks."""
    return " ".join(page.split())
