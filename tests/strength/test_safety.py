"""Nothing of a source is executed, and no file is left half written."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trainlog_doctor.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "trainlog_doctor").rglob("*.py"))
LOG = ROOT / "sample_logs/keras3/overfit_f1_plateau/verbose1.log"

EXECUTING = {"eval", "exec", "compile", "__import__", "execfile"}
EXECUTING_MODULES = {"pickle", "cPickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "code", "runpy"}
MAKES_CLASSES = {"trainlog_doctor/record.py"}
"""Compiles what the names of its own classes' fields say, as ``dataclasses`` does."""
STARTS_PROCESSES = {"trainlog_doctor/live/child.py"}
"""``run`` starts the command that its user types, and nothing else."""


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def dangerous(module: ast.Module) -> list[str]:
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found += [one.name for one in node.names if one.name.split(".")[0] in EXECUTING_MODULES]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in EXECUTING_MODULES:
            found.append(node.module or "")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in EXECUTING:
            found.append(node.func.id)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"yaml.load", "np.load", "os.system", "os.popen"}:
            found.append(ast.unparse(node.func))
        elif isinstance(node, ast.keyword) and node.arg in {"shell", "allow_pickle"}:
            found.append(node.arg)
    return found


@pytest.mark.parametrize(
    "code", ["import pickle", "eval('1')", "yaml.load(x)", "f(shell=True)", "from pickle import loads"]
)
def test_what_would_execute_is_found(code: str) -> None:
    assert dangerous(ast.parse(code))


def test_no_module_executes_what_it_reads() -> None:
    executing = {path.relative_to(ROOT).as_posix() for path in MODULES if dangerous(tree(path))}
    assert executing == MAKES_CLASSES


def test_processes_are_started_in_one_place_only() -> None:
    importing = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import) and any(one.name == "subprocess" for one in node.names)
    }
    assert importing == STARTS_PROCESSES


def test_a_link_to_itself_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    link = tmp_path / "run.log"
    link.symlink_to(link)
    for arguments in ([str(link)], [str(LOG), "-o", str(link)]):
        assert main(["analyze", *arguments]) == 2
        told = capsys.readouterr().err
        assert str(link) in told
        assert "fault in trainlog-doctor" not in told


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/full", "file:///dev/zero", "zip://a::/dev/zero"])
def test_devices_are_refused_at_once(device: str, capsys: pytest.CaptureFixture[str]) -> None:
    if "://" in device:
        pytest.importorskip("fsspec")
    assert main(["analyze", device, "--format", "json"]) == 2
    assert [error["code"] for error in json.loads(capsys.readouterr().out)["errors"]] == ["special_file"]


def test_special_files_and_loops_of_links_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.log")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "b.log").write_bytes(LOG.read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "trainlog_doctor", "analyze", str(tmp_path), "--quiet"],
        cwd=ROOT, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["analyze", str(LOG), "--format", "json"],
        ["analyze", str(LOG), "--format", "html"],
        ["convert", str(LOG)],
        ["compare", str(LOG), str(LOG), "--format", "markdown"],
        ["check", str(LOG), "--format", "junit"],
        ["scan", str(LOG), "--format", "json"],
    ],
    ids=lambda arguments: " ".join(one for one in arguments if one != str(LOG)),
)
def test_a_report_is_written_whole_or_not_at_all(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.json"
    target.write_text("what was there before")

    def half(path: Path, content: Iterable[bytes]) -> None:
        whole = b"".join(content)
        path.write_bytes(whole[: len(whole) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("trainlog_doctor.cli.atomic._write", half)
    assert main([*arguments, "-o", str(target)]) == 2
    assert target.read_text() == "what was there before"
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_a_terminal_gets_no_escape_and_no_turned_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "history.json"
    path.write_text(
        '{"loss": [3, 2], "val_loss": [3, 4], "val_\\u001b]0;x\\u0007\\u202e\\u009b": [1, 2]}', encoding="utf-8"
    )
    assert main(["analyze", str(path), "--verbose"]) == 0
    assert not set("\x1b\x07\x9b\u202e") & set(capsys.readouterr().out)
