"""Bytes to the document that they hold: JSON, JSON lines, or a printed literal."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from trainlog_doctor.readers.base import HEAD_BYTES
from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.json_history.document import Document
from trainlog_doctor.readers.json_history.envelopes import opened
from trainlog_doctor.readers.json_history.printed import parse_printed
from trainlog_doctor.readers.json_history.stream import values_of
from trainlog_doctor.readers.json_values import load_json
from trainlog_doctor.readers.openings import opens_document
from trainlog_doctor.readers.trees import first_bytes
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.readers.trees import File

_NESTED = frozenset((dict, list))
_LARGEST_LITERAL = 1 << 25
"""Largest text that the tolerant parser is given: it is written in Python and slow."""

_LARGEST_FILE = 1 << 24
"""Most that is read of each of the many files of a directory."""


def is_json_lines(data: bytes) -> bool:
    """Whether the first two lines that hold anything are an object each."""
    lines = [line for line in data.split(b"\n", 20) if line.strip()][:2]
    return len(lines) == 2 and all(isinstance(_load_line(line), dict) for line in lines)


def _load_line(line: bytes) -> object:
    try:
        return load_json(line)
    except (ValueError, RecursionError):
        return None


def load(data: bytes) -> Document | None:
    """Read a document, whole or cut off; None if it is none. The value is shared: it must not be changed.

    A string that holds a document (``json.dump(str(history))``) is opened. What is no longer than a head is remembered:
    every reader of JSON is asked about it, and one of them then reads it. Anything longer is read once, and forgotten.
    """
    return _load_head(data) if len(data) <= HEAD_BYTES else _load(data)


def load_file(file: File) -> Document | None:
    """Read a document out of a directory; None if it is none, or cannot be read."""
    return load(first_bytes(file, _LARGEST_FILE))


def _load(data: bytes) -> Document | None:
    if not opens_document(data):
        return None
    if is_json_lines(data):
        return _load_lines(data)
    document = _load_one(data)
    if document is not None and isinstance(document.value, str):
        inner = document.value.encode("utf-8", "replace")
        return _load_one(inner) if opens_document(inner) else None
    return document


_load_head = lru_cache(maxsize=1)(_load)


def load_strictly(data: bytes) -> Document | None:
    """Read a document that is whole and correct JSON; None if it is not."""
    value = _load_line(data)
    return None if value is None else Document(value)


def _load_one(data: bytes) -> Document | None:
    if (document := load_strictly(data)) is not None or len(data) > _LARGEST_LITERAL:
        return document
    if (document := _load_stream(data)) is not None:
        return document
    try:
        value, unclosed = parse_printed(data.decode("utf-8", "replace"))
    except ValueError:
        return None
    return Document(value, unclosed=unclosed)


def _load_stream(data: bytes) -> Document | None:
    """Read objects or lists of them right behind each other, on lines of their own or not, as ``json.dump`` appends.

    The last one may be cut off, others be broken, and text without objects stand below; None if it is one.
    """
    try:
        told = list(values_of(data.decode("utf-8", "replace")))
    except ValueError:
        return None
    if sum(value is not None for _, value in told) < 2:
        return None
    unclosed = told[-1][1] is None
    return replace(_of_values(told[:-1] if unclosed else told), unclosed=unclosed)


def _load_lines(data: bytes) -> Document:
    told = [(number, _load_line(line)) for number, line in enumerate(data.split(b"\n"), 1) if line.strip()]
    return _of_values([(number, value if isinstance(value, dict) else None) for number, value in told])


def _of_values(told: Sequence[tuple[int, object]]) -> Document:
    """Make a document of values and their lines, None of what is broken; of one that grows its last state is kept."""
    found = [(line, value) for line, value in told if value is not None]
    kept = [one for one, later in pairwise([*found, (0, None)]) if not goes_on(one[1], later[1])]
    if len(kept) == 1 < len(found):
        return Document(kept[0][1])
    lost = tuple(line for line, value in told if value is None)
    lines = zip(opened([value for _, value in kept]), (line for line, _ in kept), strict=True)
    rows = [(value, line) for value, line in lines if value is not None]
    return Document([value for value, _ in rows], True, tuple(line for _, line in rows), lost=lost)


def goes_on(value: object, later: object) -> bool:
    """Whether a list, or each metric and counter of an object, is a list with which the later one begins."""
    if isinstance(value, list) and isinstance(later, list):
        try:
            return len(later) > len(value) > 0 and later[: len(value)] == value
        except RecursionError:
            return False
    if not isinstance(value, Mapping) or not isinstance(later, Mapping) or value.keys() != later.keys():
        return False
    if _NESTED.isdisjoint(map(type, value.values())):
        return False
    told = (name for name in value if names.is_metric(name) or names.is_counter(name))
    return all(goes_on(value[name], later[name]) for name in told) and any(map(names.is_metric, value))
