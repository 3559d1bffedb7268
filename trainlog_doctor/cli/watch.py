"""``watch``: what a training writes elsewhere, judged while it grows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from trainlog_doctor.cli import listening, parameters, reports
from trainlog_doctor.cli.exits import ExitCode, decide
from trainlog_doctor.cli.order import order
from trainlog_doctor.errors import UsageError
from trainlog_doctor.sources import STDIN
from trainlog_doctor.sources.address import is_remote


def options(language: str) -> list[click.Parameter]:
    """Everything that ``watch`` takes."""
    made = parameters.option
    return [
        parameters.sources("SRC", name="source"),
        made(language, "--until-done", is_flag=True),
        made(language, "--idle", type=click.FloatRange(min=0), metavar="SECONDS"),
        *parameters.destination_options(language),
        *parameters.rule_options(language),
        *parameters.selecting(language),
        *parameters.report_options(language),
    ]


def watch(source: str, **given: Any) -> ExitCode:  # noqa: ANN401 - click passes options by name
    """Say what is new after each epoch, and report when there is nothing more to wait for."""
    asked = order(given, (source,))
    rules = asked.rules
    elsewhere = source == STDIN or is_remote(source)
    if elsewhere or (Path(source).exists() and not (Path(source).is_file() or Path(source).is_dir())):
        raise UsageError("live.not_watched", path=source)

    from trainlog_doctor.live.watching import Watch
    from trainlog_doctor.view import build_view

    watched = Watch(source, rules, asked.options(given), given["until_done"], given["idle"])
    report = watched.run(listening.screen(given, live=True, shared=False))
    reports.publish(build_view(report, rules.every_rule), asked.destinations, given)
    listening.tell_errors(watched.faults, given)
    if watched.interrupted:
        listening.tell_interrupted(report, source, given)
        return ExitCode.INTERRUPTED
    return decide(report, given["fail_on"])
