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
from trainlog_doctor.sources import Input, open_stream, stream

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


FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")


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


FAILING: dict[str, tuple[Callable[[], Any], str]] = {
    "permission": (fails(PermissionError(13, "Permission denied")), "permission"),
    "removed": (fails(FileNotFoundError(2, "No such file")), "no such file"),
    "open error": (fails(OSError(5, "Input/output error")), "Input/output error"),
    "descriptors": (fails(OSError(24, "Too many open files")), "Too many open files"),
    "read error": (lambda: Broken(0, OSError(5, "Input/output error")), "Input/output error"),
    "in the head": (lambda: Broken(2000, OSError(5, "Input/output error")), "Input/output error"),
    "in the middle": (lambda: Broken(SAMPLE.stat().st_size, OSError(116, "Stale file handle")), "Stale file handle"),
    "truncated": (lambda: Broken(0, None), "empty"),
}


@pytest.mark.parametrize("failing", FAILING)
def test_a_source_that_fails_is_named_and_the_others_are_judged(
    failing: str, logs: tuple[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (bad, good), (replaced, said) = logs, FAILING[failing]
    monkeypatch.setattr(stream, "_open", opening(bad, replaced))
    assert main(["analyze", bad, good, "--format", "json", "--lang", "en"]) == 2
    captured = capsys.readouterr()
    report = json.loads(captured.out)
    assert [run["source"]["path"] for run in report["runs"]] == [good]
    assert [error["path"] for error in report["errors"]] == [bad]
    assert bad in captured.err
    assert said.lower() in captured.err.lower()
    assert "Traceback" not in captured.err


@FULL
@pytest.mark.parametrize("command", [["analyze"], ["convert"], ["scan"]])
def test_a_full_disk_is_an_error_that_names_the_file(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, str(SAMPLE), "-o", "/dev/full"]) == 2
    told = capsys.readouterr().err
    assert "/dev/full" in told
    assert "Traceback" not in told


@FULL
@pytest.mark.parametrize(
    "arguments",
    [["analyze", str(SAMPLE)], ["explain", "TD101"], ["rules", "list"], ["--help"], ["scan", "-h"], ["--version"]],
)
def test_a_full_standard_output_is_an_error(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "trainlog_doctor", *arguments]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [b"Error: cannot write to stdout: No space left on device"]


@FULL
@pytest.mark.parametrize("arguments", [["analyze", "no such file"], ["analyze", "--no-such-option"], []])
def test_an_error_that_cannot_be_told_keeps_its_exit_code(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "trainlog_doctor", *arguments]
    with Path("/dev/full").open("wb") as full:
        assert subprocess.run(command, cwd=ROOT, stderr=full, timeout=60, check=False).returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [["analyze", str(SAMPLE), "-o"], ["convert", str(SAMPLE), "-o"], ["check", str(SAMPLE), "--write-baseline"]],
)
def test_a_file_that_is_protected_from_writing_stays(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept.csv"
    kept.write_text("what was there before")
    # The superuser may write everything.
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != kept)
    assert main([*arguments, str(kept)]) == 2
    assert str(kept) in capsys.readouterr().err
    assert kept.read_text() == "what was there before"


def test_what_is_no_file_is_written_to_whatever_its_folder_allows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != tmp_path)
    try:
        assert main(["analyze", str(SAMPLE), "-q", "--lang", "en", "-o", str(pipe)]) == 0
        assert SAMPLE.name in os.read(reading, 4096).decode()
    finally:
        os.close(reading)


@pytest.mark.parametrize("name", ["n" * 300, f"{'n' * 300}/report.html"])
def test_a_file_of_a_name_too_long_cannot_be_written(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", str(SAMPLE), "--lang", "en", "-o", name]) == 2
    assert f"cannot write to {name}" in capsys.readouterr().err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    try:
        assert main(["analyze", str(closed)]) == 2
        assert str(closed) in capsys.readouterr().err
    finally:
        closed.chmod(0o700)


@pytest.mark.parametrize("command", ["analyze", "check", "scan"])
def test_what_may_not_be_opened_below_a_folder_is_an_error_and_the_others_are_judged(
    command: str,
    logs: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bad, good = logs
    access = os.access
    # The superuser may open everything.
    monkeypatch.setattr(os, "access", lambda path, mode: path != bad and access(path, mode))
    monkeypatch.setattr(stream, "_open", opening(bad, fails(PermissionError(13, "Permission denied"))))
    assert main([command, str(tmp_path), "--format", "json"]) == 2
    report = capsys.readouterr().out
    assert all(told in report for told in (bad, "permission", good))


LIMITED = """
import resource, signal, sys
from trainlog_doctor.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of processes")
@pytest.mark.parametrize(
    "arguments",
    [
        ["analyze", str(SAMPLE), "--format", "html", "-o"],
        ["convert", str(SAMPLE), "-o"],
        ["compare", str(SAMPLE), str(SAMPLE), "--format", "html", "-o"],
        ["check", str(SAMPLE), "--format", "json", "-o"],
        ["scan", str(SAMPLE), "--format", "html", "-o"],
    ],
    ids=lambda arguments: str(arguments[0]),
)
def test_a_disk_that_is_full_in_the_middle_leaves_what_was_there(arguments: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("what was there before")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, *arguments, str(out)], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert str(out).encode() in done.stderr
    assert b"Traceback" not in done.stderr
    assert out.read_text() == "what was there before"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


@pytest.mark.parametrize("gone", ["removed", "cut"])
def test_a_file_that_goes_while_it_is_read_is_judged_as_far_as_it_was(gone: str, tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    path.write_bytes(SAMPLE.read_bytes() * 40)
    with open_stream(Input(str(path)), 1000) as stream:
        chunks = stream.chunks()
        read = len(next(chunks))
        if gone == "removed":
            path.unlink()
        else:
            os.truncate(path, 0)
        rest = sum(map(len, chunks))
    assert (read + rest == 40 * SAMPLE.stat().st_size) == (gone == "removed")


ODD = {
    "a dumb terminal": {"TERM": "dumb"},
    "no locale": {"LANG": "C", "LC_ALL": "C"},
    "ASCII alone": {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    "a Chinese code page": {"PYTHONIOENCODING": "gbk"},
    "one column": {"COLUMNS": "1"},
    "very many columns": {"COLUMNS": "1000000"},
    "columns that are none": {"COLUMNS": "x", "LINES": "-1"},
    "colours forced": {"FORCE_COLOR": "1", "NO_COLOR": ""},
    "no home": {"HOME": "/nowhere"},
}


@pytest.mark.parametrize("command", ["analyze", "scan"])
@pytest.mark.parametrize("odd", ODD)
def test_odd_surroundings_change_the_looks_alone(odd: str, command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "trainlog_doctor", command, str(SAMPLE), "--lang", "both"],
        cwd=ROOT, env={"PATH": "/usr/bin:/bin"} | ODD[odd], capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode in {0, 1}
    assert done.stdout
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the files")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    "command", [f"analyze {SAMPLE}", f"convert {SAMPLE}", "rules list", f"watch {SAMPLE} --idle 0"]
)
def test_closed_files_bring_nothing_down(closed: str, command: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m trainlog_doctor {command} {closed}"],
        cwd=ROOT, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_weird_names_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["--help", "a b", "[1]*?.log", "new\nline", "日志", os.fsdecode(b"\xff.log"), "~", "a://b", "%s{0}$HOME"]
    for name in names:
        Path("./" + name).parent.mkdir(parents=True, exist_ok=True)
        Path("./" + name).write_bytes(SAMPLE.read_bytes())
    assert main(["analyze", "-q", "--", *names]) == 0
