"""The reports that a command was asked for: laid out for where they go, and written there."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any, Literal, Protocol

from trainlog_doctor.cli import display, output
from trainlog_doctor.errors import SourceError
from trainlog_doctor.reporters import reporter
from trainlog_doctor.reporters.base import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

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
        _check_folder(path)


def _check_folder(path: str) -> None:
    from pathlib import Path

    folder = Path(path).parent
    if not os.access(folder, os.W_OK):
        fault = errno.EACCES if folder.exists() else errno.ENOENT
        raise SourceError("unwritable", path=path, problem=os.strerror(fault))


def publish(
    view: AnyView,
    destinations: Mapping[str | None, str],
    given: dict[str, Any],
    renderer: Callable[[str], Callable[..., str | bytes | Iterable[str]]] = reporter,
) -> None:
    """Write every report, and tell errors on standard error.

    Parameters
    ----------
    renderer
        Gives the reporter of a format.
    """
    write(view, destinations, given, renderer)
    output.complain(view.errors, given["languages"])


def write(
    view: AnyView,
    destinations: Mapping[str | None, str],
    given: dict[str, Any],
    renderer: Callable[[str], Callable[..., str | bytes | Iterable[str]]] = reporter,
) -> None:
    """Write every report.

    Raises
    ------
    SourceError
        ``unwritable``; ``would_overwrite`` for a log that a directory or a pattern led to.
    """
    for file in filter(None, destinations):
        if os.path.exists(file):  # noqa: PTH110 - most reports go to a terminal, which does not pay for pathlib
            output.spare(view.paths, file)
    for path, name in destinations.items():
        content = renderer(name)(view, _style(name, path, given))
        if isinstance(content, bytes):
            output.deliver((content,), path)
        elif isinstance(content, str):
            output.write(content, path, name in _UTF8_FORMATS)
        else:
            output.deliver(map(output.utf8_of, content), path)


def _style(name: str, path: str | None, given: dict[str, Any]) -> Style:
    to_file = path is not None
    asked = given["languages"]
    return Style(
        languages=asked if to_file or name in _UTF8_FORMATS else display.showable(asked),
        width=display.width(to_file),
        colour=not to_file and display.colour(given["color"], os.environ),
        unicode=to_file or display.shows_unicode(),
        detail=_detail(given),
        chart=not given.get("no_chart"),
        history=not given.get("no_history"),
    )


def _detail(given: dict[str, Any]) -> Literal["quiet", "normal", "verbose"]:
    return "quiet" if given["quiet"] else "verbose" if given.get("verbose") else "normal"
