"""``rules list``, ``rules validate`` and ``rules test``: the rule files as a product of their own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from trainlog_doctor.cli import output, parameters
from trainlog_doctor.cli.analyze import pack_of
from trainlog_doctor.cli.exits import ExitCode
from trainlog_doctor.cli.explain import style_of
from trainlog_doctor.i18n import text
from trainlog_doctor.i18n.language import languages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.testing import TestResult


def group(language: str) -> click.Group:
    """Make the commands."""
    commands = [
        parameters.command(language, "rules.list", show, parameters.page_options(language)),
        parameters.command(language, "rules.validate", validate, parameters.file_options(language)),
        parameters.command(language, "rules.test", test, parameters.file_options(language)),
    ]
    made = click.Group("rules", commands=commands, help=text("cli.command.rules", language))
    return parameters.with_help(made, language)


def show(**given: Any) -> ExitCode:  # noqa: ANN401 - click passes options by name
    """List the rules in force."""
    from trainlog_doctor.reporters.terminal.rules import render_list
    from trainlog_doctor.view.rule_page import rule_page

    pages = map(rule_page, pack_of(given, check_statistics=False).rules.values())
    output.write(render_list(pages, style_of(given)), None, utf8=False)
    return ExitCode.FINE


def validate(**given: Any) -> ExitCode:  # noqa: ANN401
    """Load the rules strictly; faults end as an error that lists them all."""
    _say("cli.validated", given, {"count": len(pack_of(given).rules)})
    return ExitCode.FINE


def test(**given: Any) -> ExitCode:  # noqa: ANN401
    """Run the rules' own tests; a failed one fails the gate."""
    from trainlog_doctor.engine.testing import run_tests

    results = run_tests(pack_of(given))
    failed = [result for result in results if not result.passed]
    for result in failed:
        _tell_failure(result, given)
    known = sum(result.known_miss for result in results)
    _say("cli.tested", given, {"passed": len(results) - len(failed), "count": len(results), "known": known})
    return ExitCode.GATE_FAILED if failed else ExitCode.FINE


def _tell_failure(result: TestResult, given: dict[str, Any]) -> None:
    data = {"path": result.path, "line": result.line, "rule": result.rule, "test": result.test}
    if not result.failures:
        _say("cli.test.known_miss_holds", given, data)
    for what, expected, got in result.failures:
        _say("cli.test.failed", given, data | {"what": what, "expected": expected, "got": got})


def _say(key: str, given: dict[str, Any], data: Mapping[str, object]) -> None:
    for language in languages(given["lang"], os.environ):
        output.write(text(key, language, data) + "\n", None, utf8=False)
