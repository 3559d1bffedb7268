"""JSON text to values: by orjson where it is installed, which takes a tenth of the time, else by the standard library.

Both give the same values. What orjson refuses (``NaN``, numbers beyond a float, other encodings than UTF-8) is read by
the standard library; integers above 2**64, which orjson gives as floats, are no number of a training.
"""

from __future__ import annotations

import importlib
import json
from functools import cache
from typing import TYPE_CHECKING, Any

from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NUMBER = b"+-.0123456789eE,"
_NEGATIVE_ZERO = regex(rb"-0[,\]]")
"""An integer in JSON, which has no such zero; as text it is a float."""

_PRINTED = regex(rb'\s{0,9}\[\s{0,9}\{"stream_name"')


def load_json(data: bytes) -> object:
    """Read a document.

    Raises
    ------
    ValueError, RecursionError
        It is none.
    """
    quick = _quick()
    if quick is not None:
        try:
            return quick(data)
        except ValueError:
            pass
    return json.loads(data)


def is_document(data: bytes) -> bool:
    """Whether bytes are an object or a list, and nothing else: no line of it is what a program printed.

    A list in which Kaggle keeps what a kernel printed is none.
    """
    if _PRINTED.match(data):
        return False
    try:
        return data.lstrip()[:1] in (b"{", b"[") and load_json(data) is not None
    except (ValueError, RecursionError):
        return False


def load_numbers(data: bytes) -> Sequence[float] | None:
    """Read numbers with commas between them, as ``float`` reads each; None where that is not plain, or orjson lacks."""
    quick = _quick()
    if quick is None or data.translate(None, _NUMBER):
        return None
    listed = b"[%b]" % data
    if b"-" in listed and _NEGATIVE_ZERO.search(listed):
        return None
    try:
        values: list[float] = quick(listed)
    except ValueError:
        return None
    return values


@cache
def _quick() -> Callable[[bytes], Any] | None:
    try:
        found: Callable[[bytes], Any] = importlib.import_module("orjson").loads
    except ImportError:
        return None
    return found
