"""What goes wrong around a source: the error names the file, the other sources are judged, the exit code is 2."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from trainlog_doctor.cli import main
from trainlog_doctor.sources import stream

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_logs/keras3/overfit_f1_plateau/verbose1.log"


class Broken(io.BufferedReader):
    """A file that gives some bytes; then its disk fails, or there is suddenly nothing more."""

    def __init__(self, size: int, error: OSError | None) -> None:
        super().__init__(io.FileIO(SAMPLE))
        self._left, self._error = size, error

    def read1(self, size: int = -1, /) -> bytes:
        data = super().read1(self._left if size < 0 else min(size, self._left))
        self._left -= len(data)
        if not data and self._error is not None:
            raise self._error
        return data


@pytest.fixture
def logs(tmp_path: Path) -> tuple[str, str]:
    """One that is going to fail, and one that is all right."""
    for name in ("bad.log", "good.log"):
        (tmp_path / name).write_bytes(SAMPLE.read_bytes())
    return str(tmp_path / "bad.log"), str(tmp_path / "good.log")


def opening(bad: str, replaced: Callable[[], Any]) -> Callable[[str], Any]:
    original = stream._open
    return lambda path: replaced() if path == bad else original(path)


def fails(error: OSError) -> Callable[[], NoReturn]:
    def failing() -> NoReturn:
        raise error

    return failing


@pytest.mark.parametrize(
    ("replaced", "said"),
    [
        (fails(PermissionError(13, "Permission denied")), "permission"),
        (fails(FileNotFoundError(2, "No such file")), "no such file"),
        (fails(OSError(5, "Input/output error")), "Input/output error"),
        (fails(OSError(24, "Too many open files")), "Too many open files"),
        (lambda: Broken(0, OSError(5, "Input/output error")), "Input/output error"),
        (lambda: Broken(2000, OSError(5, "Input/output error")), "Input/output error"),
        (lambda: Broken(SAMPLE.stat().st_size, OSError(116, "Stale file handle")), "Stale file handle"),
        (lambda: Broken(0, None), "empty"),
    ],
    ids=[
        "permission",
        "removed",
        "open error",
        "descriptors",
        "read error",
        "in the head",
        "in the middle",
        "truncated",
    ],
)
def test_a_source_that_fails_is_named_and_the_others_are_judged(
    replaced: Callable[[], Any],
    said: str,
    logs: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bad, good = logs
    monkeypatch.setattr(stream, "_open", opening(bad, replaced))
    assert main(["analyze", bad, good, "--format", "json", "--lang", "en"]) == 2
    captured = capsys.readouterr()
    report = json.loads(captured.out)
    assert [run["source"]["path"] for run in report["runs"]] == [good]
    assert [error["path"] for error in report["errors"]] == [bad]
    assert bad in captured.err
    assert said.lower() in captured.err.lower()
    assert "Traceback" not in captured.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", [["analyze"], ["convert"], ["scan"]])
def test_a_full_disk_is_an_error_that_names_the_file(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, str(SAMPLE), "-o", "/dev/full"]) == 2
    told = capsys.readouterr().err
    assert "/dev/full" in told
    assert "Traceback" not in told


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [["analyze", str(SAMPLE)], ["explain", "TD101"], ["rules", "list"], ["--help"]])
def test_a_full_standard_output_is_an_error(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "trainlog_doctor", *arguments],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    try:
        assert main(["analyze", str(closed)]) == 2
        assert str(closed) in capsys.readouterr().err
    finally:
        closed.chmod(0o700)
