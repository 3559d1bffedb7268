"""Sources elsewhere: fsspec's memory, archives, and a web server of this machine."""

from __future__ import annotations

import http.server
import json
import shutil
import socket
import tarfile
import threading
import zipfile
from functools import partial
from typing import TYPE_CHECKING, Any

import fsspec
import pytest

from tests.sweep.histories import history, read_sources, sweep_of
from trainlog_doctor.cli import main
from trainlog_doctor.errors import SourceError
from trainlog_doctor.sources import remote
from trainlog_doctor.sources.remote import find, listed, remote_stamp

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEVELS = {"lr=0.1": 0.3, "lr=0.01": 0.1, "lr=0.001": 0.2}


@pytest.fixture
def memory() -> Iterator[Any]:
    system = fsspec.filesystem("memory")
    for name, level in LEVELS.items():
        system.pipe(f"/sweep/{name}/history.csv", history(level).encode())
        system.pipe(f"/sweep/{name}/params.json", b'{"bs": 8}')
    system.pipe("/sweep/notes.txt", b"hello")
    yield system
    system.rm("/sweep", recursive=True)
    listed.cache_clear()


def runs(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert main(["scan", *arguments, "--jobs", "1", "--format", "json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["runs"]
    return found


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("address", ["memory://sweep/*/history.csv", "memory://sweep"])
def test_patterns_and_directories_elsewhere_are_scanned(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = runs(capsys, address)
    assert [one["path"] for one in found] == [f"memory:///sweep/{name}/history.csv" for name in sorted(LEVELS)]
    assert [one["place"] for one in found] == [2, 1, 3]
    assert [one["parameters"] for one in found] == [{"lr": lr, "bs": 8} for lr in (0.001, 0.01, 0.1)]


def test_analyze_reads_addresses_too(memory: Any, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: ANN401
    import gzip

    memory.pipe("/sweep/packed/history.csv.gz", gzip.compress(history(0.1).encode()))
    assert main(["analyze", "memory://sweep/packed/history.csv.gz", "--format", "json"]) == 0
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert (run["epochs"], run["source"]["format"]) == (12, "keras-csv")


def test_resume_takes_over_what_is_unchanged_elsewhere(
    memory: Any,  # noqa: ANN401
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    output = str(tmp_path / "out.jsonl")
    arguments = ["scan", "memory://sweep/*/history.csv", "--format", f"jsonl={output}", "--resume", output]
    main(arguments)
    memory.pipe("/sweep/lr=0.1/history.csv", history(0.05).encode())
    read = read_sources(monkeypatch)
    main(arguments)
    assert read == ["memory:///sweep/lr=0.1/history.csv"]


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_members_of_archives_are_scanned(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sweep_of(tmp_path / "runs", LEVELS)
    (tmp_path / "runs" / "lr=0.1" / "params.json").write_text('{"bs": 4}')
    archive = tmp_path / f"runs.{kind}"
    files = sorted(path for path in (tmp_path / "runs").rglob("*") if path.is_file())
    if kind == "zip":
        with zipfile.ZipFile(archive, "w") as packed:
            for path in files:
                packed.write(path, path.relative_to(tmp_path))
    else:
        with tarfile.open(archive, "w") as packed_tar:
            for path in files:
                packed_tar.add(path, path.relative_to(tmp_path))
    found = runs(capsys, f"{kind}://runs/*/history.csv::{archive}")
    assert [one["place"] for one in found] == [2, 1, 3]
    assert [one["parameters"].get("bs") for one in found] == [None, None, 4]
    assert found[0]["path"] == f"{kind}://runs/lr=0.001/history.csv::{archive}"


def test_what_a_member_of_an_archive_is_called_is_its_own_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = tmp_path / "history.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("runs/net.csv", "loss,val_loss\n3,4\n2,3\n1,2\n")
        packed.writestr("runs/scaler.pkl", b"\x80\x04.")
        packed.writestr("runs/train.log", "".join(f"epoch {at} loss {4 - at} val_loss {5 - at}\n" for at in (1, 2, 3)))
    found = runs(capsys, f"zip://runs::{archive}")
    assert [one["path"] for one in found] == [f"zip://runs/{name}::{archive}" for name in ("net.csv", "train.log")]


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_the_members_of_an_archive_are_not_gone_over_once_a_folder(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in range(30):
        sweep_of(tmp_path / "runs", {f"{at:02}": 0.1})
        (tmp_path / "runs" / f"{at:02}" / "params.json").write_text(f'{{"bs": {at}}}')
    archive = shutil.make_archive(str(tmp_path / "packed"), kind, tmp_path, "runs")
    archives = fsspec.get_filesystem_class(kind)
    known, asked = archives.ls, 0

    def listing(*given: object, **more: object) -> object:
        nonlocal asked
        asked += 1
        return known(*given, **more)

    monkeypatch.setattr(archives, "ls", listing)
    found = runs(capsys, f"{kind}://runs::{archive}")
    assert [one["parameters"]["bs"] for one in found] == list(range(30))
    assert asked < 10


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    sweep_of(tmp_path / "runs", LEVELS)

    class Silent(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(tmp_path))) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()
        thread.join()


def test_a_web_server_is_scanned(server: str, capsys: pytest.CaptureFixture[str]) -> None:
    addresses = [f"{server}/runs/{name}/history.csv?key=secret&sig=1" for name in sorted(LEVELS)]
    found = runs(capsys, *addresses)
    assert [one["place"] for one in found] == [2, 1, 3]
    assert found[0]["parameters"] == {"lr": 0.001}


def test_what_is_not_there_is_a_row_with_its_reason(server: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", f"{server}/nothing.csv", "memory://nothing/*.csv", "--format", "json"]) == 2
    errors = json.loads(capsys.readouterr().out)["errors"]
    assert [one["code"] for one in errors] == ["missing", "no_match"]


def test_a_server_that_does_not_answer_is_told_from_a_file_that_is_not_there() -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unheard.getsockname()[1]}/run.csv"
        with pytest.raises(SourceError) as refused:
            find(address)
    assert refused.value.key == "unreadable"
    assert "Connect" in str(refused.value.data["problem"])


def test_an_unknown_kind_of_address_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", "nonsense://a/b"]) == 2
    assert "nonsense" in capsys.readouterr().err


def test_without_fsspec_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fsspec.core", None)
    with pytest.raises(SourceError) as refused:
        find("s3://bucket/a.csv")
    assert refused.value.key == "sources.no_fsspec"


def test_a_stamp_needs_size_and_a_sign_of_change(memory: Any) -> None:  # noqa: ANN401
    before = remote_stamp("memory://sweep/notes.txt")
    memory.pipe("/sweep/notes.txt", b"hullo")
    assert before is not None
    assert remote_stamp("memory://sweep/notes.txt") != before
    assert remote_stamp("memory://sweep/nothing") is None


def test_the_names_in_a_folder_are_believed_for_a_while(
    memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(remote, "monotonic", lambda: now[0])
    before = remote.remote_names("memory://sweep")
    memory.pipe("/sweep/new.txt", b"new")
    assert remote.remote_names("memory://sweep") == before
    now[0] = 60.0
    assert remote.remote_names("memory://sweep") == before | {"new.txt"}
