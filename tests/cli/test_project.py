"""The project's settings and own rules on the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import OVERFIT, keras_log
from trainlog_doctor.cli import main
from trainlog_doctor.cli.exits import ExitCode

Captured = pytest.CaptureFixture[str]

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a log, in which the command line is called."""
    for place in (tmp_path, tmp_path / "runs" / "gan"):
        place.mkdir(parents=True, exist_ok=True)
        (place / "run.log").write_text(keras_log(OVERFIT), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settings(project: Path, text: str) -> None:
    (project / "trainlog-doctor.toml").write_text(text, encoding="utf-8")


def outcomes(capsys: Captured, *arguments: str) -> dict[str, dict[str, str]]:
    main(["analyze", "--format", "json", *(arguments or ("run.log",))])
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    severities = {finding["code"]: finding["severity"] for finding in run["findings"]}
    return {one["code"]: one | {"severity": severities.get(one["code"])} for one in run["outcomes"]}


def test_settings_choose_rules_and_severities(project: Path, capsys: Captured) -> None:
    settings(project, 'select = ["TD101", "TD501"]\nignore = ["TD501"]\n[rules.TD101]\nseverity = "info"\n')
    found = outcomes(capsys)
    assert {code: one["severity"] for code, one in found.items()} == {"TD101": "info"}


def test_flags_win_over_the_environment_and_this_over_the_file(
    project: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(project, 'select = ["TD101"]\n')
    monkeypatch.setenv("TRAINLOG_DOCTOR_SELECT", "TD102")
    assert set(outcomes(capsys)) == {"TD102"}
    assert set(outcomes(capsys, "run.log", "--select", "TD103")) == {"TD103"}


def test_a_flag_wins_over_a_threshold_of_the_file(project: Path, capsys: Captured) -> None:
    settings(project, '[rules.TD101]\nmin_rise = "90%"\n')
    assert outcomes(capsys)["TD101"]["status"] == "clear"
    assert outcomes(capsys, "run.log", "--set", "TD101.min_rise=5%")["TD101"]["status"] == "fired"


def test_overrides_hold_for_their_paths_only(project: Path, capsys: Captured) -> None:
    settings(project, '[[overrides]]\npaths = ["runs/gan/**"]\nignore = ["TD101"]\n')
    assert outcomes(capsys)["TD101"]["status"] == "fired"
    assert "TD101" not in outcomes(capsys, "runs/gan/run.log")
    assert "TD101" not in outcomes(capsys, str(project / "runs" / "gan" / "run.log"))


def test_a_column_of_the_settings_is_taken_where_a_run_has_it(project: Path, capsys: Captured) -> None:
    settings(project, 'metric = ["score=val_my_f1:max"]\n')
    assert main(["analyze", "run.log"]) == ExitCode.FINE


def test_the_language_of_the_settings_is_that_of_the_report(project: Path, capsys: Captured) -> None:
    settings(project, 'lang = "zh"\n')
    main(["explain", "TD101"])
    assert "怎样计算" in capsys.readouterr().out
    main(["explain", "TD101", "--lang", "en"])
    assert "How it is computed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("before", "behind", "shown"),
    [("zh", (), "怎样计算"), ("zh", ("--lang", "en"), "How it is computed"), ("en", (), "How it is computed")],
)
def test_the_language_may_stand_before_the_command(
    before: str, behind: tuple[str, ...], shown: str, project: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(project, 'lang = "zh"\n')
    monkeypatch.setenv("TRAINLOG_DOCTOR_LANG", "zh")
    assert main(["--lang", before, "explain", "TD101", *behind]) == ExitCode.FINE
    assert shown in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (["rules", "--lang", "zh", "list"], "过拟合"),
        (["rules", "--lang", "zh", "list", "--lang", "en"], "overfitting"),
        (["--lang", "zh", "rules", "--lang", "en", "list"], "the training diverged"),
    ],
)
def test_the_language_may_stand_behind_the_name_of_a_group(
    given: list[str], shown: str, project: Path, capsys: Captured
) -> None:
    assert main(given) == ExitCode.FINE
    assert shown in capsys.readouterr().out


def test_a_language_before_the_command_is_shown_as_the_flag_that_it_is(project: Path, capsys: Captured) -> None:
    settings(project, 'lang = "zh"\n')
    main(["--lang", "en", "analyze", "run.log", "--show-settings"])
    (line,) = (line for line in capsys.readouterr().out.splitlines() if line.startswith("lang "))
    assert line.split() == ["lang", "=", "en", "(flag", "--lang)"]


def test_a_role_that_there_is_not_is_told_at_its_line_with_the_one_that_may_be_meant(
    project: Path, capsys: Captured
) -> None:
    elsewhere = '[[overrides]]\npaths = ["gan/**"]\nmetric = ["score"]\n'
    settings(project, f'lang = "en"\nmetric = ["scor=val_f1"]\n{elsewhere}')
    assert main(["analyze", "run.log"]) == ExitCode.NOT_JUDGED
    told = capsys.readouterr().err
    assert ":2: metric: there is no role “scor”" in told
    assert "Did you mean “score”?" in told
    assert ":5: overrides[0].metric: " in told


@pytest.mark.parametrize(
    ("text", "arguments", "told"),
    [
        ('lang = "zh"\nignore = ["TD1O1"]\n', [], "没有规则"),
        ('lang = "zh"\n', ["--select", "TD1O1"], "没有规则"),
        ('lang = "zh"\n', ["--select", "TD1O1", "--lang", "en"], "there is no rule"),
    ],
)
def test_the_language_of_the_settings_is_that_of_errors_too(
    text: str, arguments: list[str], told: str, project: Path, capsys: Captured
) -> None:
    settings(project, text)
    assert main(["analyze", "run.log", *arguments]) == ExitCode.NOT_JUDGED
    assert told in capsys.readouterr().err


def test_a_role_of_the_settings_is_that_of_a_converted_frame(project: Path, capsys: Captured) -> None:
    elsewhere = '[[overrides]]\npaths = ["runs/**"]\nmetric = ["score=no_such"]\n'
    settings(project, f'metric = ["score=val_loss:min"]\n{elsewhere}')
    for source, score in (("run.log", "val_loss"), ("runs/gan/run.log", "val_f1")):
        assert main(["convert", source, "-o", "frame.json"]) == ExitCode.FINE
        (run,) = json.loads((project / "frame.json").read_text(encoding="utf-8"))["runs"]
        assert run["roles"]["val_score"] == score


def test_faults_of_settings_are_told_at_once_before_anything_is_read(project: Path, capsys: Captured) -> None:
    settings(project, 'selct = []\nignore = ["TD1O1"]\n[rules.TD101]\nmin_rise = "-1%"\n[rules.TD777]\nmin = 1\n')
    assert main(["analyze", "no-such-file.log"]) == ExitCode.NOT_JUDGED
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(":")[1] for line in lines[1:]] == ["1", "2", "4", "5"]
    assert "select" in lines[1]
    assert "TD101" in lines[2]
    assert "rules.TD101.min_rise" in lines[3]
    settings(project, 'extend = ["no-such.yaml"]\nselct = []\n')
    assert main(["analyze", "run.log"]) == ExitCode.NOT_JUDGED
    assert "toml:2: " in capsys.readouterr().err


def test_the_examples_of_the_documentation_work(project: Path, capsys: Captured) -> None:
    for path in EXAMPLES.iterdir():
        shutil.copy(path, project)
    assert main(["rules", "test", "team-rules.yaml", "derived-rule.yaml"]) == ExitCode.FINE
    assert "8 of 8" in capsys.readouterr().out
    found = outcomes(capsys)
    assert (found["TD101"]["severity"], found["TEAM101"]["status"]) == ("error", "fired")
    assert "TD901" not in found


@pytest.mark.parametrize(("language", "word"), [("en", "default"), ("zh", "默认")])
def test_every_setting_is_shown_with_its_place(language: str, word: str, project: Path, capsys: Captured) -> None:
    elsewhere = '[[overrides]]\npaths = ["gan/**"]\nignore = ["TD102"]\n'
    settings(project, f'ignore = ["TD901"]\n[rules.TD101]\nmin_rise = "8%"\nseverity = "error"\n{elsewhere}')
    assert main(["analyze", "--show-settings", "--select", "TD1O1", "--lang", language]) == ExitCode.NOT_JUDGED
    capsys.readouterr()
    assert main(["analyze", "--show-settings", "--set", "TD102.patience=4", "--lang", language]) == ExitCode.FINE
    rows = dict(line.split(" = ", 1) for line in capsys.readouterr().out.splitlines())
    shown = {name.strip(): value for name, value in rows.items()}
    assert shown["ignore"].startswith("TD901")
    assert "trainlog-doctor.toml:1" in shown["ignore"]
    assert shown["rules.TD101.min_rise"].startswith("8%")
    assert "trainlog-doctor.toml:4" in shown["rules.TD101.severity"]
    assert "trainlog-doctor.toml:7" in shown["overrides[0].ignore"]
    assert "--set" in shown["rules.TD102.patience"]
    assert word in shown["select"]


def test_what_a_gate_fails_on_is_shown_where_nobody_says_it(project: Path, capsys: Captured) -> None:
    assert main(["check", "--show-settings"]) == ExitCode.FINE
    assert "fail-on        = error  (default)" in capsys.readouterr().out
    settings(project, 'fail-on = "warning"\n')
    assert main(["check", "--show-settings"]) == ExitCode.FINE
    shown = [line for line in capsys.readouterr().out.splitlines() if line.startswith("fail-on")]
    assert [line.split()[2] for line in shown] == ["warning"]


def test_the_page_of_a_rule_says_who_changed_a_threshold(project: Path, capsys: Captured) -> None:
    settings(project, '[rules.TD101]\nmin_rise = "8%"\n')
    main(["explain", "overfit-metric-plateau"])
    assert "8% (the rule has 4%; changed by trainlog-doctor.toml)" in " ".join(capsys.readouterr().out.split())


def test_the_page_of_a_rule_says_what_explains_it(capsys: Captured) -> None:
    main(["explain", "TD102"])
    assert "TD101" in capsys.readouterr().out


def test_rules_are_listed_for_other_programs(capsys: Captured) -> None:
    main(["rules", "list", "--format", "json", "--set", "TD101.min_rise=9%"])
    rules = {rule["code"]: rule for rule in json.loads(capsys.readouterr().out)["rules"]}
    min_rise = rules["TD101"]["params"]["min_rise"]
    assert (min_rise["value"], min_rise["default"]) == (0.09, 0.04)
    main(["rules", "list", "--format", "markdown", "--lang", "both"])
    table = capsys.readouterr().out.splitlines()
    assert len(table) == len(rules) + 2
    assert {line.count("|") for line in table} == {6}


def test_the_schema_is_printed(capsys: Captured) -> None:
    assert main(["rules", "schema"]) == ExitCode.FINE
    assert json.loads(capsys.readouterr().out)["$schema"].endswith("2020-12/schema")


def test_validating_files_counts_their_rules(capsys: Captured) -> None:
    main(["rules", "validate", str(EXAMPLES)])
    assert capsys.readouterr().out.startswith("2 ")


def test_the_policy_of_the_gate_is_none_of_a_report(project: Path, capsys: Captured) -> None:
    settings(project, 'fail-on = "warning"\n')
    assert main(["analyze", "--show-settings", "--lang", "en"]) == ExitCode.FINE
    (line,) = (line for line in capsys.readouterr().out.splitlines() if line.startswith("fail-on"))
    assert line.endswith("(default)")
