"""Parameters as plain values by one name each."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.sweep.row import Value

_NUMBER = regex(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_WHOLE = regex(r"[+-]?\d{1,18}", re.ASCII)
_WORDS: Mapping[str, Value] = {"true": True, "false": False, "null": None, "none": None, "~": None, "": None}
_LONGEST = 200
_MOST = 500


def value(text: str) -> Value:
    """Read a value as it is written: a number, a truth value, nothing, or a word."""
    bare = text.strip()
    if bare.lower() in _WORDS:
        return _WORDS[bare.lower()]
    if _WHOLE.fullmatch(bare):
        return int(bare)
    if _NUMBER.fullmatch(bare) and math.isfinite(number := float(bare)):
        return number
    return bare[:_LONGEST]


def flat(tree: Mapping[str, object]) -> dict[str, Value]:
    """Name what is nested by its path with dots; lists become one word; at most 500 parameters are kept."""
    found: dict[str, Value] = {}
    for name, item in _leaves(tree, ""):
        if len(found) == _MOST:
            break
        found[name[:_LONGEST]] = item
    return found


def _leaves(tree: Mapping[str, object], prefix: str) -> Iterator[tuple[str, Value]]:
    for key, item in tree.items():
        name = f"{prefix}{key}"
        if isinstance(item, Mapping):
            yield from _leaves(item, f"{name}.")
        elif isinstance(item, str):
            yield name, value(item)
        elif item is None or isinstance(item, bool | int | float):
            yield name, None if isinstance(item, float) and not math.isfinite(item) else item
        elif isinstance(item, list):
            yield name, json.dumps(item, ensure_ascii=False, default=str)[:_LONGEST]
