"""Objects of JSON or lists of them, right behind each other, on lines of their own or not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_BETWEEN = " \t\r\n,"
_MOST_BROKEN = 100
"""Most broken objects among others: each costs as much time as what stands before it."""
_FIRST = regex(r"\{|\[(?=\s*+\{)")
"""What opens an object, or a list of objects: brackets hold much else, ``[INFO]``."""
_NEXT = regex(r"\}\s*+(?=\{)")
"""Where an object ends and another begins: within a document there is a comma."""


def values_of(text: str) -> Iterator[tuple[int, object]]:
    """Yield the line of each object, or list of objects (1-based), and its value, None if it is broken.

    Raises
    ------
    ValueError
        There is text among them, or too much is broken.
    """
    decoder, end, line, broken = json.JSONDecoder(), 0, 1, 0
    while (found := _FIRST.search(text, end)) and not text[end : found.start()].strip(_BETWEEN):
        begin = found.start()
        line += text.count("\n", end, begin)
        value, end = _object(text, begin, decoder)
        if value is None and text[begin] == "[":  # nothing tells where the next one would begin
            raise ValueError
        yield line, value
        line += text.count("\n", begin, end)
        broken += value is None
        if broken > _MOST_BROKEN:
            raise ValueError
    if found:
        raise ValueError


def _object(text: str, begin: int, decoder: json.JSONDecoder) -> tuple[object, int]:
    """Decode the object that begins there; of a broken one None, and where the next one may begin."""
    try:
        return decoder.raw_decode(text, begin)
    except (ValueError, RecursionError) as error:
        after = _NEXT.search(text, error.pos if isinstance(error, json.JSONDecodeError) else begin)
        return None, after.end() if after else len(text)
