"""``analyze``: options in, one call, a report out."""

from __future__ import annotations

import sys
from typing import Any

import click

from trainlog_doctor.cli import parameters, reports
from trainlog_doctor.cli.exits import ExitCode, decide
from trainlog_doctor.cli.order import order
from trainlog_doctor.cli.progress import progress_of
from trainlog_doctor.errors import UsageError
from trainlog_doctor.model import STDIN


def options(language: str) -> list[click.Parameter]:
    """Everything that ``analyze`` takes."""
    return [
        parameters.sources("[SRC]...", nargs=-1),
        *parameters.destination_options(language),
        *parameters.rule_options(language),
        *parameters.selecting(language),
        parameters.option(language, "--as-of", type=click.IntRange(min=1), metavar="N"),
        parameters.option(language, "--tee", is_flag=True),
        parameters.option(language, "--live/--no-live", default=None),
        *parameters.report_options(language),
    ]


def analyze(sources: tuple[str, ...], **given: Any) -> ExitCode:  # noqa: ANN401 - click passes options by name
    """Judge every run of the sources, write the reports, and say how it went."""
    piped = not sources or STDIN in sources
    if given["tee"] and not piped:
        raise UsageError("nothing_to_tee")
    descriptor = None
    if piped:
        from trainlog_doctor.cli.piped import analyze_pipe, standard_input

        descriptor = standard_input()
    asked = order(given, sources)
    arguments = sources or _piped()

    from trainlog_doctor.pipeline import analyze as judge
    from trainlog_doctor.view import build_view

    if descriptor is not None:
        return analyze_pipe(arguments, descriptor, asked, given)
    with progress_of(arguments, given):
        report = judge(arguments, asked.rules.everywhere, asked.options(given))
    reports.publish(build_view(report, asked.rules.every_rule), asked.destinations, given)
    return decide(report, given["fail_on"])


def _piped() -> tuple[str, ...]:
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("no_source")
    return (STDIN,)
