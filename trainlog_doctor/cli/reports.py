"""The reports that a command was asked for: laid out for where they go, and written there."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any, Protocol

from trainlog_doctor.cli import display, output
from trainlog_doctor.errors import SourceError
from trainlog_doctor.reporters import REPORTERS, reporter
from trainlog_doctor.reporters.base import Style

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from trainlog_doctor.view.document import ErrorView

    class AnyView(Protocol):
        """What every report has, whatever it is about."""

        @property
        def errors(self) -> Sequence[ErrorView]:
            """What could not be judged."""

        @property
        def paths(self) -> Collection[str]:
            """Where the runs were found."""


_UTF8_FORMATS = frozenset({"csv", "gitlab", "html", "json", "jsonl", "junit", "markdown", "parquet", "sarif"})


def check(destinations: Mapping[str | None, str], sources: Collection[str]) -> None:
    """Refuse files that cannot be written, or are themselves to be read, before a night of training is.

    Raises
    ------
    SourceError
        ``unwritable`` or ``would_overwrite``.
    """
    for path in filter(None, destinations):
        output.spare(sources, path)
        _check_writable(path)


def _check_writable(path: str) -> None:
    # By os.path throughout: Path.exists fails where a name is too long.
    folder, there = os.path.dirname(path) or os.curdir, os.path.exists(path)  # noqa: PTH110, PTH120
    # What is no ordinary file, as /dev/stderr, is written to directly.
    beside = not there or os.path.isfile(path)  # noqa: PTH113
    if (there and not os.access(path, os.W_OK)) or (beside and not os.access(folder, os.W_OK)):
        fault = errno.EACCES if os.path.exists(folder) else errno.ENOENT  # noqa: PTH110
        raise SourceError("unwritable", path=path, problem=os.strerror(fault))


def publish(
    view: AnyView,
    destinations: Mapping[str | None, str],
    given: dict[str, Any],
    known: Mapping[str, str] = REPORTERS,
    *,
    told: bool = False,
) -> None:
    """Write every report, and tell errors on standard error.

    Parameters
    ----------
    known
        The registry of the reporters that the command has.
    told
        Whether a report on standard output tells the errors itself.

    Raises
    ------
    SourceError
        ``unwritable``; ``would_overwrite`` for a log that a directory or a pattern led to.
    """
    for file in filter(None, destinations):
        if os.path.exists(file):  # noqa: PTH110 - most reports go to a terminal, which does not pay for pathlib
            output.spare(view.paths, file)
    for path, name in destinations.items():
        content = reporter(known[name])(view, style(given, name, path))
        if isinstance(content, bytes):
            output.deliver((content,), path)
        elif isinstance(content, str):
            output.write(content, path, name in _UTF8_FORMATS)
        else:
            output.deliver(map(output.utf8_of, content), path)
    if not told:
        output.complain(view.errors, given["languages"])


def style(given: dict[str, Any], name: str = "text", path: str | None = None) -> Style:
    """Decide how a report looks in a file, or on standard output."""
    to_file = path is not None
    asked = given["languages"]
    return Style(
        languages=asked if to_file or name in _UTF8_FORMATS else display.showable(asked),
        width=display.width(to_file),
        colour=not to_file and display.colour(given["color"], os.environ),
        unicode=to_file or display.shows_unicode(),
        detail="quiet" if given.get("quiet") else "verbose" if given.get("verbose") else "normal",
        chart=not given.get("no_chart"),
        history=not given.get("no_history"),
    )
