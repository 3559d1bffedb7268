"""The commands by name: how they are listed, and what is said of one that does not exist."""

from __future__ import annotations

import pytest

from trainlog_doctor.cli import main
from trainlog_doctor.cli.commands import NAMES
from trainlog_doctor.cli.exits import ExitCode

Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize(("language", "told"), [("en", "Did you mean “explain”?"), ("zh", "没有命令“explian”")])
def test_an_unknown_command_gets_the_nearest(
    language: str, told: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAINLOG_DOCTOR_LANG", language)
    assert main(["explian", "TD101"]) == ExitCode.NOT_JUDGED
    assert told in capsys.readouterr().err


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
