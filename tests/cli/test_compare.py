from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.conftest import OVERFIT, keras_log
from trainlog_doctor.cli import main
from trainlog_doctor.cli.exits import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

Captured = pytest.CaptureFixture[str]
BETTER = {"loss": [0.5, 0.4, 0.3], "val_loss": [0.40, 0.25, 0.20], "val_f1": [0.85, 0.90, 0.95]}


@pytest.fixture
def logs(tmp_path: Path) -> list[str]:
    paths = [tmp_path / "old.log", tmp_path / "new.log"]
    for path, series in zip(paths, (OVERFIT, BETTER), strict=True):
        path.write_text(keras_log(series), "utf-8")
    return list(map(str, paths))


def test_the_verdict_is_said_in_either_language(logs: list[str], capsys: Captured) -> None:
    assert main(["compare", *logs]) == ExitCode.FINE
    assert main(["compare", *logs, "--lang", "zh"]) == ExitCode.FINE
    out, err = capsys.readouterr()
    assert "B (new.log) is better than A (old.log)." in out
    assert "B（new.log）比 A（old.log）好。" in out
    assert err == ""


def test_the_runs_of_one_log_are_compared_with_each_other(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "run.log"
    path.write_text(keras_log(OVERFIT) + "Fitting once more\n" + keras_log(BETTER), "utf-8")
    assert main(["compare", str(path), "-q"]) == ExitCode.FINE
    assert capsys.readouterr().out == "B (#2) is better than A (#1).\n"


def test_every_format_goes_to_its_file(logs: list[str], tmp_path: Path) -> None:
    files = {name: tmp_path / f"out.{name}" for name in ("text", "json", "markdown", "html")}
    formats = [part for name, path in files.items() for part in ("--format", f"{name}={path}")]
    assert main(["compare", *logs, *formats]) == ExitCode.FINE
    assert json.loads(files["json"].read_text("utf-8"))["versus"][0]["verdict"] == "better"
    assert files["markdown"].read_text("utf-8").startswith("### 🟢 B")
    assert files["html"].read_text("utf-8").startswith("<!DOCTYPE html>")
    assert "\x1b" not in files["text"].read_text("utf-8")


def test_sources_that_are_not_there_are_told_each(tmp_path: Path, capsys: Captured) -> None:
    missing = [str(tmp_path / name) for name in "ab"]
    assert main(["compare", *missing]) == ExitCode.NOT_JUDGED
    told = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1] for line in told[:2]] == missing
    assert "0 trainings" in told[2]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_single_training_is_nothing_to_compare(language: str, logs: list[str], capsys: Captured) -> None:
    assert main(["compare", logs[0], "--lang", language]) == ExitCode.NOT_JUDGED
    out, err = capsys.readouterr()
    assert out == ""
    assert {"en": "1 training", "zh": "1 次训练"}[language] in err


def test_what_could_not_be_read_is_told_and_the_others_are_compared(logs: list[str], capsys: Captured) -> None:
    assert main(["compare", *logs, "absent.log", "-q"]) == ExitCode.NOT_JUDGED
    out, err = capsys.readouterr()
    assert out == "B (new.log) is better than A (old.log).\n"
    assert "absent.log" in err


def test_a_named_metric_decides(logs: list[str], capsys: Captured) -> None:
    main(["compare", *logs, "--metric", "score=val_f1:max", "--format", "json"])
    reasons = json.loads(capsys.readouterr().out)["versus"][0]["reasons"]["en"]
    assert "`val_f1` decides, as `--metric` says." in reasons


def test_runs_can_be_compared_as_of_an_epoch(logs: list[str], capsys: Captured) -> None:
    main(["compare", *logs, "--as-of", "1", "--format", "json"])
    values = [one["value"] for one in json.loads(capsys.readouterr().out)["metrics"]["val_loss"]]
    assert values == [0.58, 0.40]


def test_a_format_of_other_commands_is_refused(logs: list[str], capsys: Captured) -> None:
    assert main(["compare", *logs, "--format", "sarif"]) == ExitCode.NOT_JUDGED
    assert "text, json, markdown, html" in capsys.readouterr().err


def test_without_a_source_the_usage_is_told(capsys: Captured) -> None:
    assert main(["compare"]) == ExitCode.NOT_JUDGED
    assert "A B [C]" in capsys.readouterr().err


def test_the_schema_of_a_comparison_is_printed(capsys: Captured) -> None:
    assert main(["schema", "comparison"]) == ExitCode.FINE
    assert json.loads(capsys.readouterr().out)["properties"]["schema"] == {"const": "trainlog-doctor/compare-1"}
