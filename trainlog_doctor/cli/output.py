"""Where reports and errors go: files, standard output, standard error."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from trainlog_doctor.cli.atomic import write_whole
from trainlog_doctor.errors import SourceError
from trainlog_doctor.i18n import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.view.document import ErrorView

STDOUT = "-"
"""The file name that stands for standard output."""


def write(content: str, path: str | None, utf8: bool) -> None:
    """Write a report to a file (always UTF-8) or to standard output; a reader that has gone away is no error.

    Parameters
    ----------
    utf8
        Whether the format demands UTF-8 wherever it goes, as JSON does.

    Raises
    ------
    SourceError
        ``unwritable``.
    """
    if path is not None or utf8:
        deliver((utf8_of(content),), path)
    else:
        deliver((content.encode(sys.stdout.encoding or "utf-8", "replace"),), None)


def utf8_of(content: str) -> bytes:
    """Encode text; halves of surrogate pairs (file names that are no Unicode) become escapes, as JSON has them."""
    return content.encode("utf-8", "backslashreplace")


def deliver(data: Iterable[bytes], path: str | None) -> None:
    """Put bytes, piece by piece, into a file, which appears whole or not at all, or on standard output.

    Raises
    ------
    SourceError
        ``unwritable``.
    """
    if path is None:
        with standard_output():
            sys.stdout.buffer.writelines(data)
            sys.stdout.flush()
        return
    try:
        write_whole(path, data)
    except OSError as error:
        raise unwritable(path, error) from error


@contextmanager
def standard_output() -> Iterator[None]:
    """Write to standard output inside; that its reader has gone away is no error.

    Raises
    ------
    SourceError
        ``unwritable``.
    """
    try:
        yield
    except OSError as error:
        # Python would complain once more when it closes standard output at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise unwritable("stdout", error) from error


def spare(sources: Iterable[str], path: str | None) -> None:
    """Refuse to write over a log: there may be no other copy of it.

    Raises
    ------
    SourceError
        ``would_overwrite``.
    """
    if path is not None and any(_same(path, source) for source in sources):
        raise SourceError("would_overwrite", path=path)


def _same(one: str, other: str) -> bool:
    """Whether two names mean one file, which need not be there yet."""
    try:
        return os.path.samefile(one, other)  # noqa: PTH121 - once for each of very many sources
    except (OSError, ValueError):
        return os.path.abspath(one) == os.path.abspath(other)  # noqa: PTH100


def unwritable(path: str, error: OSError) -> SourceError:
    """Word what the operating system says of a file that was to be written."""
    return SourceError("unwritable", path=path, problem=error.strerror or type(error).__name__)


def complain(errors: Iterable[ErrorView], languages: Iterable[str]) -> None:
    """Tell errors on standard error."""
    from trainlog_doctor.model import STDIN

    for error in errors:
        for language in languages:
            key = "cli.error" if error.path else "cli.error.plain"
            path = "stdin" if error.path == STDIN else error.path
            tell(text(key, language, {"path": path, "text": error.text[language]}))
            for detail in error.details:
                tell(f"  {detail[language]}")


def remark(remarks: Iterable[Text], languages: Iterable[str]) -> None:
    """Tell on standard error what was noticed in a source."""
    spoken = tuple(languages)
    for one in remarks:
        for language in spoken:
            tell(one[language])


def tell(line: str) -> None:
    """Say a line on standard error; where that cannot be written, the exit code is all that can still tell."""
    encoding = sys.stderr.encoding or "utf-8"
    with suppress(OSError):
        sys.stderr.write(line.encode(encoding, "replace").decode(encoding) + "\n")
