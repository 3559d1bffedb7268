"""Parameters in the names of folders and files: ``lr=0.01``, ``lr=0.01,bs=32``, ``lr=0.01_bs=32``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainlog_doctor.regex import regex
from trainlog_doctor.sweep.parameters.values import value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.sweep.row import Value

_SEPARATORS = regex(r"[/\\]")
_BETWEEN = regex(r"[,;& ]+")
_ENDING = regex(r"(?:\.[A-Za-z][A-Za-z0-9]{0,9})+$", re.ASCII)
_NAME = regex(r"[A-Za-z][A-Za-z0-9_.]*", re.ASCII)
_VALUE_AND_NAME = regex(r"([+-]?[0-9][0-9.eE+-]*?)[_-]([A-Za-z][A-Za-z0-9_.]*)", re.ASCII)
"""Behind a number, an underline or a hyphen begins the next name; behind a word nobody could tell."""
_LONGEST = 255


def in_path(path: str) -> dict[str, Value]:
    """Read the parameters that the names of a path's parts hold; what could be read in two ways is left out."""
    # What stands behind a question mark of an address are keys and signatures.
    plain = path.partition("?")[0].replace("::", "/") if "://" in path else path
    *folders, last = _SEPARATORS.split(plain)
    parts = [*folders, _ENDING.sub("", last)]
    return {name: found for part in parts if "=" in part for name, found in _pairs(part[:_LONGEST])}


def _pairs(part: str) -> Iterator[tuple[str, Value]]:
    for piece in _BETWEEN.split(part):
        yield from _chain(piece.split("="))


def _chain(fields: list[str]) -> Iterator[tuple[str, Value]]:
    """Take ``name=value`` apart, and ``name=1_name=2``."""
    name, found = fields[0].strip("_-"), list[tuple[str, "Value"]]()
    for text in fields[1:-1]:
        both = _VALUE_AND_NAME.fullmatch(text)
        if both is None:
            return
        found.append((name, value(both[1])))
        name = both[2]
    found.append((name, value(fields[-1])))
    if len(fields) > 1 and all(_NAME.fullmatch(one) for one, _ in found):
        yield from found
