"""Patterns of paths, as ``.gitignore`` and pyproject files write them."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING

from trainlog_doctor.model import STDIN
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_ANYWHERE = regex(r"(?:^|(?<=/))\*\*/")
_STARS = regex(r"\*+")


def matches(source: str, patterns: Iterable[str], root: Path) -> bool:
    """Whether a source as the user named it lies where one of the patterns says.

    Parameters
    ----------
    patterns
        Relative to ``root``: ``*`` stays within a folder, ``**`` does not, and ``runs/**`` is also ``runs`` itself.
        Standard input matches none.
    """
    if source == STDIN:
        return False
    try:
        place = os.path.relpath(source, root).replace(os.sep, "/")
    except ValueError:  # another drive
        return False
    return any(_compiled(pattern).fullmatch(place) for pattern in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    text = pattern.removeprefix("./").rstrip("/")
    whole = text.removesuffix("/**")
    below = "" if whole == text else "(?:/.*)?"
    return re.compile(_joined([*map(_folders, _ANYWHERE.split(whole))], "(?:.*/)?", "(?:.*?/)??") + below)


def _folders(text: str) -> str:
    return "/".join(map(_folder, text.split("/")))


def _folder(text: str) -> str:
    return _joined([re.escape(part).replace(r"\?", "[^/]") for part in _STARS.split(text)], "[^/]*", "[^/]*?")


def _joined(parts: list[str], most: str, least: str) -> str:
    """Put anything between parts: expressions that match the same, and try the most or the least of it first.

    All but the last of several are found where they come first and then held to that: looking further could only leave
    less room for those behind them, and takes a time that rises with the power of their number.
    """
    first, *others = parts
    held = (f"(?>{least}{part})" for part in others[:-1])
    return "".join([first, *held, *(f"{most}{part}" for part in others[-1:])])
