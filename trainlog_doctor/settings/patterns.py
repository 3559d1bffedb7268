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

_PARTS = regex(r"/\*\*$|\*\*/|\*+|\?|[^*?/]+|/")
_MEANING = {"/**": "(?:/.*)?", "**/": "(?:.*/)?", "*": "[^/]*", "?": "[^/]"}


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
    parts = _PARTS.findall(pattern.removeprefix("./").rstrip("/"))
    return re.compile("".join(_MEANING.get(part, "[^/]*" if part[0] == "*" else re.escape(part)) for part in parts))
