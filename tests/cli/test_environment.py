"""Options out of the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trainlog_doctor.cli import main
from trainlog_doctor.cli.exits import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("name", "near"),
    [("FAIL_ONN", "did you mean “TRAINLOG_DOCTOR_FAIL_ON”?"), ("LIST_FORMATS", "“TRAINLOG_DOCTOR_LIST_FORMAT”")],
)
def test_a_variable_that_no_option_has_is_told_with_the_one_that_may_be_meant(
    name: str, near: str, log: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"TRAINLOG_DOCTOR_{name}", "warning")
    assert main(["check", log]) == ExitCode.FINE
    told = capsys.readouterr()
    assert "TRAINLOG_DOCTOR" not in told.out
    assert f"TRAINLOG_DOCTOR_{name} " in told.err
    assert near in told.err


@pytest.mark.parametrize(("name", "value"), [("COLOR", "mauve"), ("LANG", "xx"), ("AS_OF", "0"), ("OUTPUT", "a/")])
def test_a_wrong_value_of_a_variable_is_told_with_the_variable(
    name: str, value: str, log: str, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a").mkdir()
    monkeypatch.setenv(f"TRAINLOG_DOCTOR_{name}", value)
    assert main(["analyze", log]) == ExitCode.NOT_JUDGED
    assert f"'TRAINLOG_DOCTOR_{name}'" in capsys.readouterr().err


def test_variables_that_others_set_do_not_keep_a_log_from_being_judged(
    log: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAINLOG_DOCTOR_SERVICE_HOST", "10.0.0.1")
    monkeypatch.setenv("TRAINLOG_DOCTOR_LANG", "zh")
    assert main(["analyze", "--quiet", log]) == ExitCode.FINE
    told = capsys.readouterr()
    assert "建议保留" in told.out
    assert told.err == "警告：环境变量 TRAINLOG_DOCTOR_SERVICE_HOST 不对应任何选项，已忽略\n"


@pytest.mark.parametrize("name", ["TOP", "REQUIRE", "LIST_FORMAT"])
def test_a_variable_of_another_command_is_no_slip(
    name: str, log: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"TRAINLOG_DOCTOR_{name}", "json")
    assert main(["analyze", "--quiet", log]) == ExitCode.FINE
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("name", "value"), [("VERSION", "1.2.0"), ("VERSION", "1"), ("HELP", "1")])
def test_no_variable_asks_for_a_page(
    name: str, value: str, log: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"TRAINLOG_DOCTOR_{name}", value)
    assert main(["analyze", "--quiet", log]) == ExitCode.FINE
    assert "keep epoch" in capsys.readouterr().out
