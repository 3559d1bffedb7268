"""``--format html``: a page goes into a file or a pipe, never onto a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import keras_log
from tests.reporters.page_parts import parsed, visible
from trainlog_doctor.cli import main
from trainlog_doctor.cli.exits import ExitCode

if TYPE_CHECKING:
    from pathlib import Path


def test_a_page_is_written_beside_the_text(log: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "report.html"
    assert main(["analyze", log, "--format", "text", "--format", f"html={page}"]) == ExitCode.FINE
    assert "Keep epoch" in capsys.readouterr().out
    assert "Keep epoch" in visible(parsed(page.read_text("utf-8")))


def test_a_pipe_gets_the_page(log: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", log, "--format", "html", "--lang", "zh"]) == ExitCode.FINE
    assert parsed(capsys.readouterr().out).get("lang") == "zh"


def test_a_terminal_does_not(log: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert main(["analyze", log, "--format", "html"]) == ExitCode.NOT_JUDGED
    out, err = capsys.readouterr()
    assert out == ""
    assert "--format html=report.html" in err


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_gate_is_told_first_with_the_runs_that_failed(log: str, tmp_path: Path, language: str) -> None:
    page = tmp_path / "gate.html"
    calm = tmp_path / "calm.log"
    calm.write_text(keras_log({"loss": [0.6, 0.5, 0.4, 0.3], "val_loss": [0.6, 0.5, 0.4, 0.3]}), "utf-8")
    demand = ["--require", "val_loss<=0.35", "--lang", language]
    assert main(["check", log, str(calm), *demand, "--format", f"html={page}"]) == ExitCode.GATE_FAILED
    made = parsed(page.read_text("utf-8"))
    (section,) = (node for node in made.iter("section") if any(one.get("data-role") == "gate" for one in node.iter()))
    shown = "".join(section.itertext())
    assert "val_loss<=0.35" in shown
    assert log in shown
