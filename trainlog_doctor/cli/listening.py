"""What is said live, and where: screens on standard error, sinks on standard output, and a last word on both."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import contextmanager, redirect_stdout, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trainlog_doctor.cli import display, output, reports
from trainlog_doctor.i18n import translations
from trainlog_doctor.judgement.report import Failure
from trainlog_doctor.live.descriptors import Sink, write_all
from trainlog_doctor.live.screen import Appending, Rewriting, Screen, Silent
from trainlog_doctor.record import replace
from trainlog_doctor.view import error_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from trainlog_doctor.errors import DoctorError
    from trainlog_doctor.judgement.report import Report
    from trainlog_doctor.reporters.base import Style

STDOUT, STDERR = 1, 2


def is_pipe(descriptor: int) -> bool:
    """Whether an open file is a pipe or socket."""
    try:
        mode = os.fstat(descriptor).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)


def screen(given: dict[str, Any], *, live: bool, shared: bool) -> Screen:
    """Decide where the status goes: nowhere, onto a line of its own, or between the lines of the training."""
    if not live or sys.stderr is None:
        return Silent()
    made = Rewriting if display.on_terminal() and not shared else Appending
    return made(_say, lambda: _style(given))


def shares(sinks: Sequence[Sink]) -> bool:
    """Whether standard error and what the training writes may end up on the same terminal."""
    return any(one.descriptor == STDOUT for one in sinks) and (os.isatty(STDOUT) or is_pipe(STDOUT))


def _say(text: str) -> None:
    """Write to standard error; what cannot be said is no reason to stop listening."""
    with suppress(OSError):
        write_all(STDERR, text.encode(sys.stderr.encoding or "utf-8", "replace"))


def _style(given: dict[str, Any]) -> Style:
    try:
        width = max(40, min(display.WIDEST, os.get_terminal_size(STDERR).columns))
    except OSError:
        width = display.FILE_WIDTH
    with redirect_stdout(sys.stderr):
        return replace(reports.style(given), width=width)


@contextmanager
def reports_beside(sinks: Sequence[Sink]) -> Iterator[None]:
    """Send reports to standard error where standard output is the training's."""
    if any(one.descriptor == STDOUT for one in sinks) and sys.stderr is not None:
        with redirect_stdout(sys.stderr):
            yield
    else:
        yield


def tell(key: str, given: dict[str, Any], data: Mapping[str, object] | None = None) -> None:
    """Say a sentence of the topic ``live`` on standard error."""
    output.remark([translations(f"live.{key}", data)], given["languages"])


def tell_interrupted(report: Report, path: str, given: dict[str, Any]) -> None:
    """Say after which epoch a training was interrupted."""
    frames = [one.run.frame for one in report.diagnoses if one.origin.path == path and len(one.run.frame)]
    if frames:
        tell("interrupted", given, {"epoch": int(frames[-1].epoch[-1])})
    else:
        tell("interrupted_early", given)


def tell_errors(errors: Iterable[DoctorError], given: dict[str, Any]) -> None:
    """Say what went wrong beside the reading and judging."""
    views = [error_view(Failure("", error)) for error in errors]
    output.complain(views, given["languages"])


def standard_output() -> list[Sink]:
    """Standard output as a sink, if there is one."""
    return [Sink(STDOUT, "stdout")] if sys.stdout is not None else []


@contextmanager
def saved(path: str | None) -> Iterator[list[Sink]]:
    """Open a file for the training's bytes, if one is wanted.

    Raises
    ------
    SourceError
        ``unwritable``.
    """
    if path is None:
        yield []
        return
    try:
        file = Path(path).open("wb", buffering=0)  # noqa: SIM115 - closed below
    except OSError as error:
        raise output.unwritable(path, error) from error
    with file:
        yield [Sink(file.fileno(), path)]
