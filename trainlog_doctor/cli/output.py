"""Where reports and errors go, and what can be shown there."""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from trainlog_doctor.cli.atomic import write_whole
from trainlog_doctor.errors import SourceError
from trainlog_doctor.i18n import LANGUAGES, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.view.document import ErrorView

WIDEST = 120
"""Longer lines are hard to read, however wide the terminal."""
_FILE_WIDTH = 100
_PIPE_WIDTH = 80


def width(to_file: bool) -> int:
    """Columns to fill: those of the terminal, 80 in a pipe, 100 in a file."""
    return _FILE_WIDTH if to_file else max(40, min(WIDEST, _columns()))


def _columns() -> int:
    """Columns of the terminal, as `shutil.get_terminal_size` tells them; that module brings archives along."""
    with suppress(KeyError, ValueError):
        if (asked := int(os.environ["COLUMNS"])) > 0:
            return asked
    with suppress(AttributeError, ValueError, OSError):
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or _PIPE_WIDTH  # type: ignore[union-attr]
    return _PIPE_WIDTH


def colour(choice: str, environment: Mapping[str, str]) -> bool:
    """Whether standard output gets colours: as asked for, else as NO_COLOR and FORCE_COLOR say, else for terminals."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and environment.get("TERM") != "dumb"


def shows_unicode() -> bool:
    """Whether lines and marks beyond ASCII can be shown, each one column wide.

    That is so in the Unicode encodings alone: Western code pages lack them, and Chinese ones have many of them, but two
    columns wide.
    """
    return codecs.lookup(sys.stdout.encoding or "ascii").name.startswith("utf")


def showable(asked: Sequence[str]) -> tuple[str, ...]:
    """Leave out languages that the output's encoding has no letters for, and say so: question marks help nobody."""
    encoding = sys.stdout.encoding or "ascii"
    shown = tuple(language for language in asked if _has_letters(encoding, text("cli.letters", language)))
    if len(shown) == len(asked):
        return shown
    _tell(text("cli.no_letters", LANGUAGES[0], {"encoding": encoding}))
    return shown or LANGUAGES[:1]


def _has_letters(encoding: str, letters: str) -> bool:
    try:
        letters.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


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
    try:
        if path is not None:
            write_whole(path, data)
        else:
            _write_out(data)
    except OSError as error:
        problem = error.strerror or type(error).__name__
        raise SourceError("unwritable", path=path or "stdout", problem=problem) from error


def _write_out(data: Iterable[bytes]) -> None:
    try:
        sys.stdout.buffer.writelines(data)
        sys.stdout.flush()
    except OSError as error:
        # Python would complain once more when it closes standard output at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise


def complain(errors: Iterable[ErrorView], languages: Iterable[str]) -> None:
    """Tell errors on standard error."""
    from trainlog_doctor.model import STDIN

    for error in errors:
        for language in languages:
            key = "cli.error" if error.path else "cli.error.plain"
            path = "stdin" if error.path == STDIN else error.path
            _tell(text(key, language, {"path": path, "text": error.text[language]}))
            for detail in error.details:
                _tell(f"  {detail[language]}")


def remark(remarks: Iterable[Text], languages: Iterable[str]) -> None:
    """Tell on standard error what was noticed in a source."""
    spoken = tuple(languages)
    for one in remarks:
        for language in spoken:
            _tell(one[language])


def _tell(line: str) -> None:
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(line.encode(encoding, "replace").decode(encoding) + "\n")
