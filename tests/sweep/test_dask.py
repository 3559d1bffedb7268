"""A real scheduler with two worker processes, one of which is killed while it computes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.sweep.histories import sweep_of
from trainlog_doctor.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

distributed = pytest.importorskip("distributed")

ROOT = Path(__file__).parents[2]
MANY = 300


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Address of a scheduler, and its two workers as processes of their own."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    known = tmp_path / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": surroundings, "cwd": tmp_path}
    scheduler = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--no-nanny", "--nthreads", "1", "--no-dashboard"]
    running = [subprocess.Popen([*scheduler, "--no-dashboard", "--scheduler-file", str(known)], **quiet)]  # type: ignore[call-overload]
    running += [
        subprocess.Popen([*worker, "--scheduler-file", str(known)], **quiet)  # type: ignore[call-overload]
        for _ in range(2)
    ]
    try:
        address = _address(known)
        with distributed.Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield address, running[1:]
    finally:
        for process in running:
            process.kill()
            process.wait()


def _address(known: Path) -> str:
    for _ in range(600):
        if known.exists() and known.read_text().strip():
            return str(json.loads(known.read_text())["address"])
        time.sleep(0.1)
    raise AssertionError("the scheduler did not start")


@pytest.mark.filterwarnings("ignore")
def test_a_killed_worker_loses_nothing_and_doubles_nothing(
    tmp_path: Path,
    workers: tuple[str, list[subprocess.Popen[bytes]]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from trainlog_doctor.sweep.engines import dask

    address, processes = workers
    paths = sweep_of(tmp_path / "runs", {f"lr={number}": number / MANY for number in range(1, MANY + 1)})
    first, taken = dask._first, []

    def killing(*arguments: object) -> object:
        taken.append(1)
        if len(taken) == 4:
            processes[0].kill()
        return first(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(dask, "_first", killing)
    pattern = str(tmp_path / "runs" / "*" / "history.csv")
    assert main(["scan", pattern, "--engine", "dask", "--scheduler", address, "--format", "json"]) == 0
    there = capsys.readouterr().out
    assert processes[0].wait(10) != 0
    assert processes[1].poll() is None
    assert len(taken) > 8
    assert [one["path"] for one in json.loads(there)["runs"]] == paths
    assert main(["scan", pattern, "--jobs", "1", "--format", "json"]) == 0
    assert capsys.readouterr().out == there


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sweep_of(tmp_path, {"a": 0.1})
    assert main(["scan", str(tmp_path), "--engine", "dask"]) == 2
    assert "--scheduler" in capsys.readouterr().err
