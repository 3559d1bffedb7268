from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.conftest import OVERFIT, keras_log
from trainlog_doctor.cli import main
from trainlog_doctor.cli.exits import ExitCode

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a short name, which a title of any width holds on one line."""
    monkeypatch.chdir(tmp_path)
    Path("run.log").write_text(keras_log(OVERFIT), "utf-8")
    return "run.log"


@pytest.fixture
def absent(tmp_path: Path) -> str:
    return str(tmp_path / "absent.log")


def test_findings_alone_are_no_failure(log: str, capsys: Captured) -> None:
    assert main(["analyze", log]) == ExitCode.FINE
    out, err = capsys.readouterr()
    assert out.startswith(log)
    assert "TD101 overfit-metric-plateau" in out
    assert err == ""


def test_a_log_from_a_pipe_gives_the_same_report_as_its_file(
    log: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["analyze", log])
    from_file = capsys.readouterr().out
    for arguments in (["analyze"], ["analyze", "-"]):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(Path(log).read_bytes()))))
        assert main(arguments) == ExitCode.FINE
        assert capsys.readouterr().out.splitlines()[1:] == from_file.splitlines()[1:]


def test_without_a_source_a_terminal_gets_a_usage_error(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    assert main(["analyze"]) == ExitCode.NOT_JUDGED
    assert "nothing to read" in capsys.readouterr().err


def test_what_cannot_be_judged_is_told_on_standard_error(log: str, absent: str, capsys: Captured) -> None:
    assert main(["analyze", absent, log]) == ExitCode.NOT_JUDGED
    out, err = capsys.readouterr()
    assert "TD101" in out
    assert err == f"Error: {absent}: there is no such file or directory\n"


def test_json_names_what_could_not_be_judged(absent: str, capsys: Captured) -> None:
    assert main(["analyze", absent, "--format", "json"]) == ExitCode.NOT_JUDGED
    document = json.loads(capsys.readouterr().out)
    assert document["runs"] == []
    assert [error["path"] for error in document["errors"]] == [absent]


@pytest.mark.parametrize(
    ("level", "code"), [("error", ExitCode.FINE), ("warning", ExitCode.GATE_FAILED), ("info", ExitCode.GATE_FAILED)]
)
def test_a_gate_fails_on_its_level_and_above(log: str, level: str, code: ExitCode) -> None:
    assert main(["analyze", log, "--fail-on", level]) == code


def test_not_judged_weighs_more_than_a_failed_gate(log: str, absent: str) -> None:
    assert main(["analyze", log, absent, "--fail-on", "info"]) == ExitCode.NOT_JUDGED


@pytest.mark.parametrize(("language", "sign"), [("en", "What to do"), ("zh", "建议"), ("both", "What to do / 建议")])
def test_the_language_is_the_one_asked_for(log: str, language: str, sign: str, capsys: Captured) -> None:
    main(["analyze", log, "--lang", language])
    assert f"\n{sign}\n" in capsys.readouterr().out


def test_the_language_follows_the_environment(log: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINLOG_DOCTOR_LANG", "zh")
    main(["analyze", log])
    assert "建议" in capsys.readouterr().out


def test_several_formats_at_once(log: str, tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "report.json"
    assert main(["analyze", log, "--format", "text", "--format", f"json={file}"]) == ExitCode.FINE
    assert json.loads(file.read_text("utf-8"))["runs"][0]["epochs"] == 12
    assert "What to do" in capsys.readouterr().out


def test_output_goes_to_a_file(log: str, tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "report.txt"
    assert main(["analyze", log, "-o", str(file), "--color", "always"]) == ExitCode.FINE
    assert capsys.readouterr().out == ""
    assert "TD101" in file.read_text("utf-8")
    assert "\x1b" not in file.read_text("utf-8")


@pytest.mark.parametrize(
    "left_out",
    [["--ignore", "TD101", "--ignore", "train-val-gap"], ["--ignore", "TD101, TD103"], ["--ignore", "TD101,TD103,"]],
)
def test_rules_can_be_left_out(left_out: list[str], log: str, capsys: Captured) -> None:
    main(["analyze", log, "--format", "json", *left_out])
    outcomes = json.loads(capsys.readouterr().out)["runs"][0]["outcomes"]
    assert not {"TD101", "TD103"} & {outcome["code"] for outcome in outcomes}


@pytest.mark.parametrize("nothing", ["", ",", " "])
def test_an_option_that_names_no_rule_is_refused_rather_than_selecting_all(
    nothing: str, log: str, capsys: Captured
) -> None:
    assert main(["analyze", log, "--select", nothing]) == ExitCode.NOT_JUDGED
    assert "there is no rule" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("run.html", "<!DOCTYPE html>"),
        ("run.JSON", '{"schema"'),
        ("run.md", "### "),
        ("run.xml", "<?xml"),
        ("run.txt", "run.log\n"),
        ("json", "run.log\n"),
    ],
)
def test_the_ending_of_a_file_decides_where_no_format_is_given(
    name: str, begins: str, log: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["analyze", log, "-o", name]) == ExitCode.FINE
    assert (tmp_path / name).read_text("utf-8").startswith(begins)


def test_a_format_goes_before_the_ending_of_a_file(log: str, tmp_path: Path) -> None:
    file = tmp_path / "run.html"
    assert main(["analyze", log, "--format", "json", "-o", str(file)]) == ExitCode.FINE
    assert json.loads(file.read_text("utf-8"))["errors"] == []


@pytest.mark.parametrize(
    ("formats", "told"),
    [
        (["--format=json={0}", "--format=html={0}"], "two reports cannot go to the same file, {0}"),
        (["--format=json={0}", "-o", "{0}.txt"], "nothing is left to write to {0}.txt"),
    ],
)
def test_files_that_do_not_match_the_reports_are_refused(
    formats: list[str], told: str, log: str, tmp_path: Path, capsys: Captured
) -> None:
    file = str(tmp_path / "report")
    assert main(["analyze", log, *(one.format(file) for one in formats)]) == ExitCode.NOT_JUDGED
    assert told.format(file) in capsys.readouterr().err
    assert not (tmp_path / "report").exists()


def test_a_format_with_an_empty_file_is_refused(log: str, capsys: Captured) -> None:
    assert main(["analyze", log, "--format", "json="]) == ExitCode.NOT_JUDGED
    output = capsys.readouterr()
    assert (output.out, "“json=” names no file" in output.err) == ("", True)


def test_thresholds_and_severities_can_be_set(log: str, capsys: Captured) -> None:
    main(["analyze", log, "--format", "json", "--set", "TD101.min_rise=900%"])
    assert "TD101" not in [f["code"] for f in json.loads(capsys.readouterr().out)["runs"][0]["findings"]]
    assert main(["analyze", log, "--set", "TD101.severity=error", "--fail-on", "error"]) == ExitCode.GATE_FAILED


def test_the_main_metric_can_be_named(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "run.log"
    path.write_text(keras_log({"loss": OVERFIT["loss"], "val_loss": OVERFIT["val_loss"], "val_odd": OVERFIT["loss"]}))
    main(["analyze", str(path), "--format", "json", "--metric", "val_score=val_odd:min"])
    run = json.loads(capsys.readouterr().out)["runs"][0]
    assert run["roles"]["val_score"] == "val_odd"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--select", "TD110"], "TD110"),
        (["--set", "TD101.min_raise=8%"], "min_rise"),
        (["--set", "TD101"], "RULE.PARAMETER=VALUE"),
        (["--metric", "val_f1"], "ROLE=COLUMN"),
        (["--format", "jsn"], "text, json"),
        (["--format", "json", "--format", "text"], "standard output"),
        (["--input-format", "keras"], "keras-stdout"),
        (["--run", "7"], "there are: 1"),
        (["--color", "sometimes"], "always"),
        (["--no-such-option"], "--no-such-option"),
        (["--tee"], "standard input"),
    ],
)
def test_a_usage_error_says_what_is_legal(log: str, arguments: list[str], told: str, capsys: Captured) -> None:
    assert main(["analyze", log, *arguments]) == ExitCode.NOT_JUDGED
    out, err = capsys.readouterr()
    assert told in err
    assert out == ""


def test_a_broken_rule_pack_is_found_before_the_source_is_read(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = tmp_path / "mine.yaml"
    rules.write_text("id: TD101\nid: TD102\nnonsense: 1\n", "utf-8")
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["analyze", "-", "--rules", str(rules)]) == ExitCode.NOT_JUDGED
    assert f"{rules}:2" in capsys.readouterr().err


def test_quiet_is_one_line_and_verbose_shows_every_rule(log: str, capsys: Captured) -> None:
    main(["analyze", log, "--quiet"])
    assert len(capsys.readouterr().out.splitlines()) == 1
    main(["analyze", log, "--verbose"])
    assert "TD201 oscillation" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("choice", "environment", "coloured"),
    [
        ("auto", {}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colours_are_used_where_wanted(
    log: str,
    choice: str,
    environment: dict[str, str],
    coloured: bool,
    capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    main(["analyze", log, "--color", choice])
    assert ("\x1b[" in capsys.readouterr().out) is coloured


def test_a_fault_of_ours_is_told_in_one_line(log: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("trainlog_doctor.view.build_view", broken)
    assert main(["analyze", log]) == ExitCode.NOT_JUDGED
    err = capsys.readouterr().err
    assert "ZeroDivisionError" in err
    assert "Traceback" not in err


def test_ctrl_c_is_answered_with_130(log: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("trainlog_doctor.pipeline.analyze", stopped)
    assert main(["analyze", log]) == ExitCode.INTERRUPTED


def test_text_from_a_log_cannot_act_on_the_terminal(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "run\x1b]0;owned\x07.log"
    path.write_text(keras_log(OVERFIT).replace("val_f1", "val_[bold]\x1b[31mf1"), "utf-8")
    main(["analyze", str(path)])
    out, err = capsys.readouterr()
    assert "\x1b" not in out + err
    assert "\x07" not in out + err
