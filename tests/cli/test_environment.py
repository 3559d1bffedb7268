"""Options out of the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import OVERFIT, keras_log
from trainlog_doctor.cli import main
from trainlog_doctor.cli.exits import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def log(tmp_path: Path) -> str:
    path = tmp_path / "run.log"
    path.write_text(keras_log(OVERFIT), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("name", "near"),
    [("FAIL_ONN", "Did you mean “TRAINLOG_DOCTOR_FAIL_ON”?"), ("LIST_FORMATS", "“TRAINLOG_DOCTOR_LIST_FORMAT”")],
)
def test_a_variable_that_no_option_has_is_told_with_the_one_that_may_be_meant(
    name: str, near: str, log: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"TRAINLOG_DOCTOR_{name}", "warning")
    assert main(["check", log]) == ExitCode.NOT_JUDGED
    told = capsys.readouterr()
    assert told.out == ""
    assert f"TRAINLOG_DOCTOR_{name} " in told.err
    assert near in told.err


def test_a_variable_that_is_near_none_is_told_without_a_guess(
    log: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAINLOG_DOCTOR_XYZZY", "1")
    assert main(["analyze", log]) == ExitCode.NOT_JUDGED
    assert "Did you mean" not in capsys.readouterr().err


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
