"""Objects that a program printed, with other text around them: the history of every fold, one below the other."""

from __future__ import annotations

from collections.abc import Mapping

from trainlog_doctor.readers.json_history.literal import parse_literal
from trainlog_doctor.regex import regex

_FIRST = regex(r"""\s{0,99}+(?!\[)[^{}]{0,1999}+(?=\{\s{0,9}+['"])""")
_NEXT = regex(r"""\n[^\n{}]{0,80}+(?=\{\s{0,9}+['"])""")
_LONGEST_LABEL = 80
_BESIDE = " \t\r\n:=-#>*"


def parse_printed(text: str) -> tuple[object, bool]:
    """Read the literal that a text begins with, and any objects of lists that are printed below it.

    Several become an object by the texts before them, or a list; and whether brackets were missing is said.

    Raises
    ------
    ValueError
        The text begins with no literal, or with the first of many rows, which a program printed one by one.
    """
    begin = found.end() if (found := _FIRST.match(text)) else 0
    first, unclosed, end = parse_literal(text, begin)
    if not _holds_lists(first) and (again := _NEXT.search(text, end)) and _key(text, begin) == _key(text, again.end()):
        raise ValueError
    objects = [(_label(text, 0, begin), first)]
    while _holds_lists(first) and not unclosed:
        following = _NEXT.search(text, end)
        try:
            value, unclosed, after = parse_literal(text, following.end()) if following else (None, False, end)
        except ValueError:
            break
        if following is None:
            break
        if _holds_lists(value):
            objects.append((_label(text, end, following.end()), value))
        end = after
    named = dict(objects)
    several: object = named if "" not in named and len(named) == len(objects) else [value for _, value in objects]
    return (several if len(objects) > 1 else first), unclosed


def _holds_lists(value: object) -> bool:
    """Whether a value is an object that holds lists, by itself or in objects: what prints of single rows do not."""
    inner = list(value.values()) if isinstance(value, Mapping) else []
    return any(isinstance(one, list | Mapping) and one for one in inner)


def _key(text: str, begin: int) -> str:
    """What an object has before its first value."""
    return text[begin : begin + _LONGEST_LABEL].partition(":")[0]


def _label(text: str, begin: int, end: int) -> str:
    """Tell what stands right before an object: on its line, or else on the last line above it that says anything."""
    lines = [line.strip(_BESIDE) for line in text[max(begin, end - 4 * _LONGEST_LABEL) : end].splitlines()]
    label = next((line for line in reversed(lines) if line), "")
    return label if len(label) <= _LONGEST_LABEL else ""
