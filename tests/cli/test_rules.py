from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trainlog_doctor.cli import main
from trainlog_doctor.cli.exits import ExitCode
from trainlog_doctor.engine.load import load_pack

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack

Captured = pytest.CaptureFixture[str]

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "team-rules.yaml"


@pytest.mark.parametrize("given", ["TD101", "td101", "overfit-metric-plateau", "验证损失上升而指标持平"])
def test_a_rule_is_explained_by_code_name_or_title(given: str, capsys: Captured) -> None:
    assert main(["explain", given]) == ExitCode.FINE
    out = capsys.readouterr().out
    assert out.startswith("TD101 overfit-metric-plateau")
    assert "min_rise" in out
    assert "{" not in out


def test_thresholds_in_force_are_explained(capsys: Captured) -> None:
    main(["explain", "TD101", "--set", "TD101.min_rise=17%"])
    assert "min_rise = 17%" in capsys.readouterr().out


def test_an_unknown_rule_gets_the_nearest(capsys: Captured) -> None:
    assert main(["explain", "overfit-metric-plateu"]) == ExitCode.NOT_JUDGED
    assert "overfit-metric-plateau" in capsys.readouterr().err


def test_a_code_is_suggested_as_it_is_written(capsys: Captured) -> None:
    assert main(["explain", "td1o1"]) == ExitCode.NOT_JUDGED
    assert "“TD101”" in capsys.readouterr().err


def test_every_rule_is_listed_on_a_line(pack: Pack, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    assert main(["rules", "list", "--lang", "zh"]) == ExitCode.FINE
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(pack.rules)


@pytest.mark.parametrize(
    ("language", "head"),
    [
        ("en", "| code | name | severity | finds |"),
        ("zh", "| 代码 | 名称 | 严重程度 | 检查的问题 |"),
        ("both", "| code / 代码 | name / 名称 | severity / 严重程度 | finds | 检查的问题 |"),
    ],
)
def test_the_list_is_a_markdown_table_on_request(language: str, head: str, pack: Pack, capsys: Captured) -> None:
    assert main(["rules", "list", "--format", "markdown", "--lang", language]) == ExitCode.FINE
    first, _, *rows = capsys.readouterr().out.splitlines()
    assert first == head
    assert [row.split(" | ")[0] for row in rows] == [f"| {code}" for code in pack.rules]
    assert {row.count("|") for row in rows} == {head.count("|")}


def test_every_rule_can_be_explained_in_both_languages(pack: Pack) -> None:
    assert {main(["explain", code, "--lang", "both"]) for code in pack.rules} == {ExitCode.FINE}


def test_good_rules_are_valid(capsys: Captured) -> None:
    assert main(["rules", "validate"]) == ExitCode.FINE
    assert "no fault" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("epochs: [1, 10], evidence", "epochs: [1, 9], evidence", "epochs: expected (1, 9), got (1, 10)"),
        ("best.value: 0.75", "best.value: 0.7501", "best.value: expected 0.7501, got 0.75"),
        ("best.value: 0.75", "best.valu: 0.75", "best.valu: expected 0.75, got None"),
        ("en: the goal is 0.8,", "en: the goal is 0.9,", "en: expected the goal is 0.9, got By epoch 10"),
        ("zh: 目标是 0.8}", "zh: 目标是 0.9}", "zh: expected 目标是 0.9, got 到第 10 轮为止"),
        ("skipped: val_auc", "skipped: val_loss", "missing: expected val_loss, got val_auc"),
        ("skipped: val_auc", "skipped: val_auc\n    known_miss: true", "is marked as a known miss, but now it holds"),
    ],
)
def test_each_expectation_can_fail(right: str, wrong: str, told: str, tmp_path: Path, capsys: Captured) -> None:
    text, path = EXAMPLE.read_text(encoding="utf-8"), tmp_path / "mine.yaml"
    assert text.count(right) == 1
    path.write_text(text.replace(right, wrong), "utf-8")
    assert main(["rules", "test", str(path)]) == ExitCode.GATE_FAILED
    first, *_ = capsys.readouterr().out.splitlines()
    assert told in first


def test_a_failed_test_says_what_the_answer_comes_from(tmp_path: Path, capsys: Captured) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    path = tmp_path / "mine.yaml"
    path.write_text(
        text.replace("0.60+0.05x3 0.75x8", "0.85x9").replace("0.82x3", "").replace("val_auc: 0.5x5", "loss: 1")
    )
    assert main(["rules", "test", str(path)]) == ExitCode.GATE_FAILED
    out = capsys.readouterr().out
    assert "expected fired, got clear (best 0.85)" in out
    assert "expected too_early, got val_auc" in out


def test_roles_of_the_projects_own_are_in_the_schema(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "trainlog-doctor.toml").write_text('extend = ["metrics.yaml"]')
    (tmp_path / "metrics.yaml").write_text("roles: {gradient: [grad_norm]}")
    monkeypatch.chdir(tmp_path)
    assert main(["rules", "schema"]) == ExitCode.FINE
    assert '"gradient"' in capsys.readouterr().out


def test_every_fault_of_a_rule_file_is_told_with_its_place(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("id: MY001\nname: Not A Name\nseverity: dire\n", "utf-8")
    assert main(["rules", "validate", str(path)]) == ExitCode.NOT_JUDGED
    err = capsys.readouterr().err
    assert f"{path}:2:" in err
    assert f"{path}:3:" in err


def test_the_rules_own_tests_are_run(capsys: Captured) -> None:
    assert main(["rules", "test"]) == ExitCode.FINE
    count = sum(len(rule.tests) for rule in load_pack(builtin_tests=True).rules.values())
    assert f"{count} of {count} tests passed" in capsys.readouterr().out
    assert count > 100


@pytest.mark.parametrize("arguments", [["--help"], ["analyze", "--help"], ["rules", "--help"], ["explain", "--help"]])
def test_help_is_in_the_users_language(arguments: list[str], capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(arguments) == ExitCode.FINE
    english = capsys.readouterr().out
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert main(arguments) == ExitCode.FINE
    chinese = capsys.readouterr().out
    assert "显示本帮助" in chinese
    assert "Show this help" in english


def test_every_option_has_a_help_text(capsys: Captured) -> None:
    main(["analyze", "--help"])
    assert "cli.option" not in capsys.readouterr().out
