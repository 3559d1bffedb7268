"""``run``: a training command under a pseudo-terminal, judged while it runs."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING, Any

import click

from trainlog_doctor.cli import listening, parameters, reports, values
from trainlog_doctor.cli.exits import ExitCode, decide
from trainlog_doctor.cli.order import order
from trainlog_doctor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.cli.order import Order
    from trainlog_doctor.live.descriptors import Sink
    from trainlog_doctor.live.ending import Grounds


def options(language: str) -> list[click.Parameter]:
    """Everything that ``run`` takes; what follows the command's name is the command's own."""
    made = parameters.option
    return [
        click.Argument(["command"], nargs=-1, required=True, type=click.UNPROCESSED, metavar="[--] COMMAND..."),
        parameters.file(language, "--save"),
        made(language, "--stop-on", multiple=True, metavar="RULE|SEVERITY|stop"),
        made(language, "--grace", type=click.FloatRange(min=0), default=10.0, metavar="SECONDS"),
        made(language, "--live/--no-live", default=True),
        *parameters.destination_options(language),
        *parameters.rule_options(language),
        *parameters.reading(language),
        *parameters.report_options(language),
    ]


def run(command: tuple[str, ...], **given: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Run the command, say what is new after each epoch, report at its end; its exit code is ours."""
    asked = order(given, [given["save"]] if given["save"] else [])
    if os.name != "posix":
        raise UsageError("live.no_pty")

    from trainlog_doctor.live.child import CommandError
    from trainlog_doctor.live.ending import Grounds

    grounds = Grounds(values.names(given["stop_on"]), asked.rules.every_rule)
    try:
        with listening.saved(given["save"]) as saved:
            return _run(command, grounds, asked, saved, given)
    except CommandError as error:
        listening.tell_errors([error], given)
        return error.code


def _run(command: Sequence[str], grounds: Grounds, asked: Order, saved: Sequence[Sink], given: dict[str, Any]) -> int:
    from trainlog_doctor.live.session import Session
    from trainlog_doctor.view import build_view

    sinks = [*listening.standard_output(), *saved]
    shared = listening.shares(sinks)
    screen = listening.screen(given, live=given["live"], shared=shared)
    path = given["save"] or shlex.join(command)
    session = Session(command, path, asked.rules, asked.options(given), grounds, given["grace"])
    report = session.run(screen, sinks, shared=shared)
    with listening.reports_beside(sinks):
        reports.publish(build_view(report, asked.rules.every_rule), asked.destinations, given)
    listening.tell_errors(session.faults, given)
    if session.interrupted:
        listening.tell_interrupted(report, path, given)
    for line in session.last_words(report):
        screen.show([line])
    return session.status or (decide(report, given["fail_on"]) if given["fail_on"] else ExitCode.FINE)
