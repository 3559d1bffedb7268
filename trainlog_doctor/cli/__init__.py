"""The command line: it fills options, calls one function and maps the result to an exit code. Nothing else is here."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from trainlog_doctor import __version__
from trainlog_doctor.cli import parameters
from trainlog_doctor.cli.analyze import analyze
from trainlog_doctor.cli.exits import ExitCode
from trainlog_doctor.errors import DoctorError
from trainlog_doctor.i18n import text
from trainlog_doctor.i18n.language import early
from trainlog_doctor.judgement.report import internal

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments
        Without the program's name; those of the process by default.

    Returns
    -------
    int
        The exit code.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = early(given, os.environ)
    try:
        result = build(language).main(given, prog_name="trainlog-doctor", standalone_mode=False)
    except DoctorError as error:
        return _refused(error, language)
    except click.ClickException as error:
        error.show()
        return ExitCode.NOT_JUDGED
    except (click.Abort, KeyboardInterrupt):
        click.echo(text("cli.interrupted", language), err=True)
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - a fault of ours: told in a line that can be reported, not as a traceback
        return _refused(internal(error), language)
    return int(result or ExitCode.FINE)


def build(language: str) -> click.Group:
    """Make the commands, with their help in a language."""
    from trainlog_doctor.cli.convert import convert
    from trainlog_doctor.cli.explain import explain
    from trainlog_doctor.cli.rules import group

    commands = [
        parameters.command(language, "analyze", analyze, parameters.analyze_options(language)),
        parameters.command(language, "convert", convert, parameters.convert_options(language)),
        parameters.command(language, "explain", explain, parameters.explain_options(language)),
        group(language),
    ]
    version = click.version_option(__version__, prog_name="trainlog-doctor", help=text("cli.option.version", language))
    made = click.Group(
        "trainlog-doctor",
        commands=commands,
        help=text("cli.group", language),
        context_settings=parameters.settings(),
    )
    return parameters.with_help(version(made), language)


def _refused(error: DoctorError, language: str) -> ExitCode:
    from trainlog_doctor.cli.output import complain
    from trainlog_doctor.judgement.report import Failure
    from trainlog_doctor.view import error_view

    complain([error_view(Failure("", error))], (language,))
    return ExitCode.NOT_JUDGED
