"""The command line: it fills options, calls one function and maps the result to an exit code. Nothing else is here."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from trainlog_doctor.cli.click_words import speak
from trainlog_doctor.cli.commands import Commands
from trainlog_doctor.cli.exits import ExitCode
from trainlog_doctor.errors import DoctorError
from trainlog_doctor.i18n import text
from trainlog_doctor.i18n.language import asked_for, early, languages

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, with the arguments of the process by default; its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = early(given, os.environ)
    speak(language)
    try:
        result = Commands(language).main(given, prog_name="trainlog-doctor", standalone_mode=False)
    except DoctorError as error:
        return _refused(error, given)
    except click.ClickException as error:
        with suppress(OSError):  # where standard error cannot be written, the exit code tells
            error.show()
        return ExitCode.NOT_JUDGED
    except (click.Abort, KeyboardInterrupt):
        click.echo(text("cli.interrupted", language), err=True)
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - a fault of ours: told in a line that can be reported, not as a traceback
        from trainlog_doctor.judgement.report import internal

        return _refused(internal(error), given)
    return int(result or ExitCode.FINE)


def _refused(error: DoctorError, given: Sequence[str]) -> ExitCode:
    """Tell an error in the languages of the report that it stands in place of."""
    from trainlog_doctor.cli.output import complain
    from trainlog_doctor.cli.project import here
    from trainlog_doctor.judgement.report import Failure
    from trainlog_doctor.view import error_view

    spoken = languages(asked_for(given, os.environ) or here().lang, os.environ)
    complain([error_view(Failure("", error))], spoken)
    return ExitCode.NOT_JUDGED
