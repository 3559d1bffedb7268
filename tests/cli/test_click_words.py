"""Click's own messages and help in Chinese."""

from __future__ import annotations

import ast
import inspect
import re
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from trainlog_doctor.cli import main
from trainlog_doctor.cli.click_words import speak, wrapped
from trainlog_doctor.cli.commands import NAMES
from trainlog_doctor.cli.exits import ExitCode
from trainlog_doctor.i18n import catalogue
from trainlog_doctor.reporters.terminal.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterator

Captured = pytest.CaptureFixture[str]
ENGLISH = re.compile(r"[a-z]{2,} [a-z]{2,}")
COLUMNS = 80
CLICK = [int(part) for part in version("click").split(".")[:2]]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("analyze --foo", "没有选项"),
        ("analyze --verbos", "--verbose"),
        ("explain", "缺少参数 'RULE'。"),
        ("explain TD101 TD102", "多余的参数：TD102"),
        ("analyze -o", "选项 '-o' 需要一个取值"),
        ("analyze --fail-on x a.log", "'x' 不在可选值 'info', 'warning', 'error' 之内"),
        ("analyze --as-of 0 a.log", "0 不在范围 x>=1 之内"),
        ("analyze --as-of x a.log", "'x' 不是有效的数值"),
        ("analyze --rules no-such-folder a.log", "路径 'no-such-folder' 不存在"),
        ("analyze --quiet=1 a.log", "选项 '--quiet' 不带取值"),
        ("analyze -o tests a.log", "'tests' 是目录"),
        ("rules foo", "没有命令“foo”"),
        ("scan", "缺少参数 'SRC...'。"),
    ],
)
def test_wrong_usage_is_told_in_chinese(
    arguments: str, told: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    assert main(arguments.split()) == ExitCode.NOT_JUDGED
    error = capsys.readouterr().err.splitlines()[-1]
    assert told in error
    assert not ENGLISH.search(error)


def test_wrong_usage_is_told_in_english_behind_chinese(capsys: Captured) -> None:
    main(["analyze", "--foo", "--lang", "zh"])
    main(["analyze", "--foo", "--lang", "en"])
    assert "No such option" in capsys.readouterr().err


@pytest.mark.parametrize("command", NAMES)
def test_chinese_help_fits_the_columns_of_the_terminal(
    command: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(COLUMNS))
    monkeypatch.setenv("TRAINLOG_DOCTOR_LANG", "zh")
    main([command, "--help"])
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if cell_len(line) > COLUMNS] == []
    assert lines[0].startswith("用法：")


def test_text_is_wrapped_by_columns_with_its_indents() -> None:
    assert wrapped("中文中文 abc", 8, "> ", "  ") == "> 中文中\n  文 abc"
    assert wrapped("a b\n\nc", 8, preserve_paragraphs=True) == "a b\n\nc"


def test_a_sentence_that_the_catalogue_lacks_stays_as_click_has_it() -> None:
    speak("zh")
    said = vars(click.exceptions)
    try:
        assert said["_"]("Something new.") == "Something new."
        assert said["ngettext"]("{n} new thing", "{n} new things", 2) == "{n} new things"
    finally:
        speak("en")


def _errors(kind: type[click.UsageError]) -> Iterator[type[click.UsageError]]:
    for one in kind.__subclasses__():
        yield one
        yield from _errors(one)


@pytest.mark.parametrize("kind", [click.UsageError, *_errors(click.UsageError)])
def test_every_kind_of_error_can_be_told(kind: type[click.UsageError], capsys: Captured) -> None:
    context = click.Context(click.Command("analyze"))
    needed = inspect.signature(kind).parameters
    values = {"message": "消息", "option_name": "--foo", "command_name": "foo", "ctx": context}
    given = {name: value for name, value in values.items() if name in needed}
    speak("zh")
    try:
        kind(**given).show()  # type: ignore[arg-type]
    finally:
        speak("en")
    assert capsys.readouterr().err


@pytest.mark.skipif(CLICK < [8, 5], reason="older versions say some of them otherwise")
def test_every_sentence_in_the_catalogue_is_one_of_clicks() -> None:
    folder = Path(click.__file__).parent
    said = {
        argument.value
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}
        for argument in node.args
        if isinstance(argument, ast.Constant)
    }
    ours = {
        key: text for key, text in catalogue("click", "en").items() if not key.endswith(".8_1") and key != "required"
    }
    assert [text for text in ours.values() if text not in said] == []
