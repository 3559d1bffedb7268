"""``explain``: the page of one rule."""

from __future__ import annotations

from typing import Any

import click

from trainlog_doctor.cli import output, parameters
from trainlog_doctor.cli.exits import ExitCode
from trainlog_doctor.cli.project import rules_in_force
from trainlog_doctor.cli.reports import style


def options(language: str) -> list[click.Parameter]:
    """Everything that ``explain`` takes."""
    return [click.Argument(["rule"]), *parameters.page_options(language)]


def explain(rule: str, **given: Any) -> ExitCode:  # noqa: ANN401 - click passes options by name
    """Print what a rule is, with the thresholds in force."""
    from trainlog_doctor.engine.load import defaults_of
    from trainlog_doctor.engine.pack import find_rule
    from trainlog_doctor.reporters.terminal.rules import render_page
    from trainlog_doctor.view.rule_page import rule_page

    found = find_rule(rules_in_force(given).every_rule, rule)
    output.write(render_page(rule_page(found, defaults_of), style(given)), None, utf8=False)
    return ExitCode.FINE
