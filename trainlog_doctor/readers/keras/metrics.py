"""The part of a line that holds metrics: ``loss: 0.25 - accuracy: 0.91 - val_loss: 0.3 - 650ms/epoch``."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from trainlog_doctor.readers.keras.grammar import DASHES, NUMBER, PACE, UNIT_SECONDS
from trainlog_doctor.regex import regex

NAME_BYTES = 256
OLD_NAMES = {"acc.": "acc", "val. loss": "val_loss", "val. acc.": "val_acc"}
"""How the first versions of Keras wrote names."""

EXPONENTS = (b"e", b"e-", b"e+")
"""What is left of one that was cut off."""

COMMA = regex(rb"(?<![\d.,\[(])(0),(?=\d)|(\d),(?=\d{4}(?!\d))")
"""A decimal comma: no thousands begin with 0, or have four digits."""


class Metrics(NamedTuple):
    """Metrics of one line.

    Attributes
    ----------
    names, values
        As logged, NaN where the log says nan.
    seconds
        Seconds an epoch, where the line states them (``650ms/epoch``); NaN otherwise.
    rest
        What stands behind the last metric.
    lists
        Names whose values are lists, which no column can hold.
    places
        Digits behind the point of the last value; None for an exponent, NaN, infinity, and where there is no value.
    """

    names: tuple[str, ...]
    values: tuple[float, ...]
    seconds: float
    rest: bytes
    lists: tuple[str, ...] = ()
    places: int | None = None


@lru_cache(maxsize=4096)
def metric_name(raw: bytes) -> str:
    """Decode a metric's name: UTF-8, else GB 18030, else Latin-1; surrounding blanks, and separators before it, cut."""
    raw = raw.lstrip(b" \t|,")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).strip()
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1").strip()


def seconds_of(clock: bytes) -> float:
    """Seconds of ``5s``, ``12:34`` or ``1:02:03``."""
    total = 0
    for part in clock.rstrip(b"s").split(b":"):
        total = total * 60 + int(part)
    return float(total)


def number_at_start(raw: bytes) -> tuple[float, bytes] | None:
    """The number that a text begins with, and what follows it; None where it was cut off at its point or exponent."""
    if raw.rstrip().endswith(b".") and raw.strip(b" \t+-0123456789") == b".":
        return None
    try:
        return float(raw), b""
    except ValueError:
        found = NUMBER.match(raw)
    rest = raw[found.end() :] if found else b""
    return (float(found[1]), rest) if found and rest.strip() not in EXPONENTS else None


def decimal_places(number: bytes) -> int | None:
    """Digits behind the point of a number as printed; None for an exponent, NaN, infinity and nothing."""
    whole, _, digits = number.strip().partition(b".")
    return len(digits) if whole[-1:].isdigit() and (digits.isdigit() or not digits) else None


def read_metrics(tail: bytes) -> Metrics:
    """Read metrics from left to right until something else comes. Linear in the length of the text."""
    found: dict[str, float] = {}
    lists: list[str] = []
    seconds, last = math.nan, b""
    if b"," in tail:
        tail = COMMA.sub(rb"\1\2.", tail)
    pieces = tail.split(b" - ") if b"-  " not in tail and b"\t" not in tail else DASHES.split(tail)
    for at, piece in enumerate(pieces):
        name, colon, raw = piece.partition(b":")
        if not colon:
            pace = PACE.fullmatch(piece.strip())
            if pace is None and piece.strip():
                break
            if pace is not None and pace[3] == b"epoch":
                seconds = float(pace[1]) * UNIT_SECONDS[pace[2]]
            continue
        if raw.lstrip()[:1] == b"[":
            lists.append(metric_name(name[:NAME_BYTES]))
            continue
        number = number_at_start(raw)
        key = metric_name(name[:NAME_BYTES])
        key = OLD_NAMES.get(key, key)
        if number is None or not key or key == "ETA" or key in found:
            break
        found[key] = number[0]
        last = raw.removesuffix(number[1])
        if number[1].strip():
            pieces[at] = number[1]
            break
    else:
        at = len(pieces)
    names, values = tuple(found), tuple(found.values())
    return Metrics(names, values, seconds, b" - ".join(pieces[at:]), tuple(lists), decimal_places(last))
