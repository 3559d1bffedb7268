"""What can be shown on standard output: how wide, in which colours, with which signs and in which languages."""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from trainlog_doctor.cli.output import tell
from trainlog_doctor.i18n import LANGUAGES, text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WIDEST = 120
"""Longer lines are hard to read, however wide the terminal."""
FILE_WIDTH = 100
_PIPE_WIDTH = 80


def width(to_file: bool) -> int:
    """Columns to fill: those of the terminal, 80 in a pipe, 100 in a file."""
    return FILE_WIDTH if to_file else max(40, min(WIDEST, _columns()))


def _columns() -> int:
    """Columns of the terminal, as `shutil.get_terminal_size` tells them; that module brings archives along."""
    with suppress(KeyError, ValueError):
        if (asked := int(os.environ["COLUMNS"])) > 0:
            return asked
    with suppress(AttributeError, ValueError, OSError):
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or _PIPE_WIDTH  # type: ignore[union-attr]
    return _PIPE_WIDTH


def on_terminal() -> bool:
    """Whether somebody watches standard error, on a terminal that can rewrite a line."""
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


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
    tell(text("cli.no_letters", LANGUAGES[0], {"encoding": encoding}))
    return shown or LANGUAGES[:1]


def _has_letters(encoding: str, letters: str) -> bool:
    try:
        letters.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
