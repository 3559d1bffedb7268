"""The gate on the command line: exit codes, the last line, baselines, policies, several reports at once."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import OVERFIT, keras_log
from tests.gate.gating import HEALTHY
from trainlog_doctor.cli import main
from trainlog_doctor.cli.exits import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

Captured = pytest.CaptureFixture[str]

NAN_LOG = keras_log({"loss": [0.7, 0.6, 0.5], "val_loss": [0.7, 0.6, 0.5]}).replace("0.5000", "nan")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three histories, in which the command line is called."""
    (tmp_path / "runs").mkdir()
    logs = {"good": keras_log(HEALTHY), "overfit": keras_log(OVERFIT), "nan": NAN_LOG}
    for name, text in logs.items():
        (tmp_path / "runs" / f"{name}.log").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(capsys: Captured, *arguments: str) -> tuple[int, list[str]]:
    code = main(["check", *arguments])
    return code, capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["runs/good.log"], ExitCode.FINE),
        (["runs/overfit.log"], ExitCode.FINE),
        (["runs/overfit.log", "--fail-on", "warning"], ExitCode.GATE_FAILED),
        (["runs"], ExitCode.GATE_FAILED),
        (["runs/*.log"], ExitCode.GATE_FAILED),
        (["runs/nan.log"], ExitCode.GATE_FAILED),
        (["runs/nan.log", "--fail-on", "never"], ExitCode.FINE),
        (["runs/good.log", "gone.log"], ExitCode.NOT_JUDGED),
        (["runs/good.log", "gone.log", "--allow-unjudged"], ExitCode.FINE),
        (["runs/nan.log", "gone.log"], ExitCode.GATE_FAILED),
        (["nothing-*.log"], ExitCode.NOT_JUDGED),
        (["runs/good.log", "--require", "epochs>=10"], ExitCode.FINE),
        (["runs/good.log", "--require", "val_accuracy>=0.99"], ExitCode.GATE_FAILED),
        (["runs/good.log", "runs/overfit.log", "--require", "val_f1>=0.5"], ExitCode.NOT_JUDGED),
        (["runs/good.log", "--require", "val_acuracy>=0.5"], ExitCode.NOT_JUDGED),
        (["runs/good.log", "--require", "val_acuracy>=0.5", "--allow-unjudged"], ExitCode.NOT_JUDGED),
        (["runs/good.log", "--require", "val_accuracy"], ExitCode.NOT_JUDGED),
        (["runs/good.log", "--max-drop", "val_loss=1%"], ExitCode.NOT_JUDGED),
        (["runs/good.log", "--max-drop", "val_los=1%", "--baseline", "runs/good.log", "--allow-unjudged"], 2),
        ([], ExitCode.NOT_JUDGED),
    ],
)
def test_the_exit_code_says_whether_it_passes(arguments: list[str], code: int, project: Path) -> None:
    assert main(["check", *arguments]) == code


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Gate failed: runs/nan.log: TD001 non-finite-loss; 1 of 4 runs failed, 1 not judged."),
        ("zh", "门禁未通过：runs/nan.log：TD001 non-finite-loss；4 次训练中 1 次未通过，1 次无法判断。"),
    ],
)
def test_the_first_line_is_what_failed_and_the_last_says_it_all(
    language: str, sentence: str, project: Path, capsys: Captured
) -> None:
    code, lines = checked(capsys, "runs/good.log", "runs/nan.log", "gone.log", "runs/overfit.log", "--lang", language)
    assert code == ExitCode.GATE_FAILED
    assert re.search(r"runs/nan\.log(: |：)TD001", lines[0])
    assert lines[-1] == sentence


def test_a_working_directory_that_is_gone_is_no_fault(
    project: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = project / "gone"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    elsewhere.rmdir()
    assert main(["check", str(project / "runs" / "good.log")]) == ExitCode.FINE
    assert main(["check", "good.log"]) == ExitCode.NOT_JUDGED
    assert "fault in trainlog-doctor" not in capsys.readouterr().err


@pytest.mark.usefixtures("project")
def test_a_gate_that_checks_nothing_is_not_passed(capsys: Captured) -> None:
    nothing = ["check", "runs/good.log", "--select", "TD101", "--ignore", "TD101"]
    assert main(nothing) == ExitCode.NOT_JUDGED
    assert "nothing is checked" in capsys.readouterr().err
    assert main([*nothing, "--require", "epochs>=1"]) == ExitCode.FINE


def test_of_many_runs_each_has_one_line(project: Path, capsys: Captured) -> None:
    for number in range(300):
        text = keras_log(HEALTHY) if number % 3 else NAN_LOG
        (project / "runs" / f"{number:03}.log").write_text(text, encoding="utf-8")
    _, lines = checked(capsys, "runs/[0-9]*.log")
    assert len(lines) == 301
    assert [line.split()[0] for line in lines[:300]] == ["FAILED"] * 100 + ["passed"] * 200
    assert lines[-1].endswith("and 99 further reasons; 100 of 300 runs failed.")


def test_quiet_is_the_sentence_alone(project: Path, capsys: Captured) -> None:
    assert checked(capsys, "runs", "-q")[1] == ["Gate failed: runs/nan.log: TD001 non-finite-loss; 1 of 3 runs failed."]


def test_a_baseline_accepts_the_findings_of_today_and_fails_on_new_ones(project: Path, capsys: Captured) -> None:
    arguments = ["runs/*.log", "--fail-on", "info"]
    assert main(["check", *arguments, "--write-baseline", "main.json"]) == ExitCode.FINE
    written = (project / "main.json").read_text(encoding="utf-8")
    assert main(["check", *arguments, "--baseline", "main.json"]) == ExitCode.FINE
    assert main(["check", *arguments, "--write-baseline", "main.json"]) == ExitCode.FINE
    assert (project / "main.json").read_text(encoding="utf-8") == written
    (project / "runs" / "good.log").write_text(NAN_LOG, encoding="utf-8")
    capsys.readouterr()
    code, lines = checked(capsys, *arguments, "--baseline", "main.json")
    assert code == ExitCode.GATE_FAILED
    assert "runs/good.log" in lines[0]


def test_a_baseline_whose_keys_a_formatter_sorted_is_still_one(project: Path) -> None:
    assert main(["check", "runs/*.log", "--fail-on", "info", "--write-baseline", "main.json"]) == ExitCode.FINE
    known = json.loads((project / "main.json").read_text(encoding="utf-8"))
    (project / "main.json").write_text(json.dumps(known, indent=2, sort_keys=True), encoding="utf-8")
    assert main(["check", "runs/*.log", "--fail-on", "info", "--baseline", "main.json"]) == ExitCode.FINE


def test_it_does_not_matter_where_in_a_project_one_stands(
    project: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "trainlog-doctor.toml").write_text('baseline = "main.json"\nfail-on = "info"\n', encoding="utf-8")
    assert main(["check", "runs/nan.log", "--write-baseline", "main.json"]) == ExitCode.FINE
    monkeypatch.chdir(project / "runs")
    assert main(["check", "nan.log"]) == ExitCode.FINE
    assert main(["check", str(project / "runs" / "nan.log")]) == ExitCode.FINE


@pytest.mark.parametrize("kind", ["log", "report", "frame"])
def test_an_earlier_run_of_any_kind_is_a_baseline_for_values(kind: str, project: Path) -> None:
    main(["analyze", "runs/overfit.log", "--format", "json=report.json"])
    main(["convert", "runs/overfit.log", "-o", "frame.csv"])
    file = {"log": "runs/overfit.log", "report": "report.json", "frame": "frame.csv"}[kind]
    later = {**OVERFIT, "val_f1": [value - 0.02 for value in OVERFIT["val_f1"]]}
    (project / "later.log").write_text(keras_log(later), encoding="utf-8")
    for limit, code in (("0.03", ExitCode.FINE), ("3%", ExitCode.FINE), ("0.01", 1), ("1%", 1), ("noise", 1)):
        assert main(["check", "later.log", "--baseline", file, "--max-drop", f"val_f1={limit}"]) == code


@pytest.mark.parametrize("content", ["", "hello\n", '{"schema": "trainlog-doctor/baseline/1", "runs": 3}'])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_baseline_that_cannot_be_read_is_named(content: str, language: str, project: Path, capsys: Captured) -> None:
    (project / "main.json").write_text(content, encoding="utf-8")
    arguments = ["runs/good.log", "--baseline", "main.json", "--lang", language]
    assert main(["check", *arguments]) == ExitCode.NOT_JUDGED
    assert "main.json" in capsys.readouterr().err


def test_a_policy_holds_by_path_and_suppressions_say_why(project: Path, capsys: Captured) -> None:
    (project / "trainlog-doctor.toml").write_text(
        'fail-on = "warning"\nrequire = ["epochs>=10"]\n'
        '[[suppress]]\nrule = "TD101"\nreason = "judged by its labels"\nuntil = 9999-12-31\n'
        '[[overrides]]\npaths = ["runs/nan.log"]\nfail-on = "never"\nrequire = []\n',
        encoding="utf-8",
    )
    code, lines = checked(capsys, "runs")
    assert code == ExitCode.FINE
    assert any("judged by its labels" in line for line in lines)
    assert lines[-1] == "Gate passed: 3 runs, nothing that fails, 2 demands met, 1 finding accepted."
    page = "".join(checked(capsys, "runs", "--format", "html")[1])
    assert '<li class="lines"><span lang="en">TD101 overfit-metric-plateau: suppressed in' in page
    assert '</span><span lang="zh">TD101 overfit-metric-plateau：已在' in page


@pytest.mark.parametrize(
    ("form", "sign"),
    [
        ("text", "suppression of TD101 in trainlog-doctor.toml:2 accepts nothing"),
        ("github", "::notice file=trainlog-doctor.toml,line=2"),
        ("markdown", "accepts nothing in these runs"),
        ("html", "accepts nothing in these runs"),
        ("junit", "accepts nothing in these runs"),
        ("gitlab", "accepts nothing in these runs"),
        ("sarif", "accepts nothing in these runs"),
        ("json", "accepts nothing in these runs"),
    ],
)
def test_a_suppression_that_nothing_needs_is_told(form: str, sign: str, project: Path, capsys: Captured) -> None:
    (project / "trainlog-doctor.toml").write_text(
        'fail-on = "warning"\n[[suppress]]\nrule = "TD101"\nreason = "x"\n', encoding="utf-8"
    )
    code, lines = checked(capsys, "runs/good.log", "--format", form)
    assert code == ExitCode.FINE
    assert any(sign in line for line in lines)
    assert sign not in "\n".join(checked(capsys, "runs/overfit.log", "--format", form)[1])


def test_a_suppression_whose_time_is_over_fails_loudly(project: Path, capsys: Captured) -> None:
    (project / "trainlog-doctor.toml").write_text(
        '[[suppress]]\nrule = "TD101"\nreason = "for now"\nuntil = 2020-01-31\n', encoding="utf-8"
    )
    code, lines = checked(capsys, "runs/good.log")
    assert code == ExitCode.GATE_FAILED
    assert "2020-01-31" in lines[0]
    assert "trainlog-doctor.toml:1" in lines[-1]


def test_faults_of_the_policy_come_with_their_places(project: Path, capsys: Captured) -> None:
    (project / "trainlog-doctor.toml").write_text(
        'fail-on = "fatal"\nrequire = ["val_f1>=0.8",\n  "bset(val_loss)<1"]\nignore = ["TD1O1"]\n', encoding="utf-8"
    )
    assert main(["check", "runs/good.log"]) == ExitCode.NOT_JUDGED
    _, *faults = capsys.readouterr().err.splitlines()
    file = f"  {project / 'trainlog-doctor.toml'}"
    assert [one.partition(": ")[0] for one in faults] == [f"{file}:1", f"{file}:3:4", f"{file}:4"]


def test_a_policy_that_fails_by_itself_is_told_without_a_run(project: Path, capsys: Captured) -> None:
    (project / "trainlog-doctor.toml").write_text(
        '[[suppress]]\nrule = "TD101"\nreason = "for now"\nuntil = 2020-01-31\n', encoding="utf-8"
    )
    assert checked(capsys, "runs/good.log")[1][-1].endswith("ran out on 2020-01-31; 0 of 1 run failed.")


def test_several_reports_at_once(project: Path, capsys: Captured) -> None:
    names = {
        "junit": "junit.xml",
        "sarif": "td.sarif",
        "gitlab": "quality.json",
        "markdown": "summary.md",
        "json": "r.json",
    }
    formats = [f"--format={name}={file}" for name, file in names.items()]
    code, lines = checked(capsys, "runs", "--format", "github", *formats)
    assert code == ExitCode.GATE_FAILED
    assert lines[0].startswith("::error file=runs/nan.log,line=5,title=TD001")
    assert all((project / file).stat().st_size for file in names.values())
    gate = json.loads((project / "r.json").read_text(encoding="utf-8"))["gate"]
    assert (gate["state"], gate["items"][0]["code"]) == ("failed", "TD001")
    assert "TD001" in (project / "summary.md").read_text(encoding="utf-8")


def test_errors_are_told_once_and_never_after_the_last_line(project: Path, capsys: Captured) -> None:
    main(["check", "gone.log"])
    out, err = capsys.readouterr()
    assert ("gone.log" in out, err) == (True, "")
    main(["check", "gone.log", "--format", "json"])
    assert "gone.log" in capsys.readouterr().err


def test_settings_of_the_gate_are_shown_with_their_places(project: Path, capsys: Captured) -> None:
    (project / "trainlog-doctor.toml").write_text(
        'fail-on = "warning"\nrequire = ["epochs>=10"]\n'
        '[[suppress]]\nrule = "TD101"\nreason = "x"\nuntil = 2999-01-01\n',
        encoding="utf-8",
    )
    code, lines = checked(capsys, "runs", "--show-settings", "--require", "val_f1>=0.5")
    shown = [line.replace(" ", "") for line in lines]
    assert code == ExitCode.FINE
    assert any(one.startswith("fail-on=warning(file") for one in shown)
    assert [one.partition("(")[0] for one in shown if one.startswith("require=")] == [
        "require=epochs>=10",
        "require=val_f1>=0.5",
    ]
    assert any(one.startswith("suppress[0].until=2999-01-01(file") for one in shown)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (["--require", "val_f1 >"], "--require"),
        (["--max-drop", "val_f1"], "--max-drop"),
        (["--write-baseline", "runs"], "runs"),
    ],
)
def test_wrong_demands_are_told_and_not_shown(wrong: list[str], told: str, project: Path, capsys: Captured) -> None:
    assert main(["check", "runs", "--show-settings", *wrong]) == ExitCode.NOT_JUDGED
    assert told in capsys.readouterr().err


def test_help_costs_neither_numpy_nor_a_parser_of_rules() -> None:
    code = "import sys\nfrom trainlog_doctor.cli import main\nmain(['check', '--help'])\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert {"numpy", "pandas", "yaml"}.isdisjoint(done.stdout.splitlines()[-1].split())
