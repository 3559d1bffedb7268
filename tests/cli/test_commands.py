"""The commands by name: how they are listed, and what is said of one that does not exist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import OVERFIT, keras_log
from trainlog_doctor.cli import main
from trainlog_doctor.cli.commands import NAMES
from trainlog_doctor.cli.exits import ExitCode
from trainlog_doctor.view.lazy import Lazy

if TYPE_CHECKING:
    from pathlib import Path

Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize(("language", "told"), [("en", "Did you mean “explain”?"), ("zh", "没有命令“explian”")])
def test_an_unknown_command_gets_the_nearest(
    language: str, told: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAINLOG_DOCTOR_LANG", language)
    assert main(["explian", "TD101"]) == ExitCode.NOT_JUDGED
    assert told in capsys.readouterr().err


def test_an_unknown_command_of_a_group_gets_the_nearest(capsys: Captured) -> None:
    assert main(["rules", "lst"]) == ExitCode.NOT_JUDGED
    assert "Did you mean “list”?" in capsys.readouterr().err


def test_a_file_in_the_place_of_a_command_is_told_from_a_slip(tmp_path: Path, capsys: Captured) -> None:
    log = tmp_path / "run.log"
    log.touch()
    assert main([str(log)]) == ExitCode.NOT_JUDGED
    assert capsys.readouterr().err.endswith(f"trainlog-doctor analyze {log}\n")


EMPTY = [
    ["analyze", ""],
    ["check", "run.log", ""],
    ["compare", "run.log", ""],
    ["convert", ""],
    ["scan", ""],
    ["watch", ""],
    ["analyze", "run.log", "-o", ""],
    ["check", "run.log", "--write-baseline", ""],
    ["convert", "run.log", "-o", ""],
    ["run", "--save", "", "--", "true"],
    ["scan", "runs", "--resume", ""],
]


@pytest.mark.parametrize("arguments", EMPTY, ids=" ".join)
def test_an_empty_name_is_refused_before_anything_is_read(arguments: list[str], capsys: Captured) -> None:
    assert main(arguments) == ExitCode.NOT_JUDGED
    output = capsys.readouterr()
    assert output.out == ""
    assert re.fullmatch(r"Error: the name given for '.+' is empty .+\n", output.err)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_command_is_listed_on_a_line_that_is_not_cut(
    language: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAINLOG_DOCTOR_LANG", language)
    monkeypatch.setenv("COLUMNS", "80")
    main(["--help"])
    _, *listed = capsys.readouterr().out.strip().split("\n\n")[-1].splitlines()
    assert [line.split()[0] for line in listed] == list(NAMES)
    assert not [line for line in listed if line.endswith("...")]


@pytest.mark.parametrize(
    "words",
    [
        ["analyze", "run.log", "-o", "run.log"],
        ["analyze", "run.log", "--format", "json=link.log"],
        ["analyze", "link.log", "run.log", "-o", "./run.log"],
        ["check", "run.log", "--write-baseline", "run.log"],
        ["compare", "run.log", "other.log", "-o", "other.log"],
        ["convert", "frame.csv", "-o", "frame.csv"],
        ["scan", "run.log", "--format", "csv=run.log"],
        ["analyze", "*.log", "-o", "other.log"],
        ["check", ".", "--require", "val_loss<9", "--write-baseline", "run.log"],
        ["compare", ".", "-o", "other.log"],
        ["convert", ".", "-o", "frame.csv"],
        ["scan", ".", "--format", "csv=run.log"],
        ["watch", "run.log", "--idle", "0", "-o", "run.log"],
        ["watch", "new.log", "--idle", "0", "-o", "./new.log"],
        ["run", "--save", "new.log", "-o", "new.log", "--", "true"],
    ],
)
def test_no_report_takes_the_place_of_the_log_that_it_is_about(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = {name: keras_log(OVERFIT) for name in ("run.log", "other.log", "frame.csv")}
    for name, content in before.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "link.log").symlink_to("run.log")
    assert main(words) == ExitCode.NOT_JUDGED
    assert "is the log itself" in capsys.readouterr().err
    assert {name: (tmp_path / name).read_text("utf-8") for name in before} == before


def test_a_report_is_written_over_an_earlier_one(tmp_path: Path) -> None:
    log, report = tmp_path / "run.log", tmp_path / "report.txt"
    log.write_text(keras_log(OVERFIT), encoding="utf-8")
    report.write_text("of yesterday", encoding="utf-8")
    assert main(["analyze", str(log), "-o", str(report)]) == ExitCode.FINE
    assert report.read_text("utf-8").startswith(str(log))


@pytest.mark.parametrize(
    ("words", "beginning"),
    [
        (["analyze", "-o", "-"], "run.log\n"),
        (["analyze", "--format", "json=-"], "{"),
        (["convert", "-o", "-"], '"epoch"'),
    ],
)
def test_a_dash_in_the_place_of_a_file_is_standard_output(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, words: list[str], beginning: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "run.log").write_text(keras_log(OVERFIT), encoding="utf-8")
    assert main([*words, "run.log"]) == ExitCode.FINE
    assert capsys.readouterr().out.startswith(beginning)
    assert [one.name for one in tmp_path.iterdir()] == ["run.log"]


def test_a_fault_of_ours_is_told_in_a_line_however_late_it_shows(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: int) -> object:
        raise ValueError("unforeseen")

    log, report = tmp_path / "run.log", tmp_path / "report.json"
    log.write_text(keras_log(OVERFIT), encoding="utf-8")
    monkeypatch.setattr("trainlog_doctor.view.findings.evidence", lambda *_: Lazy(1, broken))
    assert main(["analyze", str(log), "--format", "json", "-o", str(report), "--lang", "en"]) == ExitCode.NOT_JUDGED
    (told,) = capsys.readouterr().err.splitlines()
    assert "ValueError" in told
    assert "unforeseen" in told
    assert list(tmp_path.iterdir()) == [log]
