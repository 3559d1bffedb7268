"""``rules list``, ``validate``, ``test`` and ``schema``: the rule files as a product of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trainlog_doctor.cli import output, parameters
from trainlog_doctor.cli.command import Group, command, lang, with_help
from trainlog_doctor.cli.exits import ExitCode
from trainlog_doctor.cli.project import rules_in_force
from trainlog_doctor.cli.reports import style
from trainlog_doctor.i18n import text
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import click

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.engine.testing import TestResult
    from trainlog_doctor.view.rule_list import RuleLine


def group(language: str) -> click.Group:
    """Make the commands."""
    commands = [
        command(language, "rules.list", show, parameters.list_options(language)),
        command(language, "rules.validate", validate, parameters.file_options(language)),
        command(language, "rules.test", test, parameters.file_options(language)),
        command(language, "rules.schema", schema, [lang(language)]),
    ]
    made = Group("rules", params=[lang(language)], commands=commands, help=text("cli.command.rules", language))
    return with_help(made, language)


def show(**given: Any) -> ExitCode:  # noqa: ANN401 - click passes options by name
    """List the rules in force."""
    from trainlog_doctor.view.rule_list import rule_lines, rule_rows

    rules = rules_in_force(given).everywhere.rules.values()
    if given["list_format"] == "json":
        from trainlog_doctor.reporters.rule_list import rules_json

        output.write(rules_json(rule_rows(rules)), None, utf8=True)
    else:
        output.write(_listed(rule_lines(rules), given), None, utf8=False)
    return ExitCode.FINE


def _listed(rules: Sequence[RuleLine], given: dict[str, Any]) -> str:
    if given["list_format"] == "markdown":
        from trainlog_doctor.reporters.rule_list import rules_markdown
        from trainlog_doctor.view.rule_list import list_words

        return rules_markdown(rules, list_words(), style(given))
    from trainlog_doctor.reporters.terminal.rules import render_list

    return render_list(rules, style(given))


def schema(**given: Any) -> ExitCode:  # noqa: ANN401
    """Print the JSON Schema of a rule file."""
    import json

    from trainlog_doctor.engine.load import load_pack
    from trainlog_doctor.engine.schema import rule_schema

    roles = load_pack(given["settings"].packs).metrics.roles
    made = rule_schema(roles, given["languages"][0])
    output.write(json.dumps(made, ensure_ascii=False, indent=2) + "\n", None, utf8=True)
    return ExitCode.FINE


def validate(**given: Any) -> ExitCode:  # noqa: ANN401
    """Load the rules strictly; faults end as an error that lists them all."""
    _say("cli.validated", given, {"count": len(_chosen(given).rules)})
    return ExitCode.FINE


def test(**given: Any) -> ExitCode:  # noqa: ANN401
    """Run the rules' own tests; a failed one fails the gate."""
    from trainlog_doctor.engine.testing import run_tests

    results = run_tests(_chosen(given))
    failed = [result for result in results if not result.passed]
    for result in failed:
        _tell_failure(result, given)
    known = sum(result.known_miss for result in results)
    _say("cli.tested", given, {"passed": len(results) - len(failed), "count": len(results), "known": known})
    return ExitCode.GATE_FAILED if failed else ExitCode.FINE


def _chosen(given: dict[str, Any]) -> Pack:
    """The rules of the given files and folders as these have them; without any, the built-in and the project's own."""
    from pathlib import Path

    from trainlog_doctor.engine.load import load_pack
    from trainlog_doctor.engine.loading.files import rule_files

    paths = [Path(path) for path in given["rules"]]
    pack = load_pack([*given["settings"].packs, *paths], builtin_tests=True)
    if not paths:
        return pack
    files = {str(file.resolve()) for path in paths for file in rule_files(path)}
    rules = {code: rule for code, rule in pack.rules.items() if str(Path(rule.path).resolve()) in files}
    return replace(pack, rules=rules)


def _tell_failure(result: TestResult, given: dict[str, Any]) -> None:
    data = {"path": result.path, "line": result.line, "rule": result.rule, "test": result.test}
    if not result.failures:
        _say("cli.test.known_miss_holds", given, data)
    for what, expected, got in result.failures:
        _say("cli.test.failed", given, data | {"what": what, "expected": expected, "got": got})


def _say(key: str, given: dict[str, Any], data: Mapping[str, object]) -> None:
    for language in given["languages"]:
        output.write(text(key, language, data) + "\n", None, utf8=False)
